import { chmodSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getuid } from 'node:process';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { readVersion } from '../../src/read/index.ts';
import { type Files, readFiles, soundFiles } from '../support/sources.ts';
import { isThorough } from '../support/thorough.ts';

const lines = Array.from({ length: 8 }, (_, at) => at + 3);
const zhLines = lines.map((n) => `本句说的是第${n}件事，它有${n * 3 + 100}个部分。`);
const enLines = lines.map((n) => `This line is about matter ${n}, which has ${n * 3 + 100} parts.`);
const table = '\n| a | b |\n|---|---|\n| 2020 | 593.1 |\n| 2021 | 601.5 |\n| 2022 | 612.7 |\n';
const paper: Files = {
  ...soundFiles,
  'zh/2.md': `# 二\n\n${zhLines.join('\n')}\n${table}`,
  'en/2.md': `# Two\n\n${enLines.join('\n')}\n${table}`,
};
const edit = (path: string, from: string | RegExp, to: string): Files => {
  const text = (paper[path] ?? '').replace(from, to);
  expect(text).not.toBe(paper[path]);
  return { ...paper, [path]: text };
};
const add = (path: string, text: string): Files => ({
  ...paper,
  [path]: (paper[path] ?? '') + text,
});
const swapped = `${enLines[3]}\n${enLines[2]}`;

/** One fault each in a sound folder, and all that is said of it: its place, what was found or how to fix it. */
const faults: readonly [
  name: string,
  files: Files,
  said: readonly [place: string, text: string][],
][] = [
  ['none', paper, []],
  [
    'a misspelt field',
    edit('paper.yaml', 'title:', 'titel:'),
    [['paper.yaml:1:1', 'did you mean title?']],
  ],
  [
    'no colon',
    edit('paper.yaml', 'original: zh', 'original zh'),
    [['paper.yaml:2:1', 'write original: zh']],
  ],
  [
    'a full-width colon',
    add('paper.yaml', 'volume：12\n'),
    [['paper.yaml:7:1', 'full-width colon ：']],
  ],
  [
    'a full-width colon in braces',
    edit('paper.yaml', 'zh: 题', 'zh：题'),
    [['paper.yaml:1:1', 'full-width colon ：']],
  ],
  [
    'no space after a colon',
    add('paper.yaml', 'volume:12\n'),
    [['paper.yaml:7:1', 'write volume: 12']],
  ],
  [
    'a colon in a value',
    edit('terms.yaml', 'en: p', 'en: the: p'),
    [['terms.yaml:2:1', 'write en: "the: productivity"']],
  ],
  [
    'a field twice',
    add('paper.yaml', 'original: en\n'),
    [['paper.yaml:7:1', 'delete one of the two']],
  ],
  [
    'a DOI as an address',
    add('paper.yaml', 'doi: https://doi.org/10.1/x\n'),
    [['paper.yaml:7:1', 'the DOI alone']],
  ],
  [
    'a comma in a Chinese name',
    add('paper.yaml', 'authors: [{ zh: 王，明, en: W }]\n'),
    [['paper.yaml:7:13', '王，明']],
  ],
  [
    'a term that is not used',
    add('terms.yaml', '- zh: 量子\n  en: quantum\n'),
    [['terms.yaml:4:1 (warning: terms)', '量子']],
  ],
  [
    'a merge conflict',
    edit('zh/2.md', '本句说的是第4', '<<<<<<< HEAD\n本句'),
    [['zh/2.md:4:1', 'a merge conflict']],
  ],
  [
    'a copy',
    { ...paper, 'zh/2 copy.md': '# x\n' },
    [['zh/2 copy.md:1:1', 'delete it if it is a copy']],
  ],
  ['a Word file', { ...paper, 'en/2.docx': 'x' }, [['en/2.docx:1:1', 'save its text as Markdown']]],
  [
    'an empty folder',
    Object.fromEntries(Object.entries(paper).filter(([path]) => !path.startsWith('zh/'))),
    [['zh:1:1', 'no Markdown file']],
  ],
  [
    'a lost line',
    edit('zh/2.md', `${zhLines[3]}\n`, ''),
    [['zh/2.md:6:1', 'counterpart of content/en/2.md:6']],
  ],
  [
    'a line too many',
    edit('en/2.md', enLines[3] ?? '', `${enLines[3]}\nAnd so on.`),
    [['zh/2.md:7:1', 'counterpart of content/en/2.md:7']],
  ],
  [
    'a blank line too many',
    edit('en/2.md', enLines[3] ?? '', `\n${enLines[3]}`),
    [['en/2.md:7:1', 'no blank line']],
  ],
  [
    'a lost row',
    edit('en/2.md', '| 2021 | 601.5 |\n', ''),
    [['en/2.md:14:1', 'the row content/zh/2.md:15']],
  ],
  [
    'a lost column',
    edit('en/2.md', /\| b[\s\S]*$/, '|\n|---|\n| 2020 |\n| 2021 |\n| 2022 |\n'),
    [
      ['en/2.md:12:1', '2 columns'],
      ['en/2.md:14:1 (warning: numbers)', '593.1'],
      ['en/2.md:15:1 (warning: numbers)', '601.5'],
      ['en/2.md:16:1 (warning: numbers)', '612.7'],
    ],
  ],
  [
    'a number in a table',
    edit('en/2.md', '593.1', '539.1'),
    [
      ['en/2.md:14:1 (warning: numbers)', '593.1'],
      ['zh/2.md:14:1 (warning: numbers)', '539.1'],
    ],
  ],
  [
    'a line left in Chinese',
    edit('en/2.md', enLines[1] ?? '', zhLines[1] ?? ''),
    [['en/2.md:4:1 (warning: untranslated)', '本句']],
  ],
  [
    'a line in English',
    edit('zh/2.md', zhLines[1] ?? '', enLines[1] ?? ''),
    [['zh/2.md:4:1 (warning: untranslated)', 'This']],
  ],
  [
    'code and a formula',
    {
      ...paper,
      'zh/1.1.md': '# 细节\n\n```\nconst load = one of them;\n```\n\n$$\nlet us be it\n$$\n',
      'en/1.1.md': '# Details\n\n```\nconst load = one of them;\n```\n\n$$\nlet us be it\n$$\n',
    },
    [],
  ],
  [
    'a placeholder',
    edit('en/2.md', 'matter 5', 'matter 5 (TODO)'),
    [['en/2.md:5:1 (warning: untranslated)', 'TODO']],
  ],
  [
    'a heading inside',
    edit('en/2.md', '\n| a', '\n## More\n\n| a'),
    [['en/2.md:12:1', 'one heading']],
  ],
];

