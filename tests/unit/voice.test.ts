import { expect, test } from 'vitest';
import { chooseVoice } from '../../src/features/speech/voice.ts';

/** Make a voice of a description: `zh-CN Name`, with `*` if it is on the network, `!` if default. */
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
