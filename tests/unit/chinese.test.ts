import { afterEach, describe, expect, test, vi } from 'vitest';

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

/** Load modules as in a build of a paper with this value of `chinese`. */
async function loadFor(chinese: string | undefined) {
  vi.resetModules();
  vi.stubGlobal('__CHINESE__', chinese);
  const [locale, voice, words] = await Promise.all([
    import('../../src/paper/locale.ts'),
    import('../../src/features/speech/voice.ts'),
    import('../../src/i18n/words.ts'),
  ]);
  return { ...locale, ...voice, ...words };
}

describe('the Chinese of a paper', () => {
  test.each([
    [undefined, 'zh-Hans', 'zh-CN', 'zh-CN', '目录'],
    ['zh-Hant', 'zh-Hant', 'zh-TW', 'zh-TW', '目錄'],
    ['zh-Hant-HK', 'zh-Hant-HK', 'zh-HK', 'yue-HK', '目錄'],
    ['zh-Hans-SG', 'zh-Hans-SG', 'zh-SG', 'zh-CN', '目录'],
  ])(
    'for %s has the tags %s and %s and a voice of %s',
    async (chinese, lang, regional, voice, word) => {
      const { langs, regionalLangs, chooseVoice, pageWords } = await loadFor(chinese);
      expect([langs.zh, regionalLangs.zh]).toEqual([lang, regional]);
      const voices = ['en-US', 'yue-HK', 'zh-TW', 'zh-CN'].map((each) => ({
        ...{ name: each, lang: each, localService: true, default: false },
      }));
      expect(chooseVoice(voices, 'zh')?.lang).toBe(voice);
      expect(JSON.stringify(pageWords)).toMatch(new RegExp(word));
    },
  );
});
