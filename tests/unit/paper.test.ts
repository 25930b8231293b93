import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { flatten } from '../../src/paper/tree.ts';
import { readPaper } from '../../src/read/index.ts';

const record = `title: { zh: 题, en: Title }
original: zh
site: https://example.org
source: { zh: 甲, en: A }
translations: { default: { by: project, zh: 乙, en: B } }
`;

const good: Record<string, string> = {
  'paper.yaml': record,
  'terms.yaml': '[]',
  'zh/abstract.md': '# 摘要\n\n甲。\n',
  'en/abstract.md': '# Abstract\n\nA.\n',
  'zh/1.md': '# 一\n',
  'en/1.md': '# One\n',
  'zh/1.1.md': '# GDP\n\n乙。\n',
  'en/1.1.md': '# GDP\n\nB.\n',
};

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duidu-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

function read(files: Record<string, string>) {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return readPaper(folder);
}

function problemsOf(files: Record<string, string>): string {
  try {
    read(files);
  } catch (error) {
    return (error as Error).message.replaceAll(folder, 'content');
  }
  return '';
}

const without = (path: string) =>
  Object.fromEntries(Object.entries(good).filter(([key]) => key !== path));

describe('readPaper', () => {
  test('makes a tree of sections below the whole paper', () => {
    const { root } = read(good);
    expect(root.title.en.text).toBe('Title');
    expect(flatten(root).map(({ number }) => number)).toEqual(['', 'abstract', '1', '1.1']);
    expect(root.children[1]?.children[0]?.paragraphs[0]?.segments[0]?.anchor).toBe('1.1-p1s1');
  });

  test('drops a readable id that is taken', () => {
    const [, abstract, , gdp] = flatten(read(good).root);
    expect(abstract?.title.zh.slug).toBe('摘要');
    expect(abstract?.title.en).not.toHaveProperty('slug');
    expect([gdp?.title.zh.slug, gdp?.title.en.slug]).toEqual(['gdp', undefined]);
  });

  test('reads CRLF and a byte order mark as the same text', () => {
    const plain = read(good);
    const windows = Object.entries(good).map(([path, text]) => [
      path,
      `\uFEFF${text.replaceAll('\n', '\r\n')}`,
    ]);
    expect(read(Object.fromEntries(windows))).toEqual(plain);
  });

  test('names the file that lacks its counterpart', () => {
    expect(problemsOf(without('en/1.1.md'))).toMatchInlineSnapshot(`
      "The content has 1 problem:

      content/en/1.1.md:1:1
        expected: the counterpart of content/zh/1.1.md
        found: no such file
        fix: add it, with a line for each line of the other language"
    `);
  });

  test('names the chapter that a section lacks', () => {
    expect(problemsOf({ ...good, 'zh/2.1.md': '# 二\n', 'en/2.1.md': '# Two\n' })).toContain(
      'content/zh/2.1.md:1:1\n  expected: the section 2 around it\n  found: none',
    );
  });

  test.each(['search', 'zh', 'A', '3 1', 'contents', '1-p1'])(
    'refuses “%s” as the number of a section',
    (number) => {
      const files = { [`zh/${number}.md`]: '# 甲\n', [`en/${number}.md`]: '# A\n' };
      expect(problemsOf({ ...good, ...files })).toContain(`content/zh/${number}.md:1`);
    },
  );

  test('names a folder without content', () => {
    const message = problemsOf({});
    expect(message).toContain('content/paper.yaml:1:1\n  expected: this file');
    expect(message).toContain('content/zh:1:1\n  expected: sections');
  });

  test('names a file that is no section', () => {
    expect(problemsOf({ ...good, 'zh/.#1.md': '' })).toBe('');
    expect(problemsOf({ ...good, 'en/2.MD': '# B\n' })).toContain('content/en/2.MD:1');
  });

  test('names a file that is not in UTF-8', () => {
    read(good);
    writeFileSync(join(folder, 'zh/1.md'), Buffer.from([0x23, 0x20, 0xd2, 0xfd, 0xd1, 0xd4]));
    expect(() => readPaper(folder)).toThrow(/zh\/1\.md:1:1\n {2}expected: text in UTF-8/);
  });

  test('names a note on the translation of a section that is not there', () => {
    const more = record.replace('default:', '3.10: { by: author, zh: 丙, en: C }, default:');
    expect(problemsOf({ ...good, 'paper.yaml': more })).toContain('found: one of 3.10');
  });

  test('keeps readable ids apart from the parts of each page', () => {
    const { root } = read({ ...good, 'en/1.md': '# Contents\n' });
    expect(root.children[1]?.title.en).not.toHaveProperty('slug');
  });

  test('reports all problems at once, in order', () => {
    const message = problemsOf({
      ...good,
      'terms.yaml': '- zh: 甲\n',
      'en/1.1.md': '# GDP\n',
      'zh/abstract.md': '摘要\n',
    });
    expect(message.match(/^content\/.*$/gm)).toEqual([
      'content/en/1.1.md:2:1',
      'content/terms.yaml:1:3',
      'content/zh/abstract.md:1:1',
    ]);
  });
});
