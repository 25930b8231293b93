import { expect, test } from 'vitest';
import { type Edit, findRow, listDoubts, reviewRow } from '../../src/import/reviewing.ts';
import { readFiles, soundFiles } from '../support/sources.ts';

const sources = {
  zh: '# 题\n\n甲。乙。\n丙。\\\n丁。\n\n戊。\n',
  en: '# T\n\nAnts. Bees.\nCats.\\\nDogs.\n\nEels.\n',
};
const files = { ...soundFiles, 'zh/2.md': sources.zh, 'en/2.md': sources.en };
const paper = readFiles(files).reading?.paper;
if (!paper) throw new Error('not sound');
const review = (anchor: string, action: Edit['action'], more: Partial<Edit> = {}) =>
  reviewRow(sources, findRow(paper, anchor) ?? { number: '', rows: [], at: 0 }, {
    action,
    ...more,
  });

test.each<[string, Edit['action'], zh: string, en: string]>([
  ['2-p1s1', 'split', '甲。\n乙。\n丙。\\\n丁。\n\n戊。', 'Ants.\nBees.\nCats.\\\nDogs.\n\nEels.'],
  ['2-p1s1', 'join', '甲。乙。\\\n丙。\\\n丁。\n\n戊。', 'Ants. Bees.\\\nCats.\\\nDogs.\n\nEels.'],
  ['2-p1s2', 'join', '甲。乙。\n丙。\\\n丁。\\\n戊。', 'Ants. Bees.\nCats.\\\nDogs.\\\nEels.'],
  ['2-p1s2', 'zh-up', '甲。乙。\\\n丙。\n丁。\n\n戊。', 'Ants. Bees.\nCats.\\\nDogs.\n\nEels.'],
  ['2-p1s2', 'en-down', '甲。乙。\n丙。\\\n丁。\n\n戊。', 'Ants. Bees.\nCats.\n\nDogs.\\\nEels.'],
])('%s: %s', (anchor, action, zh, en) => {
  const written = { zh: `# 题\n\n${zh}\n`, en: `# T\n\n${en}\n` };
  expect(review(anchor, action)).toEqual(written);
});

test('splits after any sentence of a cell, and keeps CRLF line ends', () => {
  const joined = {
    zh: '# 题\n\n甲。乙。“丙。”\n丁。\n',
    en: '# T\n\nAnts.\\\nBees. Cats.\\\nDogs.\nEels.\n',
  };
  const read = readFiles({ ...files, 'zh/2.md': joined.zh, 'en/2.md': joined.en }).reading;
  const found = read && findRow(read.paper, '2-p1s1');
  if (!found) throw new Error('not sound');
  expect(reviewRow(joined, found, { action: 'split', kept: { zh: 2, en: 1 } })).toEqual({
    zh: '# 题\n\n甲。\\\n乙。\n“丙。”\n丁。\n',
    en: '# T\n\nAnts.\nBees. Cats.\\\nDogs.\nEels.\n',
  });
  const toWindows = (text: string) => text.replaceAll('\n', '\r\n');
  const windows = { zh: toWindows(sources.zh), en: toWindows(sources.en) };
  const next = findRow(paper, '2-p1s1');
  expect(next && reviewRow(windows, next, { action: 'join' }).zh).toBe(
    toWindows('# 题\n\n甲。乙。\\\n丙。\\\n丁。\n\n戊。\n'),
  );
  expect(() => reviewRow(joined, found, { action: 'split', kept: { zh: 3, en: 1 } })).toThrow(
    /zh\/2\.md: expected two sentences/,
  );
});

test('reads one sentence per line, and starts another row at an empty line', () => {
  const edited = { zh: '己。\n庚。\n\n辛。', en: 'F.\n\nG.' };
  expect(review('2-p2s1', 'edit', { edited })).toEqual({
    zh: sources.zh.replace('戊。', '己。\\\n庚。\n辛。'),
    en: sources.en.replace('Eels.', 'F.\nG.'),
  });
});

test.each<[string, Edit['action'], RegExp]>([
  ['2-p1s1', 'zh-up', /2\.md: expected a row before or after this one, found none/],
  ['2-p2s1', 'join', /2\.md: expected a row before or after this one, found none/],
  ['2-p2s1', 'en-up', /en\/2\.md: expected two sentences, found one/],
  ['2-p2s1', 'edit', /2\.md: expected as many rows in each language/],
])('%s: refuses %s', (anchor, action, why) => {
  expect(() => review(anchor, action)).toThrow(why);
});

test('lists a doubtful row until its text differs from the report', () => {
  const report =
    '- zh/2.md:3 · en/2.md:3: 62 % sure\n  - 甲。*乙。*\n  - Ants. Bees.\n- zh/2.md:9 · en/2.md:9: 9 % sure\n  - 子。\n  - X.\n';
  expect(listDoubts(report, paper)).toEqual({ '2-p1s1': '62 % sure' });
});
