import { expect, test } from 'vitest';
import type { Segment } from '../../src/paper/tree.ts';
import { learnWords } from '../../src/text/lexicon.ts';
import { pairUp } from '../../src/text/pair-up.ts';
import { readFiles, soundFiles } from '../support/sources.ts';

const nouns = '石油oil 煤炭coal 棉花cotton 羊毛wool 牛奶milk 铁矿iron'.split(' ');
const rows = nouns.flatMap((a, at) =>
  nouns.slice(0, at).flatMap((b) => nouns.map((c) => [a, b, c].join(' '))),
);
const toZh = (row: string) => `${row.replace(/[a-z ]+/g, '，').slice(0, -1)}。`;
const toEn = (row: string) => `As ${row.replace(/[^a-z ]/g, '')}.`;
const toSegment = (text: string): Segment => ({ line: 1, nodes: [], text });
const toPair = (row: string) => ({ zh: toSegment(toZh(row)), en: toSegment(toEn(row)) });

test('learnWords learns corresponding words from a paper', () => {
  const share = learnWords(rows.map(toPair));
  const [zh, en] = [toSegment('石油、煤炭、棉花。'), toSegment('Oil, coal and cotton.')];
  expect(share(zh, en)).toBe(1);
  expect(share(zh, toSegment('Oil and milk.'))).toBeCloseTo(1 / 3);
  expect(share(toSegment('春天。'), en)).toBeUndefined();
});

test('two lines in the wrong order are found by their words alone', () => {
  const english = rows.map(toEn);
  [english[3], english[4]] = [
    toEn('石油oil 羊毛wool 铁矿iron'),
    toEn('煤炭coal 牛奶milk 棉花cotton'),
  ];
  const chinese = rows.map(toZh);
  [chinese[3], chinese[4]] = [
    toZh('煤炭coal 牛奶milk 棉花cotton'),
    toZh('石油oil 羊毛wool 铁矿iron'),
  ];
  const { problems } = readFiles({
    ...soundFiles,
    'zh/2.md': `# 二\n\n${chinese.join('\n')}\n`,
    'en/2.md': `# Two\n\n${english.join('\n')}\n`,
  });
  expect(problems.map((problem) => problem.split('\n')[0])).toEqual([
    'content/en/2.md:6:1 (warning: order)',
    'content/en/2.md:7:1 (warning: order)',
  ]);
});

test('pairUp leaves a line that fits none unpaired, and pairs long lists by order', () => {
  const isSame = (a: string, b: string) => (a === b ? 0 : 9);
  expect(pairUp(['a', 'b', 'c'], ['a', 'c', 'd'], isSame)).toEqual([
    ...[
      ['a', 'a'],
      ['b', undefined],
      ['c', 'c'],
      [undefined, 'd'],
    ],
  ]);
  const long = Array.from({ length: 6000 }, (_, index) => String(index));
  expect(pairUp(long, long.slice(1), isSame)[2]).toEqual(['2', '3']);
});

test('lengths follow the ratio of the paper', () => {
  const lines = Array.from({ length: 14 }, (_, at) => `此处有一些文字说明若干情况${at}。`);
  const files = {
    ...soundFiles,
    'zh/2.md': `# 二\n\n${lines.join('\n')}\n`,
    'en/2.md': `# Two\n\n${lines.map((_, at) => `${'so many words '.repeat(10)}here ${at}.`).join('\n')}\n`,
  };
  expect(readFiles(files).problems).toEqual([]);
  const short = {
    ...files,
    'en/2.md': files['en/2.md'].replace(/so many.*/, 'Some words here 0.'),
  };
  expect(readFiles(short).problems.join()).toContain('en/2.md:3:1 (warning: lengths)');
});
