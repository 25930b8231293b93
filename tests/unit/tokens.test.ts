import { describe, expect, test } from 'vitest';
import { findPhrase, mergeRanges, tokenize } from '../../src/text/phrases.ts';

const text = '通过“天池英才”引进计划，新疆的 GDP：Xinjiang’s high-quality 力[1]。𠮷';

describe('tokenize', () => {
  test.each([
    ['新质生产力', '新 质 生 产 力'],
    ['ＧＤＰ Über', 'gdp uber'],
    ['甲，乙。', '甲 , 乙 。'],
    ['（甲）《乙》', '甲 乙'],
    ['𠮷 e\u0301', '𠮷 e'],
    ['\uD800甲\u200B\u202E', '甲'],
    ['葛\u{E0100}城＂市＂', '葛 城 市'],
    ['力[1]的', '力 的'],
    ['张[4,7]由[1-3]来[5–6, 9]', '张 由 来'],
    ['甲……乙', '甲 . . 乙'],
    ['\u0301', ''],
    ['', ''],
  ])('splits %j', (typed, forms) => {
    expect(
      tokenize(typed)
        .map(({ form }) => form)
        .join(' '),
    ).toBe(forms);
  });

  test('finds the place of each token', () => {
    for (const { start, end, form } of tokenize(text)) {
      expect(text.slice(start, end).normalize('NFKC').toLowerCase()).toBe(form);
    }
  });
});

describe('findPhrase', () => {
  test.each([
    ['天池英才引进计划', ['天池英才”引进计划']],
    ['“天池英才”引进', ['天池英才”引进']],
    ['计划，新疆', ['计划，新疆']],
    ['计划,新疆', ['计划，新疆']],
    ['天，池', ['天池']],
    ['新疆。', ['新疆']],
    ['计划新疆', []],
    ['gdp', ['GDP']],
    ['high quality', ['high-quality']],
    ["xinjiang's", ['Xinjiang’s']],
    ['𠮷', ['𠮷']],
  ])('finds %s', (phrase, found) => {
    const ranges = findPhrase(tokenize(text), tokenize(phrase));
    expect(ranges.map(({ start, end }) => text.slice(start, end))).toEqual(found);
  });

  test('finds every occurrence, none inside another', () => {
    expect(findPhrase(tokenize('发展发展发展'), tokenize('发展发展'))).toHaveLength(1);
    expect(findPhrase(tokenize('发展，发展'), tokenize('发展'))).toHaveLength(2);
  });
});

test('mergeRanges joins overlapping ranges', () => {
  expect(
    mergeRanges([
      { start: 5, end: 8 },
      { start: 0, end: 2 },
      { start: 1, end: 3 },
      { start: 3, end: 4 },
    ]),
  ).toEqual([
    { start: 0, end: 3 },
    { start: 3, end: 4 },
    { start: 5, end: 8 },
  ]);
});
