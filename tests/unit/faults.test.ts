import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getuid } from 'node:process';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { checkDrawing } from '../../src/read/drawing.ts';
import { readVersion } from '../../src/read/index.ts';
import { readCases } from '../support/cases.ts';
import { type Files, readFiles, soundFiles } from '../support/sources.ts';
import { limit } from '../support/speed.ts';
import { share } from '../support/thorough.ts';

const lines = Array.from({ length: 8 }, (_, at) => at + 3);
const toZh = (n: number) => `本句说的是第${n}件事，它有${n * 3 + 100}个部分。`;
const toEn = (n: number) => `This line is about matter ${n}, which has ${n * 3 + 100} parts.`;
const table = '\n| a | b |\n|---|---|\n| 2020 | 593.1 |\n| 2021 | 601.5 |\n| 2022 | 612.7 |\n';
const paper: Files = {
  ...soundFiles,
  'zh/2.md': `# 二\n\n${lines.map(toZh).join('\n')}\n${table}`,
  'en/2.md': `# Two\n\n${lines.map(toEn).join('\n')}\n${table}`,
};
const edit = (path: string, from: string, to: string): Files => {
  const text = (paper[path] ?? '').replace(from, to);
  expect(text).not.toBe(paper[path]);
  return { ...paper, [path]: text };
};

/** A fault in a valid folder, and its complete report, by place or in full. */
interface Fault {
  name: string;
  edit?: Record<string, [from: string, to: string]>;
  add?: Files;
  remove?: string;
  said?: Record<string, string>;
  report?: string;
}

function spoil({ edit: edits = {}, add = {}, remove }: Fault): Files {
  const files: Record<string, string> = { ...paper };
  for (const [path, [from, to]] of Object.entries(edits))
    files[path] = edit(path, from, to)[path] ?? '';
  for (const [path, text] of Object.entries(add)) files[path] = (files[path] ?? '') + text;
  for (const path of Object.keys(files)) if (remove && path.startsWith(remove)) delete files[path];
  return files;
}

test.each(readCases<Fault[]>('faults'))('reports only the fault: $name', (fault) => {
  const { problems } = readFiles(spoil(fault));
  const { said = {}, report } = fault;
  if (report) return expect(`${problems.join('\n\n')}\n`).toBe(report);
  expect(problems.map((problem) => problem.split('\n')[0])).toEqual(
    Object.keys(said).map((place) => `content/${place}`),
  );
  for (const [at, text] of Object.values(said).entries()) expect(problems[at]).toContain(text);
});

test('reports lines in the wrong order, and a repeated line', () => {
  const twice = edit('en/2.md', toEn(6), toEn(5));
  expect(readFiles(twice).problems.join()).toContain('content/en/2.md:6:1 (warning: repeated)');
  const { problems } = readFiles(
    edit('en/2.md', `${toEn(5)}\n${toEn(6)}`, `${toEn(6)}\n${toEn(5)}`),
  );
  const places = problems.map((problem) => problem.split('\n')[0]);
  for (const line of [5, 6]) expect(places).toContain(`content/en/2.md:${line}:1 (warning: order)`);
});

test('tells a question from a statement of the same length', () => {
  const { problems } = readFiles({
    ...paper,
    'zh/1.1.md': '# 细节\n\n发展是硬道理！\n谁来付账？谁来监督？\n',
    'en/1.1.md': '# Details\n\nDevelopment is the absolute principle!\nWho pays? Who supervises?\n',
  });
  expect(problems).toEqual([]);
});

