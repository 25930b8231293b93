import { expect, test } from 'vitest';
import { splitUtterances } from '../../src/features/speech/voice.ts';
import { locales } from '../../src/paper/locale.ts';
import { listSegments } from '../../src/paper/tree.ts';
import { paper } from '../support/paper.ts';

const segments = listSegments(paper.root);

test('leaves a short sentence whole', () => {
  expect(splitUtterances(' 新疆，中国西北。 ', 'zh')).toEqual(['新疆，中国西北。']);
});

test('makes nothing of nothing', () => {
  expect(splitUtterances(' ', 'en')).toEqual([]);
});

test.each([
  ['zh', `${'甲'.repeat(30)}，${'乙'.repeat(10)}，${'丙'.repeat(30)}`, [31, 41]],
  ['zh', `“${'甲'.repeat(40)}。”${'乙'.repeat(30)}`, [43, 30]],
  ['zh', `${'甲'.repeat(30)}、${'乙'.repeat(30)}`, [31, 30]],
  ['en', `${'a'.repeat(9)} ${'b'.repeat(60)}, ${'c'.repeat(60)}`, [71, 60]],
  ['en', `${'a'.repeat(60)} ${'b'.repeat(70)}`, [60, 70]],
] as const)('cuts a sentence in %s at its best place: %s', (locale, text, lengths) => {
  expect(splitUtterances(text, locale).map(({ length }) => length)).toEqual(lengths);
});

test('cuts no number', () => {
  const parts = splitUtterances('1,000.5 '.repeat(40), 'en');
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) expect(part).toMatch(/^1,000\.5( 1,000\.5)*$/);
});

test('makes shorter parts for a slow voice', () => {
  const text = `${'甲'.repeat(20)}，${'乙'.repeat(20)}。`;
  expect(splitUtterances(text, 'zh', 2)).toHaveLength(1);
  expect(splitUtterances(text, 'zh', 0.75)).toHaveLength(2);
});

test('leaves whole what has no place to cut', () => {
  expect(splitUtterances('a'.repeat(300), 'en')).toEqual(['a'.repeat(300)]);
});

test.each(locales)('keeps every character of the paper in %s, in short parts', (locale) => {
  for (const segment of segments) {
    const { text } = segment[locale];
    const parts = splitUtterances(text, locale);
    expect(parts.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    for (const { length } of parts) expect(length).toBeLessThanOrEqual(120);
  }
});
