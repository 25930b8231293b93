import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type Locale, langs } from '../../src/paper/locale.ts';
import { addNumber } from '../../src/paper/number.ts';
import { flatten } from '../../src/paper/tree.ts';
import { blockStorage } from '../support/adverse.ts';
import { lasting, useBrowser, windows } from '../support/browser.ts';
import { setTheme } from '../support/faults.ts';
import { change, readBox, rest, settle } from '../support/page.ts';
import { paper } from '../support/paper.ts';
import {
  endSpeech,
  fakeSpeech,
  hearAll,
  type SpeechOptions,
  waitForSilence,
  waitForSpeech,
} from '../support/speech.ts';

const openPage = useBrowser();
const { root } = paper;
const bar = '.speech-bar';
const status = `${bar} [role=status]`;

/** Open a page in a browser with the given speech synthesis. */
function open(
  path: string,
  options: SpeechOptions = {},
  window: BrowserContextOptions = windows.desktop,
): Promise<Page> {
  const speaking = lasting(`speech ${JSON.stringify(options)}`, (page) =>
    fakeSpeech(page, options),
  );
  return openPage(path, window, speaking);
}

/** Open a page and start reading it aloud. */
async function listen(...args: Parameters<typeof open>): Promise<Page> {
  const page = await open(...args);
  await page.keyboard.press('r');
  await page.waitForSelector(bar);
  return page;
}

/** List the expected utterances for a section and its subsections, in the given languages. */
function listTexts(number: string, locales: readonly Locale[]): string[] {
  const section = flatten(root).find((each) => each.number === number);
  return flatten(section ?? root).flatMap(({ number: own, title, paragraphs }) => [
    ...locales.map((locale) => addNumber(own, title[locale].text)),
    ...paragraphs.flatMap(({ segments }) =>
      segments.flatMap((segment) =>
        locales.map((locale) => segment[locale].text.replace(/\[\d\]/g, '')),
      ),
    ),
  ]);
}

/** Join texts as if they had not been cut. */
const join = (texts: readonly string[]) => texts.join('').replace(/\s/g, '');

const hear = async (page: Page) => (await waitForSpeech(page)).text;
const hearNext = async (page: Page) => (await endSpeech(page)).text;
const isSilent = (page: Page) => page.evaluate(() => !window.fakeSpeech.current);
const readSpoken = async (page: Page) => (await page.locator('.spoken').allInnerTexts()).join('');
const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
const getId = (page: Page) =>
  page.evaluate(() => document.querySelector('.spoken')?.closest('[id*="-p"]')?.id);

