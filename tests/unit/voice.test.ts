import { expect, test } from 'vitest';
import { chooseVoice, splitUtterances } from '../../src/features/speech/voice.ts';
import { locales } from '../../src/paper/locale.ts';
import { listSegments } from '../../src/paper/tree.ts';
import { paper } from '../support/paper.ts';

/** Make a voice from a description: `zh-CN Name`, with `*` for a network voice, `!` for the default. */
function toVoice(description: string) {
  const [, lang = '', name = '', signs = ''] = /^(\S+) ([^*!]*)([*!]*)$/.exec(description) ?? [];
  return { lang, name, localService: !signs.includes('*'), default: signs.includes('!') };
}

function choose(descriptions: string[], locale: 'zh' | 'en', languages?: string[]) {
  return chooseVoice(descriptions.map(toVoice), locale, languages)?.name;
}

test.each([
  [['en-US Ann!', 'zh-TW Meijia', 'zh-CN Tingting'], 'Tingting'],
  [['zh-HK Sinji', 'zh-TW Meijia'], 'Meijia'],
  [['yue Kam', 'en-US Ann'], 'Kam'],
  [['zh_HK A', 'zh_CN_#Hans B', 'zh_CN C'], 'C'],
  [['cmn-latn-pinyin Pinyin', 'cmn Mandarin'], 'Mandarin'],
  [['zh-TW Local', 'zh-CN Network*'], 'Network'],
  [['zh-CN Network*', 'zh-CN Local'], 'Local'],
  [['zh-CN Plain', 'zh-CN Tingting (Enhanced)'], 'Tingting (Enhanced)'],
  [['zh-CN Eddy (Chinese (China mainland))', 'zh-CN Tingting'], 'Tingting'],
  [['zh-CN-liaoning Xiaobei*', 'zh-CN Xiaoxiao*'], 'Xiaoxiao'],
  [['zh-Hans A', 'zh-SG B'], 'A'],
  [['wuu-CN Xiaotong', 'ja-JP Kyoko'], undefined],
  [[], undefined],
])('reads Chinese with the best of %j', (voices, name) => {
  expect(choose(voices, 'zh')).toBe(name);
});

test.each([
  [['en-GB Kate', 'en-US Ann'], ['zh-CN', 'en'], 'Ann'],
  [['en-US Ann!', 'en-AU Karen'], ['zh-CN', 'en-AU'], 'Karen'],
  [['en-ZA Tessa', 'en-GB Kate'], [], 'Kate'],
  [['en_IN Ravi'], ['fr-FR'], 'Ravi'],
  [['en-US Albert', 'en-US Samantha'], [], 'Samantha'],
  [['en-US One', 'en-US Two!'], [], 'Two'],
  [['zh-CN Tingting', 'enm-XX Chaucer'], ['en-US'], undefined],
])('reads English with the best of %j for %j', (voices, languages, name) => {
  expect(choose(voices, 'en', languages)).toBe(name);
});

test.each([
  ['zh', ' 新疆，中国西北。 ', ['新疆，中国西北。']],
  ['en', ' ', []],
  ['en', 'a'.repeat(300), ['a'.repeat(300)]],
] as const)('leaves a sentence in %s whole: “%s”', (locale, text, parts) => {
  expect(splitUtterances(text, locale)).toEqual(parts);
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

test('splits no number', () => {
  const parts = splitUtterances('1,000.5 '.repeat(40), 'en');
  expect(parts.length).toBeGreaterThan(2);
  for (const part of parts) expect(part).toMatch(/^1,000\.5( 1,000\.5)*$/);
});

test('makes shorter parts for a slow voice', () => {
  const text = `${'甲'.repeat(20)}，${'乙'.repeat(20)}。`;
  expect(splitUtterances(text, 'zh', 2)).toHaveLength(1);
  expect(splitUtterances(text, 'zh', 0.75)).toHaveLength(2);
});

test.each(locales)('keeps every character of the paper in %s, in short parts', (locale) => {
  for (const segment of listSegments(paper.root)) {
    const { text } = segment[locale];
    const parts = splitUtterances(text, locale);
    expect(parts.join('').replaceAll(' ', '')).toBe(text.replaceAll(' ', ''));
    for (const { length } of parts) expect(length).toBeLessThanOrEqual(120);
  }
});