test('accepts a warning only at its place, and no error', () => {
  const record = `${paper['paper.yaml']}accept:\n  - { rule: numbers, at: 2-p1s2 }\n`;
  const files: Files = { ...edit('en/2.md', 'has 112', 'has 113'), 'paper.yaml': record };
  expect(readFiles(files).problems).toEqual([]);
  const other = { ...files, 'en/2.md': files['en/2.md']?.replace('has 115', 'has 116') ?? '' };
  expect(readFiles(other).problems).toHaveLength(2);
  const quoted = { ...files, 'en/2.md': files['en/2.md']?.replace('matter 4', '"matter" 4') ?? '' };
  expect(readFiles(quoted).problems.join()).toContain('en/2.md:4:20 (warning: punctuation)');
  const wrong = { ...paper, 'paper.yaml': record.replace('rule: numbers', 'rule: links') };
  expect(readFiles(wrong).problems.join()).toContain('a warning rule');
});

test('takes only whole words for terms', () => {
  const terms = '- zh: 七車\n  en: weight\n- zh: 生产力\n  en: productivity\n';
  const read = (zh: string, en: string, record = paper['paper.yaml'] ?? '') =>
    readFiles({
      ...paper,
      'terms.yaml': terms,
      'paper.yaml': record,
      'zh/1.1.md': `# 细节\n\n${zh}\n`,
      'en/1.1.md': `# Details\n\n${en}\n`,
    }).problems.filter((problem) => problem.includes('1.1.md'));
  const english = paper['paper.yaml']?.replace('original: zh', 'original: en');
  expect(read('坐第七車。', 'Take the seventh car.')).toEqual([]);
  expect(read('坐七車。', 'The weights.')).toEqual([]);
  expect(read('坐七車。', 'The weighted one.')).toHaveLength(1);
  expect(read('加权平均。', 'A weighted mean.', english)).toEqual([]);
  expect(read('平均。', 'The weights.', english)).toHaveLength(1);
});

/** A fault by the line that receives it, and its report without the line. */
const injections: Record<string, (n: number, zh: string, en: string) => string[]> = {
  comma: (_, zh, en) => [zh.replace('，', ','), en, 'found: ,'],
  number: (n, zh, en) => [zh, en.replace(`has ${n * 3 + 100}`, `has ${n}977`), `${n}977`],
  link: (n, zh, en) => [`${zh}[甲](no${n}.md)`, `${en} [A](no${n}.md)`, `found: no${n}.md`],
  html: (n, zh, en) => [zh, `${en} <x${n}>`, `<x${n}>`],
  invisible: (_, zh, en) => [zh.replace('它', '它\u200B'), en, 'U+200B'],
  marker: (n, zh, en) => [zh, `${en}[${n + 50}]`, `[${n + 50}]`],
  chinese: (_, zh) => [zh, zh, 'untranslated'],
  later: (_, zh, en) => [zh, `${en} TODO`, 'TODO'],
  lost: (n, zh) => [zh, '', ` “本句说的是第${n}件`],
  spaces: (_, zh, en) => [zh, en.replace(' which', '  which'), '2 spaces'],
};

