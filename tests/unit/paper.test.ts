import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { flatten } from '../../src/paper/tree.ts';
import { readPaper } from '../../src/read/index.ts';
import { type Files, readFiles, soundFiles } from '../support/sources.ts';

const record = soundFiles['paper.yaml'] ?? '';
const good: Files = {
  ...{ 'paper.yaml': record, 'terms.yaml': '[]', 'zh/1.md': '# 一\n', 'en/1.md': '# One\n' },
  ...{ 'zh/abstract.md': '# 摘要\n\n甲。\n', 'en/abstract.md': '# Abstract\n\nA.\n' },
  ...{ 'zh/1.1.md': '# GDP\n\n乙。\n', 'en/1.1.md': '# GDP\n\nB.\n' },
};
const read = (files: Files) => {
  const { reading, problems } = readFiles(files);
  if (!reading) throw new Error(problems.join('\n\n'));
  return reading.paper.root;
};
const problemsOf = (files: Files) => readFiles(files).problems.join('\n\n');

/** Write files into a folder that is removed after the test. */
function write(files: Readonly<Record<string, string | Buffer>>): string {
  const folder = mkdtempSync(join(tmpdir(), 'duidu-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

describe('a paper', () => {
  test('is a tree of sections below the whole', () => {
    const { root } = readPaper(write(good));
    expect(root.title.en.text).toBe('Title');
    expect(flatten(root).map(({ number }) => number)).toEqual(['', 'abstract', '1', '1.1']);
    expect(root.children[1]?.children[0]?.paragraphs[0]?.segments[0]?.anchor).toBe('1.1-p1s1');
  });

  test('has no readable id that is taken, by a title or by a part of each page', () => {
    const [, abstract, , gdp] = flatten(read(good));
    expect(abstract?.title.zh.slug).toBe('摘要');
    expect(abstract?.title.en).not.toHaveProperty('slug');
    expect([gdp?.title.zh.slug, gdp?.title.en.slug]).toEqual(['gdp', undefined]);
    const root = read({ ...good, 'en/1.md': '# Contents\n' });
    expect(root.children[1]?.title.en).not.toHaveProperty('slug');
  });

  test('names the file that lacks its counterpart', () => {
    const { 'en/1.1.md': _, ...others } = good;
    expect(problemsOf(others)).toMatchInlineSnapshot(`
      "content/en/1.1.md:1:1
        expected: the counterpart of content/zh/1.1.md
        found: no such file
        fix: add it, with a line for each line of the other language"
    `);
  });

  test('names the chapter that a section lacks', () => {
    expect(problemsOf({ ...good, 'zh/2.1.md': '# 二\n', 'en/2.1.md': '# Two\n' })).toContain(
      'content/zh/2.1.md:1:1\n  expected: its parent section 2\n  found: none',
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
    expect(() => readPaper(write({ ...good, 'zh/.#1.md': '' }))).not.toThrow();
    expect(problemsOf({ ...good, 'en/2.MD': '# B\n' })).toContain('content/zh/2.md:1');
  });

  test('names a file that is not in UTF-8', () => {
    const folder = write({ ...good, 'zh/1.md': Buffer.from([0x23, 0x20, 0xd2, 0xfd, 0xd1]) });
    expect(() => readPaper(folder)).toThrow(/zh\/1\.md:1:1\n {2}expected: text in UTF-8/);
  });

  test('names a note on the translation of a section that is not there', () => {
    const more = record.replace('default:', '3.10: { by: author, zh: 丙, en: C }, default:');
    expect(problemsOf({ ...good, 'paper.yaml': more })).toContain('found: 3.10');
  });
});