test.each(faults)('%s is said, and nothing that follows from it', (_name, files, said) => {
  const { problems } = readFiles(files);
  expect(problems.map((problem) => problem.split('\n')[0])).toEqual(
    said.map(([place]) => `content/${place}`),
  );
  for (const [index, [, text]] of said.entries()) expect(problems[index]).toContain(text);
});

test('lines that changed places are both named, and a line that is there twice', () => {
  const twice = edit('en/2.md', enLines[3] ?? '', enLines[2] ?? '');
  expect(readFiles(twice).problems.join()).toContain('content/en/2.md:6:1 (warning: repeated)');
  const { problems } = readFiles(edit('en/2.md', `${enLines[2]}\n${enLines[3]}`, swapped));
  const places = problems.map((problem) => problem.split('\n')[0]);
  for (const line of [5, 6]) expect(places).toContain(`content/en/2.md:${line}:1 (warning: order)`);
});

test('a warning is accepted at its place, and an acceptance that is not needed is said', () => {
  const record = `${paper['paper.yaml']}accept:\n  - { rule: numbers, at: 2-p1s2 }\n`;
  const files = { ...edit('en/2.md', 'has 112', 'has 113'), 'paper.yaml': record };
  expect(readFiles(files).problems).toEqual([]);
  expect(readFiles({ ...paper, 'paper.yaml': record }).problems).toMatchInlineSnapshot(`
    [
      "content/paper.yaml:8:1 (warning: accept)
      expected: a warning of the rule numbers at 2-p1s2
      found: none
      fix: delete this entry of accept; the warning is no longer there",
    ]
  `);
  const wrong = record.replace('rule: numbers', 'rule: links');
  expect(readFiles({ ...paper, 'paper.yaml': wrong }).problems.join()).toContain(
    'a rule of warnings',
  );
});

