import { expect, test } from 'vitest';
import {
  type Edit,
  findRow,
  listDoubts,
  removeDoubt,
  reviewRow,
} from '../../src/import/reviewing.ts';
import { readFiles, soundFiles } from '../support/sources.ts';

const sources = {
  zh: '# 题\n\n甲。乙。\n丙。\\\n丁。\n\n戊。\n',
  en: '# T\n\nAnts. Bees.\nCats.\\\nDogs.\n\nEels.\n',
};
const files = { ...soundFiles, 'zh/2.md': sources.zh, 'en/2.md': sources.en };
const paper = readFiles(files).reading?.paper;
if (!paper) throw new Error('not sound');
const review = (anchor: string, edit: Edit, from = sources) =>
  reviewRow(from, findRow(paper, anchor) ?? { number: '', rows: [], at: 0 }, edit);
const toWindows = ({ zh, en }: typeof sources) => ({
  zh: zh.replaceAll('\n', '\r\n'),
  en: en.replaceAll('\n', '\r\n'),
});

test.each<[string, Edit['action'], zh: string, en: string]>([
  ['2-p1s1', 'join', '甲。乙。\\\n丙。\\\n丁。\n\n戊。', 'Ants. Bees.\\\nCats.\\\nDogs.\n\nEels.'],
  ['2-p1s2', 'join', '甲。乙。\n丙。\\\n丁。\\\n戊。', 'Ants. Bees.\nCats.\\\nDogs.\\\nEels.'],
  ['2-p1s2', 'zh-up', '甲。乙。\\\n丙。\n丁。\n\n戊。', 'Ants. Bees.\nCats.\\\nDogs.\n\nEels.'],
  ['2-p1s2', 'en-down', '甲。乙。\n丙。\\\n丁。\n\n戊。', 'Ants. Bees.\nCats.\n\nDogs.\\\nEels.'],
])('changes the row %s by %s', (anchor, action, zh, en) => {
  const written = { zh: `# 题\n\n${zh}\n`, en: `# T\n\n${en}\n` };
  expect(review(anchor, { action })).toEqual(written);
  expect(review(anchor, { action }, toWindows(sources))).toEqual(toWindows(written));
});

test('reads one sentence per line, and starts another row at an empty line', () => {
  const edited = { zh: '己。\n庚。\n\n辛。', en: 'F.\n\nG.' };
  expect(review('2-p2s1', { action: 'edit', edited })).toEqual({
    zh: sources.zh.replace('戊。', '己。\\\n庚。\n辛。'),
    en: sources.en.replace('Eels.', 'F.\nG.'),
  });
});

test('splits a row of two sentences, and refuses an edit that changes nothing', () => {
  const split = { zh: '甲。\n\n乙。', en: 'Ants.\n\nBees.' };
  expect(review('2-p1s1', { action: 'edit', edited: split })).toEqual({
    zh: sources.zh.replace('甲。', '甲。\n'),
    en: sources.en.replace('Ants. ', 'Ants.\n'),
  });
  const same = { zh: '戊。\n', en: 'Eels.\n' };
  expect(() => review('2-p2s1', { action: 'edit', edited: same })).toThrow(/a change, found none/);
});

test.each<[string, Edit['action'], RegExp]>([
  ['2-p1s1', 'zh-up', /2\.md: expected a pair before or after this one, found none/],
  ['2-p2s1', 'join', /2\.md: expected a pair before or after this one, found none/],
  ['2-p2s1', 'en-up', /en\/2\.md: expected at least two sentences, found only “/],
  ['2-p2s1', 'edit', /2\.md: expected as many pairs in each language/],
])('refuses to change the row %s by %s', (anchor, action, why) => {
  expect(() => review(anchor, { action })).toThrow(why);
});

const items = [
  '- zh/2.md:3 · en/2.md:3: 62% certain\n  - 甲。*乙。*\n  - Ants. Bees.\n',
  '- zh/2.md:9 · en/2.md:9: 9% certain\n  - 子。\n  - X.\n',
] as const;
const toReport = (all: readonly string[]) =>
  `# Import\n\n## Doubtful (${all.length})\n\nCheck.\n\n${all.join('')}\n## Left out (1)\n\n- zh: 丑。\n`;

test('lists a doubtful row until its text differs from the report', () => {
  expect(listDoubts(toReport(items), paper)).toEqual({ '2-p1s1': '62% certain' });
});

test('removes a row that is right from the report', () => {
  const row = findRow(paper, '2-p1s1')?.rows[0];
  if (!row) throw new Error('no row');
  expect(removeDoubt(toReport(items), row)).toBe(toReport(items.slice(1)));
  expect(removeDoubt(toReport(items.slice(1)), row)).toBe(toReport(items.slice(1)));
});