test('reports up to ten faults at once', () => {
  const kind = fc.constantFrom(...Object.keys(injections));
  const fault = fc.record({ n: fc.integer({ min: 3, max: 30 }), kind });
  const many = fc.uniqueArray(fault, { selector: ({ n }) => n, maxLength: 10 });
  fc.assert(
    fc.property(many, (list) => {
      const pairs = Array.from({ length: 28 }, (_, at) => {
        const sound = [toZh(at + 3), toEn(at + 3)] as const;
        const found = list.find(({ n }) => n === at + 3);
        return (found && injections[found.kind]?.(found.n, ...sound)) ?? sound;
      });
      const toText = (side: 0 | 1) => pairs.flatMap((pair) => pair[side] || []).join('\n');
      const { problems } = readFiles({
        ...paper,
        'zh/2.md': `# 二\n\n${toText(0)}\n`,
        'en/2.md': `# Two\n\n${toText(1)}\n`,
      });
      for (const [, , said = ''] of pairs) expect(problems.join('\n')).toContain(said);
      if (list.length === 0) expect(problems).toEqual([]);
    }),
    { numRuns: Math.ceil(500 * share) },
  );
});

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duidu-'));
  for (const [path, text] of Object.entries(paper)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

function problemOf(): string {
  try {
    readVersion(folder, {});
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

test('ignores leftovers of file managers and editors', () => {
  for (const name of [
    '.DS_Store',
    'Thumbs.db',
    'desktop.ini',
    '~$2.md',
    '.2.md.swp',
    '2.md~',
    '.#1.md',
  ]) {
    writeFileSync(join(folder, 'zh', name), 'x');
  }
  expect(problemOf()).toBe('');
});

test('names a file that cannot be read, once', () => {
  rmSync(join(folder, 'zh/2.md'));
  symlinkSync('nowhere.md', join(folder, 'zh/2.md'));
  expect(problemOf()).toMatch(/1 error:\n\n.*zh\/2\.md:1:1\n.*a readable file/);
  rmSync(join(folder, 'zh/2.md'));
  writeFileSync(join(folder, 'zh/2.md'), paper['zh/2.md'] ?? '');
  if (getuid?.() === 0) return;
  chmodSync(join(folder, 'zh/2.md'), 0);
  expect(problemOf()).toMatch(/1 error:\n\n.*zh\/2\.md:1:1\n.*\n.*no permission/);
});

test.each([
  ['# 二', 'utf16le', 'UTF-16'],
  [[0x23, 0x20, 0xd2, 0xfd, 0xd1, 0xd4], undefined, 'GBK'],
] as const)('names another encoding: %s', (text, encoding, name) => {
  const bytes =
    typeof text === 'string' ? Buffer.from(`\uFEFF${text}`, encoding) : Buffer.from(text);
  writeFileSync(join(folder, 'zh/2.md'), bytes);
  expect(problemOf()).toMatch(new RegExp(`1 error:\\n\\n.*zh/2\\.md:1:1\\n.*UTF-8\\n.*${name}`));
});

test('reports a broken drawing once', () => {
  mkdirSync(join(folder, 'images'));
  writeFileSync(join(folder, 'images/a.svg'), '<svg width="4" height="3"><g></svg>');
  for (const locale of ['zh', 'en']) {
    writeFileSync(
      join(folder, `${locale}/2.md`),
      `${paper[`${locale}/2.md`]}\n![a](../images/a.svg)\n`,
    );
  }
  expect(problemOf()).toMatch(/1 error:\n\n.*a\.svg:1:1\n.*\n.*mismatch: g line 1 and svg/);
});

test.each(['zh-CN', 'zh_CN', 'ZH'])('names the folder %s, once', (name) => {
  renameSync(join(folder, 'zh'), join(folder, name));
  expect(problemOf()).toMatch(new RegExp(`1 error:\n\n.*${name}:1:1\n`));
});

test('refuses a logo that is not square, and an image of another type than its name says', () => {
  mkdirSync(join(folder, 'images'));
  writeFileSync(join(folder, 'site.yaml'), 'logo: a.svg\n');
  const svg = '<svg xmlns="http://www.w3.org/2000/svg" width="400" height="40"/>';
  writeFileSync(join(folder, 'images/a.svg'), svg);
  expect(problemOf()).toMatch(/1 error:\n\n.*site\.yaml:1:1\n.*\n.*400 × 40 pixels/);
  writeFileSync(join(folder, 'images/a.svg'), '<svg');
  expect(problemOf()).toMatch(/1 error:\n\n.*a\.svg:1:1\n/);
  for (const name of ['site.yaml', 'images/a.svg']) rmSync(join(folder, name));
  const png = Buffer.from('89504e470d0a1a0a0000000d494844520000000400000003', 'hex');
  writeFileSync(join(folder, 'images/b.jpg'), png);
  expect(problemOf()).toMatch(/1 error:\n\n.*b\.jpg:1:1\n.*\n.*\n.*rename it to b\.png/);
});

test('refuses an image that is a link to another file', () => {
  mkdirSync(join(folder, 'images'), { recursive: true });
  writeFileSync(join(folder, 'secret'), '<svg xmlns="http://www.w3.org/2000/svg"/>');
  symlinkSync('../secret', join(folder, 'images/a.svg'));
  expect(problemOf()).toMatch(/1 error:\n\n.*images\/a\.svg:1:1\n.*\n.*a symbolic link/);
});

test.each([
  [
    '<path d="M0 0" style="fill:url(#a)"/><use xmlns:l="http://www.w3.org/1999/xlink" l:href="#a"/>',
    '',
  ],
  [
    '<image href="data:image/png;base64,AAAA"/><i:x xmlns:i="http://www.inkscape.org/ns" i:y=""/>',
    '',
  ],
  ['<style>@font-face{font-family:x;src:url(data:font/woff2;base64,AAAA)}</style>', ''],
  ['<x-y:script xmlns:x-y="http://www.w3.org/2000/svg">alert(1)</x-y:script>', 'script'],
  ['<h:img xmlns:h="http://www.w3.org/1999/xhtml" src="x"/>', 'the element img'],
  ['<a href="java&#115;cript:alert(1)"><text>x</text></a>', 'the element a'],
  ['<set attributeName="href" to="x"/>', 'the element set'],
  ['<use href="data:image/svg+xml,x#a"/>', 'href='],
  ['<image href="https://example.org/a.png"/>', 'href='],
  ['<image href="data:image/svg+xml;base64,AAAA"/>', 'href='],
  ['<path onload="x"/>', 'onload='],
  ['<path fill="url(https://example.org/#a)"/>', 'fill='],
  ['<style>@import "https://example.org/a.css";</style>', 'a style'],
  ['<style>a{fill:u\\72l(https://example.org)}</style>', 'a style'],
  ['<g xml:base="https://example.org/"/>', 'base='],
])('checks a drawing as browsers read it: %s', (inside, found) => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="4" height="3">\n${inside}</svg>`;
  expect(checkDrawing(svg)?.found ?? '').toContain(found);
  expect(checkDrawing(svg)?.line).toBe(found ? 2 : undefined);
});

test.each([
  ['<!DOCTYPE svg [<!ATTLIST svg onload CDATA "x">]>', '<!ATTLIST'],
  ['<!DOCTYPE svg [<!ENTITY a "x">]>', '<!ENTITY'],
  ['<?xml-stylesheet href="https://example.org/a.css"?>', '<?xml-stylesheet'],
  ['<?xml version="1.0" encoding="utf-16"?>', 'encoding'],
])('refuses a drawing that begins with %s', (begin, found) => {
  const fault = checkDrawing(`${begin}<svg xmlns="http://www.w3.org/2000/svg"/>`);
  expect(fault?.found).toContain(found);
});

const long = 9000;
test.each([
  ['spaces', `x${' '.repeat(100_000)}x`, 'of at most 10,000 characters'],
  ['families', '👨‍👩‍👧'.repeat(100_000 / 8), 'of at most 10,000 characters'],
  ['stars', '*a_'.repeat(21_000), '2,000 Markdown marks'],
  ['quotations', '>'.repeat(1000), 'a few levels deep'],
  ['lists', '- '.repeat(1000), 'a few levels deep'],
  [
    'indents',
    Array.from({ length: 200 }, (_, at) => `${'  '.repeat(at)}- a`).join('\n'),
    'a few levels',
  ],
  ['numerals', '一'.repeat(long), undefined],
  ['spaces in a sentence', `x${' '.repeat(long)}x`, undefined],
  ['emoji', '👨‍👩‍👧'.repeat(long / 8), undefined],
  ['a term', '生产力'.repeat(long / 3), undefined],
  ['brackets', '['.repeat(1900), undefined],
  ['stars within the bound', '*a_'.repeat(600), undefined],
])('reads or refuses a line of %s fast', { timeout: limit(20_000) }, (_what, line, refusal) => {
  const { problems } = readFiles({ ...soundFiles, 'zh/1.1.md': `# 细节\n\n${line}\n` });
  if (refusal) expect(problems[0]).toMatch(RegExp(`zh/1\\.1\\.md:\\d+:1\n.*${refusal}`));
});