describe('the speech', () => {
  test.each([
    ['/zh/3.1/', '3.1', ['zh']],
    ['/en/', '', ['en']],
    ['/zh/4/', '4', ['zh']],
    ['/4.3/', '4.3', ['zh', 'en']],
    ['/', '', ['zh', 'en']],
  ] as const)('is all of %s, in order, without markers', async (path, number, locales) => {
    const page = await listen(path);
    const spoken = await hearAll(page);
    expect(join(spoken.map(({ text }) => text))).toBe(join(listTexts(number, locales)));
    for (const { text, lang, voice } of spoken) {
      expect(lang).toBe(/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en-US');
      expect(voice).toBe(`A voice in ${lang}`);
      expect(text.length).toBeLessThanOrEqual(120);
    }
  });

  test('leaves out pinyin over the characters', async () => {
    const page = await open('/zh/3.1/');
    await change(page, 'pinyin', 'on');
    await settle(page, '.pinyin');
    await page.keyboard.press('r');
    await hear(page);
    expect(await hearNext(page)).toMatch(/^新疆以其极为丰富的自然资源著称/);
  });

  test('begins with the first language of the reader', async () => {
    const page = await open('/3.1/');
    await change(page, 'first', 'en');
    await page.keyboard.press('r');
    expect((await waitForSpeech(page)).lang).toBe('en-US');
    expect((await endSpeech(page)).lang).toBe('zh-CN');
  });
});

describe('reading aloud begins', () => {
  test('at the sentence of the address, or of the window', async () => {
    const page = await listen('/zh/#4.2-p1s2');
    await hear(page);
    expect(await getId(page)).toBe('4.2-p1s2');
    await page.goto('/');
    await page.evaluate(() => document.getElementById('3.3-p1s2')?.scrollIntoView());
    await page.keyboard.press('r');
    await hear(page);
    expect(await getId(page)).toBe('3.3-p1s2');
  });

  test('with the titles above a first sentence', async () => {
    const page = await listen('/en/#3');
    expect(await hear(page)).toMatch(/^3 Basic Conditions/);
    expect(await hearNext(page)).toMatch(/^3\.1 Advantages/);
    expect(await hearNext(page)).toMatch(/^Xinjiang is known/);
  });

  test('at the selected sentence, in its language', async () => {
    const page = await open('/3.1/');
    await page.locator('[id="3.1-p1s4"] [lang=en]').selectText();
    await page.keyboard.press('r');
    expect(await hear(page)).toMatch(/^In addition, Xinjiang/);
    await page.keyboard.press('r');
    await page.locator('[id="3.1-p1s6"] [lang=zh-Hans]').selectText();
    await page.keyboard.press('r');
    expect(await hear(page)).toMatch(/^棉花/);
  });

  test('from the button in the settings', async () => {
    const page = await open('/zh/3.1/');
    await page.click('.settings-button');
    await page.click('.settings-popover .read-aloud');
    await hear(page);
    expect(await page.isVisible('.settings-popover')).toBe(false);
    await page.keyboard.press('Escape');
    await page.waitForSelector('.settings-button:focus');
  });

  test('not while the reader types', async () => {
    const page = await open('/zh/3.1/');
    for (const name of ['input', 'textarea']) {
      await page.evaluate((tag) => {
        const field = document.createElement(tag);
        document.querySelector('main')?.prepend(field);
        field.focus();
      }, name);
      await page.keyboard.type('rrr');
      await rest(page);
      expect(await page.locator(bar).count()).toBe(0);
    }
  });
});

describe('the spoken sentence', () => {
  test.each(['/zh/3.1/', '/en/3.1/'])('is marked on %s', async (path) => {
    const page = await listen(path);
    await hear(page);
    expect(await page.locator('h1 > .spoken').count()).toBe(1);
    await endSpeech(page);
    expect(await page.locator('[id="3.1-p1s1"].spoken').count()).toBe(1);
    expect(await page.locator('.spoken').count()).toBe(1);
  });

  test('is marked in its language in the bilingual view', async () => {
    const page = await listen('/3.1/#3.1-p1s2');
    for (const lang of [langs.zh, langs.en]) {
      const text = await hear(page);
      expect(await readSpoken(page)).toContain(text.slice(0, 20));
      expect(await page.locator(`[id="3.1-p1s2"] > [lang=${lang}].spoken`).count()).toBe(1);
      while ((await readSpoken(page)).includes(await hearNext(page)));
    }
    expect(await getId(page)).toBe('3.1-p1s3');
  });

  test('looks different in every theme and in forced colors', async () => {
    const page = await open('/zh/3.1/#3.1-p1s2');
    const take = () => page.locator('[id="3.1-p1s2"]').screenshot();
    for (const theme of ['light', 'sepia', 'dark', 'forced']) {
      if (theme === 'forced') await page.emulateMedia({ forcedColors: 'active' });
      else await setTheme(page, theme);
      const before = await take();
      await page.keyboard.press('r');
      await hear(page);
      expect(before.equals(await take()), theme).toBe(false);
      await page.keyboard.press('Escape');
      await page.waitForSelector('.spoken', { state: 'detached' });
    }
  });

  test.each(['phone', 'desktop'] as const)('is always in view on a %s', async (window) => {
    const page = await listen('/3/', {}, windows[window]);
    await hear(page);
    for (let count = 0; count < 25; count++) {
      const spoken = await readBox(page, '.spoken');
      expect(spoken.top).toBeGreaterThanOrEqual((await readBox(page, '.header')).bottom);
      expect(spoken.bottom).toBeLessThanOrEqual((await readBox(page, bar)).top);
      await endSpeech(page);
    }
  });

  test('is not scrolled to once the reader scrolls away', async () => {
    const page = await listen('/zh/');
    await hear(page);
    await page.evaluate(() => scrollTo(0, 4000));
    await endSpeech(page);
    expect(await page.evaluate(() => scrollY)).toBe(4000);
    await press(page, '下一句');
    expect(await page.evaluate(() => scrollY)).toBeLessThan(1000);
  });
});

describe('the bar', () => {
  test('goes to the next and the previous sentence, skipping translations', async () => {
    const page = await listen('/zh/3.1/#3.1-p1s3');
    expect(await hear(page)).toMatch(/^这些矿产资源/);
    await press(page, '下一句');
    expect(await hear(page)).toMatch(/^此外/);
    await press(page, '上一句');
    await press(page, '上一句');
    expect(await hear(page)).toMatch(/^石油/);
    await page.goto('/3.1/#3.1-p1s4');
    await page.keyboard.press('r');
    await hear(page);
    expect(await hearNext(page)).toMatch(/^In addition/);
    await press(page, '上一句');
    expect(await hear(page)).toMatch(/^此外/);
    await press(page, '下一句');
    expect(await hear(page)).toMatch(/^新疆的农产品/);
  });

  test('pauses, moves the mark while paused, resumes and stops', async () => {
    const page = await listen('/zh/3.1/#3.1-p1s2');
    await hear(page);
    await endSpeech(page);
    const count = () => page.evaluate(() => window.fakeSpeech.spoken.length);
    const before = await count();
    await press(page, '暂停');
    await rest(page);
    expect(await isSilent(page)).toBe(true);
    expect(await count()).toBe(before);
    expect(await getId(page)).toBe('3.1-p1s2');
    await press(page, '朗读（r）');
    expect(await hear(page)).toMatch(/^石油/);
    await page.getByRole('button', { name: '暂停' }).waitFor();
    await page.keyboard.press('r');
    await press(page, '下一句');
    expect(await getId(page)).toBe('3.1-p1s3');
    expect(await isSilent(page)).toBe(true);
    await page.keyboard.press('r');
    expect(await hear(page)).toMatch(/^这些矿产资源/);
    await press(page, '结束朗读');
    expect(await page.locator('.speech-bar, .spoken, .has-speech').count()).toBe(0);
    await rest(page);
    expect(await isSilent(page)).toBe(true);
  });

  test('changes the speed at once, and remembers it', async () => {
    const page = await listen('/en/3.1/#3.1-p1s4');
    expect((await waitForSpeech(page)).rate).toBe(1);
    await page.getByLabel('Speed').selectOption('1.5');
    expect(await waitForSpeech(page)).toMatchObject({ rate: 1.5, text: /^In addition/ });
    await page.goto('/zh/3.1/');
    await page.keyboard.press('r');
    expect((await waitForSpeech(page)).rate).toBe(1.5);
  });

  test('offers languages only in the bilingual view, and remembers the choice', async () => {
    const page = await listen('/3.1/#3.1-p1s2');
    await hear(page);
    await page.getByLabel('朗读语言').selectOption('en');
    expect(await hear(page)).toMatch(/^Many kinds/);
    await page.goto('/4.1/');
    await page.keyboard.press('r');
    expect((await waitForSpeech(page)).lang).toBe('en-US');
    await page.goto('/zh/4.1/');
    await page.keyboard.press('r');
    expect((await waitForSpeech(page)).lang).toBe('zh-CN');
    expect(await page.locator('.speech-bar select').count()).toBe(1);
  });

  test('works without storage', async () => {
    const page = await openPage('/zh/3.1/', windows.desktop, async (page) => {
      await fakeSpeech(page);
      await blockStorage(page);
    });
    await page.keyboard.press('r');
    await hear(page);
    await page.getByLabel('语速').selectOption('2');
    expect((await waitForSpeech(page)).rate).toBe(2);
  });

  test('links to the next section at the end', async () => {
    const page = await listen('/zh/3.1/');
    await hearAll(page);
    expect(await page.innerText(status)).toMatch(/^本页已读完。/);
    expect(await readSpoken(page)).toBe('');
    await press(page, '上一句');
    expect(await getId(page)).toBe('3.1-p1s7');
    await press(page, '下一句');
    await press(page, '朗读（r）');
    expect(await hear(page)).toBe('3.1 自然资源优势');
    await hearAll(page);
    await page.click('.speech-bar a');
    await page.waitForURL(/\/zh\/3\.2\/$/);
  });

  test('leaves room for the marks bar', async () => {
    const page = await listen('/?mark=新疆');
    await hear(page);
    await page.waitForSelector('.marks-bar');
    for (const width of [320, 390, 1440]) {
      await page.setViewportSize({ width, height: 800 });
      await rest(page);
      const { bottom } = await readBox(page, bar);
      expect(bottom).toBeLessThanOrEqual((await readBox(page, '.marks-bar')).top);
      for (const button of await page.locator(`${bar} :is(button, select)`).all()) {
        const { x = -1, width: own = 0, height = 0 } = (await button.boundingBox()) ?? {};
        expect(Math.min(own, height)).toBeGreaterThanOrEqual(40);
        expect(x).toBeGreaterThanOrEqual(0);
        expect(x + own).toBeLessThanOrEqual(width);
      }
    }
  });

  test('leaves room to scroll to the end of the page', async () => {
    const page = await listen('/3.1/', {}, windows.phone);
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const { bottom } = await readBox(page, 'footer p >> nth=-1');
    expect(bottom).toBeLessThanOrEqual((await readBox(page, bar)).top);
  });
});

describe('with the keyboard', () => {
  test('r starts, pauses and resumes, Space presses a button, Esc ends', async () => {
    const page = await open('/zh/3.1/');
    await page.focus('.pager a');
    await page.keyboard.press('r');
    await hear(page);
    const focused = () => page.evaluate(() => (document.activeElement as HTMLElement)?.title);
    expect(await focused()).toBe('暂停（r）');
    await page.keyboard.press('r');
    await waitForSilence(page);
    expect(await focused()).toBe('朗读（r）');
    await page.keyboard.press('Space');
    await hear(page);
    await page.keyboard.press('Space');
    await waitForSilence(page);
    await page.keyboard.press('Tab');
    expect(await focused()).toBe('下一句');
    await page.keyboard.press('Escape');
    expect(await page.locator(bar).count()).toBe(0);
    expect(await page.evaluate(() => document.activeElement?.closest('.pager'))).toBeTruthy();
  });

  test('Esc closes popovers first and search marks last', async () => {
    const page = await listen('/zh/3.1/?mark=新疆');
    await hear(page);
    await page.keyboard.press('s');
    await page.waitForSelector('.settings-popover:popover-open');
    await page.keyboard.press('Escape');
    expect(await page.isVisible('.settings-popover')).toBe(false);
    expect(await page.isVisible(bar)).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator(bar).count()).toBe(0);
    expect(await page.isVisible('.marks-bar')).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.locator('.marks-bar').count()).toBe(0);
  });

  test('Esc in a field of the page leaves it open', async () => {
    const page = await open('/zh/search/');
    await page.locator('h1').click();
    await page.keyboard.press('r');
    await page.waitForSelector(bar);
    await page.focus('main input');
    await page.keyboard.press('Escape');
    expect(await page.isVisible(bar)).toBe(true);
  });
});

