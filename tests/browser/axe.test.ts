import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { useBrowser, windows } from '../support/browser.ts';
import { findFaults, findFaultsIn, type Look, setTheme } from '../support/faults.ts';
import { change, readStyle } from '../support/page.ts';
import { endSpeech, fakeSpeech } from '../support/speech.ts';

const open = useBrowser();
const paths = [
  ...['', '3/', '3.1/', 'search/?q=新质生产力', 'about/', 'settings/', 'terms/'],
  'terms/new-quality-productivity/',
];
const pages = ['', 'zh/', 'en/'].flatMap((view) => paths.map((path) => `/${view}${path}`));

test.each([...pages, '/404.html', '/offline/'])('%s has no fault that axe finds', async (path) => {
  const page = await open(path);
  if (path.includes('search')) await page.waitForSelector('.hit');
  expect(await findFaultsIn(page)).toEqual([]);
});

/** Open what lies over a page. */
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
    await page.waitForSelector('ruby.pinyin');
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
const allLooks: Look[] = [...wide, ['light', 390], ['sepia', 820], ['dark', 320]];

test.each([
  ...['/3.1/', '/zh/3.1/', '/en/'].map((path) => ['citations', path, allLooks] as const),
  ...['/3.1/', '/zh/3.1/', '/en/about/'].map((path) => ['speech bar', path, allLooks] as const),
  ['downloads', '/', [wide[0], ['dark', 390]]],
  ['menu of a sentence', '/', wide],
  ['pinyin', '/3.1/', wide],
  ['card of a term', '/3.1/', wide],
] as [keyof typeof shows, string, Look[]][])(
  'the %s of %s has no fault that axe finds',
  async (what, path, some) => {
    const page = await open(path, windows.desktop, (page) => fakeSpeech(page));
    await shows[what](page);
    expect(await findFaultsIn(page, some)).toEqual([]);
  },
);

test.each(['light', 'sepia', 'dark'])(
  'the rows of a phone, and what opens over them, have no fault that axe finds in %s',
  async (theme) => {
    const page = await open('/3.1/', windows.phone);
    await setTheme(page, theme);
    expect(await findFaults(page)).toEqual([]);
    await page.click('.settings-button');
    await page.waitForSelector('.settings-popover:popover-open');
    expect(await findFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.click('.contents-button');
    expect(await findFaults(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.keyboard.press('?');
    await page.waitForSelector('.keys-dialog[open]');
    expect(await findFaults(page)).toEqual([]);
  },
);

test.each(['/', '/zh/3.1/', '/en/about/', '/terms/'])(
  'the headings of %s go down by one level at a time, from one h1',
  async (path) => {
    const page = await open(path);
    const levels = await page.$$eval('main :is(h1, h2, h3, h4, h5, h6)', (headings) =>
      headings.map(({ tagName }) => Number(tagName.slice(1))),
    );
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.slice(1).entries()) {
      expect(level - (levels[index] ?? 0)).toBeLessThanOrEqual(1);
    }
  },
);

test('the skip link is the first stop, and leads past the header', async () => {
  const page = await open('/zh/3.1/');
  await page.keyboard.press('Tab');
  expect(await page.evaluate(() => document.activeElement?.className)).toBe('skip');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  const isInText = () => document.querySelector('main')?.contains(document.activeElement);
  expect(await page.evaluate(isInText)).toBe(true);
});

test('every stop on the way through a page can be seen', async () => {
  const page = await open('/3.1/');
  for (let stop = 0; stop < 40; stop++) {
    await page.keyboard.press('Tab');
    const focus = await page.evaluate(() => {
      const element = document.activeElement as Element;
      // The box as a whole shows that what is in it has the focus.
      const shown = element.closest('.search-box form') ?? element;
      const { outlineStyle, opacity } = getComputedStyle(shown);
      return { html: element.outerHTML.slice(0, 80), outlineStyle, opacity };
    });
    if (focus.html.startsWith('<body')) break;
    expect(focus.outlineStyle, focus.html).not.toBe('none');
    expect(focus.opacity, focus.html).toBe('1');
  }
});

test('a reader is told of each sentence and then of its translation, in their languages', async () => {
  const page = await open('/3.1/');
  for (const first of ['zh', 'en']) {
    await change(page, 'first', first);
    const tree = await page.locator('[id="3.1-p1s1"]').ariaSnapshot();
    expect(tree.indexOf('新疆以其')).toBeGreaterThan(-1);
    expect(tree.indexOf('Xinjiang is known')).toBeGreaterThan(tree.indexOf('新疆以其'));
  }
  expect(
    await page
      .locator('[id="3.1-p1s1"] > p')
      .evaluateAll((cells) => cells.map((cell) => cell.getAttribute('lang'))),
  ).toEqual(['zh-Hans', 'en']);
});

test('forced colours and less motion leave everything in its place', async () => {
  const page = await open('/3.1/#3.1-p1s2', {
    ...windows.desktop,
    forcedColors: 'active',
    reducedMotion: 'reduce',
  });
  expect(await readStyle(page, ':target', 'outline-style')).toBe('solid');
  const moving = await page.evaluate(
    () =>
      document.getAnimations().filter((animation) => animation.timeline === document.timeline)
        .length,
  );
  expect(moving).toBe(0);
});