test('terms are whole words', () => {
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

/** A fault by the line that it is put into, and what its report says besides the line. */
const injections: Record<
  string,
  (n: number, zh: string, en: string) => [zh: string, en: string, said: RegExp]
> = {
  comma: (_, zh, en) => [zh.replace('，', ','), en, /found: ,/],
  number: (n, zh, en) => [
    zh,
    en.replace(`has ${n * 3 + 100}`, `has ${n}977`),
    new RegExp(`${n}977`),
  ],
  link: (n, zh, en) => [
    `${zh}[甲](no${n}.md)`,
    `${en} [A](no${n}.md)`,
    new RegExp(`found: no${n}\\.md`),
  ],
  html: (n, zh, en) => [zh, `${en} <x${n}>`, new RegExp(`<x${n}>`)],
  invisible: (_, zh, en) => [zh.replace('它', '它\u200B'), en, /U\+200B/],
  marker: (n, zh, en) => [zh, `${en}[${n + 50}]`, new RegExp(`\\[${n + 50}\\]`)],
  chinese: (_, zh) => [zh, zh, /untranslated/],
  later: (_, zh, en) => [zh, `${en} TODO`, /TODO/],
  lost: (n, zh) => [
    zh,
    '',
    new RegExp(`counterpart of content/zh/2\\.md:\\d+ “本句说的是第${n}件`),
  ],
  spaces: (_, zh, en) => [zh, en.replace(' which', '  which'), /2 spaces/],
};

test('each of up to ten faults is in the first report', () => {
  const many = fc.uniqueArray(
    fc.record({
      n: fc.integer({ min: 3, max: 30 }),
      kind: fc.constantFrom(...Object.keys(injections)),
    }),
    { selector: ({ n }) => n, maxLength: 10 },
  );
  fc.assert(
    fc.property(many, (list) => {
      const pairs = Array.from({ length: 28 }, (_, at) => {
        const n = at + 3;
        const [zh, en] = [
          `本句说的是第${n}件事，它有${n * 3 + 100}个部分。`,
          `This line is about matter ${n}, which has ${n * 3 + 100} parts.`,
        ];
        const found = list.find((one) => one.n === n);
        return found ? (injections[found.kind]?.(n, zh, en) ?? [zh, en]) : [zh, en];
      });
      const toText = (side: 0 | 1) =>
        pairs
          .map((pair) => pair[side])
          .filter(Boolean)
          .join('\n');
      const { problems } = readFiles({
        ...paper,
        'zh/2.md': `# 二\n\n${toText(0)}\n`,
        'en/2.md': `# Two\n\n${toText(1)}\n`,
      });
      for (const [, , said] of pairs) if (said) expect(problems.join('\n')).toMatch(said);
      if (list.length === 0) expect(problems).toEqual([]);
    }),
    { numRuns: isThorough ? 500 : 30 },
  );
}, 60_000);

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'duidu-'));
  for (const [path, text] of Object.entries(paper)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
});
afterEach(() => rmSync(folder, { recursive: true }));

const problemOf = (): string => {
  try {
    readVersion(folder, {});
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

test('what file managers and editors leave in a folder is passed over', () => {
  for (const name of ['.DS_Store', 'Thumbs.db', 'desktop.ini', '~$2.md', '.2.md.swp', '2.md~']) {
    writeFileSync(join(folder, 'zh', name), 'x');
  }
  expect(problemOf()).toBe('');
});

test('a file that cannot be read is named, once', () => {
  rmSync(join(folder, 'zh/2.md'));
  symlinkSync('nowhere.md', join(folder, 'zh/2.md'));
  expect(problemOf()).toMatch(/1 problem:\n\n.*zh\/2\.md:1:1\n.*a readable file/);
  rmSync(join(folder, 'zh/2.md'));
  writeFileSync(join(folder, 'zh/2.md'), paper['zh/2.md'] ?? '');
  if (getuid?.() === 0) return;
  chmodSync(join(folder, 'zh/2.md'), 0);
  expect(problemOf()).toMatch(/1 problem:\n\n.*zh\/2\.md:1:1\n.*\n.*no permission/);
});

test.each([
  ['# 二', 'utf16le', 'UTF-16'],
  [[0x23, 0x20, 0xd2, 0xfd, 0xd1, 0xd4], undefined, 'GBK'],
] as const)('another encoding is named: %s', (text, encoding, name) => {
  const bytes =
    typeof text === 'string' ? Buffer.from(`\uFEFF${text}`, encoding) : Buffer.from(text);
  writeFileSync(join(folder, 'zh/2.md'), bytes);
  expect(problemOf()).toMatch(new RegExp(`1 problem:\\n\\n.*zh/2\\.md:1:1\\n.*UTF-8\\n.*${name}`));
});

test('a broken drawing is said once', () => {
  mkdirSync(join(folder, 'images'));
  writeFileSync(join(folder, 'images/a.svg'), '<svg width="4" height="3"><g></svg>');
  for (const locale of ['zh', 'en']) {
    writeFileSync(
      join(folder, `${locale}/2.md`),
      `${paper[`${locale}/2.md`]}\n![a](../images/a.svg)\n`,
    );
  }
  expect(problemOf()).toMatch(/1 problem:\n\n.*a\.svg:1:1\n.*\n.*<\/svg> instead of <\/g>/);
});
