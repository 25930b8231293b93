import { expect, test } from 'vitest';
import { describeExtent, measureExtent } from '../../src/page/text/extent.ts';
import type { Section } from '../../src/paper/tree.ts';
import { paper } from '../support/paper.ts';

const toSection = (zh: string, en: string) =>
  ({
    paragraphs: [{ segments: [{ zh: { text: zh }, en: { text: en } }] }],
    children: [],
  }) as unknown as Section;

test.each([
  ['新质生产力。', 5, 'New quality productivity.', 3],
  ['2035年，AI 与“一带一路”', 8, 'By 2035, AI and the “Belt and Road”', 8],
  ['元', 1, 'It’s well-known: 3.5 per cent, 10,000 yuan', 7],
])('counts %s as %i and %s as %i', (zh, characters, en, words) => {
  const extent = measureExtent(toSection(zh, en));
  expect(extent.zh.length).toBe(characters);
  expect(extent.en.length).toBe(words);
});

test('the reading time is at least a minute, and includes subsections', () => {
  const short = toSection('短', 'Short');
  expect(measureExtent(short).zh.minutes).toBe(1);
  const long = { ...toSection('长'.repeat(600), 'long '.repeat(500)), children: [short] };
  expect(measureExtent(long)).toMatchObject({
    zh: { length: 601, minutes: 2 },
    en: { length: 501, minutes: 3 },
  });
});

test('describeExtent names the minutes in both languages', () => {
  expect(describeExtent(measureExtent(paper.root))).toMatchInlineSnapshot(`
    {
      "en": "about 15 minutes",
      "zh": "约 14 分钟读完",
    }
  `);
});