describe('without speech', () => {
  test('a page without a text reads nothing', async () => {
    const page = await open('/zh/about/');
    for (const path of ['about/', 'search/', 'terms/', 'terms/new-quality-productivity/']) {
      await page.goto(`/zh/${path}`);
      await page.locator('h1').click();
      await page.keyboard.press('r');
      await page.waitForSelector('.speech-bar >> text=本页没有可朗读的正文');
      expect(await page.evaluate(() => window.fakeSpeech.spoken)).toEqual([]);
      await page.keyboard.press('Enter');
      expect(await page.locator(bar).count()).toBe(0);
    }
  });

  test.each([
    ['/zh/3.1/', ['en-US'], '此浏览器没有可用的中文语音。'],
    ['/en/3.1/', ['zh-CN', 'fr-FR'], 'This browser has no English voice.'],
    ['/3.1/', [], '此浏览器没有可用的语音。\nThis browser has no voices.'],
  ])('%s with voices in %j reports it', async (path, voices, text) => {
    const page = await listen(path, { langs: voices });
    await page.waitForSelector('.speech-bar button:only-child');
    expect(await page.innerText(status)).toBe(text);
    expect(await page.locator(`${bar}:focus-within`).count()).toBe(1);
    await page.keyboard.press('r');
    await rest(page);
    await page.keyboard.press('Escape');
    expect(await page.locator(bar).count()).toBe(0);
  });

  test('a bilingual page is read in the language with a voice', async () => {
    const page = await listen('/3.1/', { langs: ['en-GB'] });
    const spoken = await hearAll(page);
    expect(join(spoken.map(({ text }) => text))).toBe(join(listTexts('3.1', ['en'])));
    await page.keyboard.press('r');
    await hear(page);
    const said = await page.innerText(status);
    expect(said).toBe('此浏览器没有可用的中文语音。\nThis browser has no Chinese voice.');
    expect(await page.locator('.speech-bar select').count()).toBe(1);
  });

  test('the page waits for late voices and uses them', async () => {
    const page = await open('/en/3.1/', { isLate: true });
    await page.keyboard.press('r');
    await page.waitForSelector('.speech-bar >> text=Preparing the voice');
    await page.evaluate(() => window.fakeSpeech.arrive());
    expect(await hear(page)).toBe('3.1 Advantages in Natural Resources');
    expect(await page.innerText(status)).toBe('');
    const other = await listen('/3.1/', { isLate: true });
    await other.waitForSelector('.speech-bar >> text=This browser has no voice');
    await other.evaluate(() => window.fakeSpeech.arrive());
    expect(await hear(other)).toBe('3.1 自然资源优势');
    expect(await other.locator('.speech-bar :is(button, select)').count()).toBe(6);
    expect(await other.innerText(status)).toBe('');
  });

  test.each([
    ['not-allowed', 'Press play to start.'],
    ['network', 'This voice needs an internet'],
    ['audio-busy', 'The audio device is busy'],
    ['synthesis-failed', 'The voice failed.'],
  ] as const)('the error %s is explained, and play tries again', async (answer, text) => {
    const page = await open('/en/3.1/');
    await page.evaluate((answer) => Object.assign(window.fakeSpeech.options, { answer }), answer);
    await page.keyboard.press('r');
    await page.waitForSelector(`.speech-bar >> text=${text}`);
    await page.evaluate(() => {
      window.fakeSpeech.current = undefined;
      window.fakeSpeech.options = {};
    });
    await press(page, 'Read (r)');
    expect(await hear(page)).toBe('3.1 Advantages in Natural Resources');
    expect(await page.innerText(status)).toBe('');
  });

  test('an interruption from outside pauses the reading', async () => {
    const page = await listen('/en/3.1/');
    await hear(page);
    await page.evaluate(() => window.fakeSpeech.cancel());
    await page.getByRole('button', { name: 'Read (r)' }).waitFor();
    expect(await page.innerText(status)).toBe('');
  });

  test('a silent voice is abandoned', async () => {
    const page = await openPage('/en/3.1/', windows.desktop, async (page) => {
      await fakeSpeech(page, { answer: 'ignore' });
      await page.clock.install();
    });
    await page.keyboard.press('r');
    await hear(page);
    await page.clock.runFor(10_000);
    await page.waitForSelector('.speech-bar >> text=The voice did not respond.');
    await page.getByRole('button', { name: 'Read (r)' }).waitFor();
  });
});

test('leaving the page ends the reading', async () => {
  const page = await listen('/zh/3.1/');
  const text = await hear(page);
  await page.click('.pager .next');
  await page.waitForURL(/3\.2/);
  expect(await page.evaluate(() => sessionStorage.getItem('cut'))).toBe(text);
});
