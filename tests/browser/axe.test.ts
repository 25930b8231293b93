import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { lasting, useBrowser, windows } from '../support/browser.ts';
import { findFaults, findFaultsIn, type Look, looks, setTheme } from '../support/faults.ts';
import { change, readStyle } from '../support/page.ts';
import { endSpeech, fakeSpeech } from '../support/speech.ts';

const open = useBrowser();
const kinds = [
  ...['', '3/', '3.1/', 'search/?q=新质生产力', 'about/', 'settings/', 'terms/'],
  'terms/new-quality-productivity/',
];
// Colors do not depend on the view or the width, so each kind of page is tested once in each look.
const cases = kinds.flatMap((kind, row) =>
  ['', 'zh/', 'en/'].map((view, at) => [`/${view}${kind}`, looks[(row + at) % 3]] as const),
);

test.each([...cases, ['/404.html', looks[2]], ['/offline/', looks[0]]] as const)(
  'axe finds no fault in %s in the look %j',
  async (path, look) => {
    const page = await open(path);
    if (path.includes('search')) await page.waitForSelector('.hit');
    expect(await findFaultsIn(page, look ? [look] : [])).toEqual([]);
  },
);

/** Open a dialog or panel of a page. */
const shows = {
  citations: async (page: Page) => {
    await page.click('.cite summary');
    await page.waitForSelector('.cite .copy');
  },
  'speech bar': async (page: Page) => {
    await page.keyboard.press('r');
    await page.waitForSelector('.speech-bar');
    if (!page.url().includes('about')) await endSpeech(page);
  },
  downloads: (page: Page) => page.click('.take-along summary'),
  'menu of a sentence': async (page: Page) => {
    await page.locator('main .self[href*="-p1s1"]').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForSelector('.quote-menu:popover-open');
  },
  pinyin: async (page: Page) => {
    await change(page, 'pinyin', 'on');
    await page.waitForSelector('ruby');
  },
  'card of a term': async (page: Page) => {
    await change(page, 'terms', 'on');
    await page.locator('.term').first().focus();
    await page.waitForSelector('.term-card:popover-open');
  },
};
const wide: Look[] = [
  ['light', 1440],
  ['dark', 1440],
];
const narrow: Look[] = [
  ['light', 390],
  ['sepia', 820],
  ['dark', 320],
];

test.each([
  ['citations', '/3.1/', wide],
  ['citations', '/en/', narrow],
  ['speech bar', '/zh/3.1/', narrow],
  ['speech bar', '/3.1/', wide],
  ['speech bar', '/en/about/', [['sepia', 320]]],
  ['downloads', '/', [wide[0], ['dark', 390]]],
  ['menu of a sentence', '/3/', wide],
  ['pinyin', '/3.1/', wide],
  ['card of a term', '/3.1/', wide],
] as [keyof typeof shows, string, Look[]][])(
  'axe finds no fault in the %s of %s',
  async (what, path, some) => {
    const page = await open(path, windows.desktop, lasting('speech {}', fakeSpeech));
    await shows[what](page);
    expect(await findFaultsIn(page, some)).toEqual([]);
  },
);

test('axe finds no fault in the rows and dialogs of a phone', async () => {
  const page = await open('/3.1/', windows.phone);
  const opens = [
    () => page.click('.settings-button').then(() => page.waitForSelector('.settings-popover')),
    () => page.click('.contents-button'),
    () => page.keyboard.press('?').then(() => page.waitForSelector('.keys-dialog[open]')),
  ];
  for (const [at, theme] of (['dark', 'light', 'sepia'] as const).entries()) {
    await setTheme(page, theme);
    if (at === 0) expect(await findFaults(page)).toEqual([]);
    await opens[at]?.();
    expect(await findFaults(page), theme).toEqual([]);
    await page.keyboard.press('Escape');
  }
});

test('the skip link is focused first, and leads past the header', async () => {
  const page = await open('/zh/3.1/');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const isInText = () => document.querySelector('main')?.contains(document.activeElement);
  expect(await page.evaluate(isInText)).toBe(true);
});

test('every element that Tab reaches on a page shows its focus', async () => {
  const page = await open('/3.1/');
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement as Element;
      // The box shows the focus of its input.
      const shown = element.closest('.search-box form') ?? element;
      const { outlineStyle, opacity } = getComputedStyle(shown);
      return { html: element.outerHTML.slice(0, 80), outlineStyle, opacity };
    });
    if (focus.html.startsWith('<body')) break;
    expect(focus.outlineStyle, focus.html).not.toBe('none');
    expect(focus.opacity, focus.html).toBe('1');
  }
});

test.each([
  ['/3.1/', '[id="3.1-p1s1"]', '新疆以其', 'Xinjiang is known'],
  ['/search/?q=石油', '.hit', '石油', 'petroleum'],
  ['/terms/new-quality-productivity/', 'li .hit', '新质生产力', 'new quality productivity'],
])('screen readers read %s in the order of the languages', async (path, place, zh, en) => {
  const page = await open(path);
  const isInOrder = async (first: string, second: string) => {
    const tree = await page.locator(place).first().ariaSnapshot();
    return tree.includes(first) && tree.indexOf(first) < tree.indexOf(second);
  };
  await expect.poll(() => isInOrder(zh, en)).toBe(true);
  await change(page, 'first', 'en');
  await expect.poll(() => isInOrder(en, zh)).toBe(true);
  await page.evaluate(() => localStorage.setItem('duidu:settings', '{"first":"en"}'));
  await page.reload();
  await expect.poll(() => isInOrder(en, zh)).toBe(true);
  await change(page, 'first', 'zh');
  await expect.poll(() => isInOrder(zh, en)).toBe(true);
});

test('a page outlines its target in forced colors, and runs no animation in reduced motion', async () => {
  const page = await open('/3.1/#3.1-p1s2', {
    ...windows.desktop,
    forcedColors: 'active',
  });
  expect(await readStyle(page, ':target', 'outline-style')).toBe('solid');
  const moving = await page.evaluate(
    () =>
      document.getAnimations().filter((animation) => animation.timeline === document.timeline)
        .length,
  );
  expect(moving).toBe(0);
});
