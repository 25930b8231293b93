import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import {
  blockStorage,
  kinds,
  listDeadControls,
  measureText,
  takeAway,
  takePopoversAway,
  takeStylesAway,
} from '../support/adverse.ts';
import {
  anyError,
  lostFiles,
  noScript,
  noWorker,
  useBrowser,
  windows,
} from '../support/browser.ts';
import { readBox, readStyle, rest } from '../support/page.ts';
import { limit } from '../support/speed.ts';

const open = useBrowser('site', lostFiles);
const openBroken = useBrowser('site', anyError);
const paths = Object.values(kinds);
const sizes = ['phone', 'desktop'] as const;

/** Type a word into search and wait for a result, on this page or another. */
async function search(page: Page, word: string): Promise<string> {
  await page.keyboard.press('/');
  await page.keyboard.type(word);
  const end = ['.hit', '[data-state=failed]'];
  await page.waitForSelector(end.map((each) => `search-panel ${each}:visible`).join());
  return page.innerText('search-panel');
}

describe('without JavaScript', () => {
  test.each(sizes)('no kind of page on a %s has dead controls or lacks text', async (size) => {
    const page = await open('/', noScript[size]);
    for (const path of paths) {
      await page.goto(path);
      expect(await page.evaluate(measureText), path).toBeGreaterThan(30);
      expect(await page.evaluate(listDeadControls), path).toEqual([]);
      expect(await page.locator('h1').isVisible(), path).toBe(true);
    }
  });

  test('a phone shows each counterpart and opens the terms', async () => {
    const page = await open('/3.1/', noScript.phone);
    const cells = page.locator('.pair > [lang]');
    expect(await cells.count()).toBe(2 * (await page.locator('.pair').count()));
    for (const cell of await cells.all()) expect(await cell.isVisible()).toBe(true);
    await page.tap('.search-box button');
    await page.waitForURL(/\d\/terms\//);
  });

  test('the settings page offers no control', async () => {
    const page = await open('/en/settings/', noScript.desktop);
    const text = await page.innerText('main');
    expect(text).toContain('need JavaScript');
    expect(text).not.toContain('stay in this browser');
    expect(text).not.toContain('Next theme');
    expect(await page.isVisible('.without-script')).toBe(true);
  });
});

describe('without storage', () => {
  test('every kind of page opens without an error', async () => {
    const page = await open('/', windows.desktop, blockStorage);
    for (const path of paths) {
      await page.goto(path);
      await page.hover('h1');
      expect(await page.evaluate(measureText), path).toBeGreaterThan(30);
    }
    await rest(page);
  });

  test('the toggle, search, settings and citing work', async () => {
    const page = await open('/zh/3.1/#3.1-p1s5', windows.desktop, blockStorage);
    await page.click('.toggle >> text=双语');
    await page.waitForURL(/\/3\.1\/#3\.1-p1s5$/);
    expect(await search(page, '石油')).toContain('3.1');
    await page.keyboard.press('Escape');
    await page.click('.settings-button');
    await page.click('[data-setting=theme] label:has([value=dark])');
    await page.click('[data-setting=pinyin] label:has([value=on])');
    await page.click('[data-setting=terms] label:has([value=on])');
    await page.waitForSelector('main ruby rt');
    await page.waitForSelector('a.term');
    expect(await readStyle(page, 'body', 'background-color')).toBe('rgb(24, 23, 21)');
    await page.keyboard.press('Escape');
    await page.hover('a.term >> nth=0');
    await page.waitForSelector('.term-card:popover-open');
    await page.hover('[id="3.1-p1s1"]');
    await page.click('[id="3.1-p1s1"] > .self');
    await page.waitForSelector('.quote-menu:popover-open');
    await page.selectOption('.quote-menu select', 'mla');
    await page.keyboard.press('Escape');
    await page.click('.cite summary');
    await page.waitForSelector('.cite .copy');
    await page.goto('/?mark=新疆');
    await page.waitForSelector('.marks-bar');
    await page.click('.take-along summary');
    await page.hover('h1');
    await page.goBack();
  });
});

test.each(sizes)('without fonts the text shows at once on a %s', async (size) => {
  const page = await open('/', noWorker[size], (page) =>
    page.route('**/*.woff2', (route) => route.abort()),
  );
  for (const path of paths) {
    await page.goto(path);
    const { scrollWidth, hidden } = await page.evaluate(() => ({
      scrollWidth: document.documentElement.scrollWidth,
      // A font that is still loading could hide its text.
      hidden: [...document.fonts].filter(({ status }) => status === 'loading').length,
    }));
    expect(scrollWidth, path).toBe(windows[size].viewport.width);
    expect(hidden, path).toBe(0);
    expect(await page.evaluate(measureText), path).toBeGreaterThan(30);
  }
});

describe('without styles', () => {
  test('a page keeps its reading order', async () => {
    const page = await open('/3.1/', noWorker.phone, takeStylesAway);
    const order = [
      ...['.skip', '.contents-button', '.brand', '.search-box', '.settings-button', '.toggle'],
      ...['#contents', 'main .up', 'main h1', '[id="3.1-p1s1"] > [lang="zh-Hans"]'],
      ...['[id="3.1-p1s1"] > [lang="en"]', '[id="3.1-p1s1"] > .self'],
      ...['[id="3.1-p1s2"] > [lang="zh-Hans"]', '.pager', '.cite', 'footer'],
    ];
    const places = await page.evaluate((selectors) => {
      const all = [...document.querySelectorAll('*')];
      return selectors.map((one) => all.indexOf(document.querySelector(one) as Element));
    }, order);
    expect(places).not.toContain(-1);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(await page.innerText('h1')).toMatch(/^3\.1 自然资源优势\s+3\.1 Advantages/);
    expect(await page.innerText('.toggle')).toMatch(/中文\s+双语\s+English/);
  });

  test.each([true, false])(
    'nothing is too large, and no control is dead (scripts: %s)',
    async (javaScriptEnabled) => {
      const options = { ...noWorker.phone, javaScriptEnabled };
      const page = await open('/', options, takeStylesAway);
      for (const path of paths) {
        await page.goto(path);
        if (javaScriptEnabled) await page.waitForSelector('settings-button');
        const sizes = await page.$$eval('svg', (icons) =>
          icons
            .map((icon) => icon.getBoundingClientRect())
            .flatMap((box) => [box.width, box.height]),
        );
        expect(Math.max(...sizes), path).toBeLessThan(40);
        expect(await page.isVisible('#lost'), path).toBe(false);
        const isSearch = path === kinds.search;
        if (javaScriptEnabled || isSearch) {
          expect(await page.isVisible('.search-close'), path).toBe(false);
        } else expect(await page.evaluate(listDeadControls), path).toEqual([]);
      }
    },
  );

  test('the controls do what they say', async () => {
    const page = await open('/3.1/', noWorker.phone, takeStylesAway);
    await page.tap('.contents-button');
    expect(await page.isVisible('.contents')).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.isVisible('.contents')).toBe(false);
    // The number is generated content; the link is for the keyboard.
    await page.press('[id="3.1-p1s3"] > .self', 'Enter');
    await page.waitForURL(/#3\.1-p1s3$/);
    await page.tap('.settings-button');
    await page.tap('#lost:has-text("Reading settings") button');
    await page.waitForURL(/\/settings\/$/);
    await page.check('[data-setting=keys] [value=off]');
    expect(await page.getAttribute('html', 'data-keys')).toBe('off');
    await page.goBack();
    await page.click('.search-box button');
    await page.click('#lost:has-text("Search") button');
    await page.waitForURL(/\/search\//);
    await page.fill('search-panel input', '石油');
    await page.waitForSelector('.hit');
  });
});

describe('an older browser, without', () => {
  test.each([
    'CSS.highlights Highlight Intl.Segmenter navigator.clipboard ClipboardItem',
    'Element.prototype.checkVisibility IntersectionObserver Array.prototype.toSorted Array.prototype.toReversed Array.prototype.at',
    // Features that no script of the site may require.
    'document.startViewTransition requestIdleCallback Promise.withResolvers URL.canParse structuredClone DecompressionStream ResizeObserver WebAssembly HTMLScriptElement.supports',
  ])('%s, reads, searches and navigates', async (features) => {
    const page = await open('/?mark=新疆', windows.desktop, async (page) => {
      for (const feature of features.split(' ')) await takeAway(page, feature);
    });
    const isGone = (path: string) =>
      path.split('.').reduce((owner: unknown, name) => Reflect.get(Object(owner), name), window) ===
      undefined;
    for (const feature of features.split(' ')) {
      expect(await page.evaluate(isGone, feature), feature).toBe(true);
    }
    await page.mouse.wheel(0, 400);
    await page.click('[id="abstract-p1s1"] > [lang="en"]');
    await page.click('.settings-button');
    await page.waitForSelector('.settings');
    await page.keyboard.press('Escape');
    await search(page, 'innovation');
    await page.keyboard.press('Escape');
    await page.goto('/zh/3.1/');
    await page.keyboard.press('j');
    await page.waitForURL(/\/zh\/3\.2\//);
    expect(await page.evaluate(measureText)).toBeGreaterThan(100);
  });

  test('speech, says that it cannot read aloud', async () => {
    const page = await open('/en/3.1/', windows.desktop, (page) =>
      takeAway(page, 'speechSynthesis'),
    );
    await page.click('.settings-button');
    await page.click('.read-aloud');
    await page.waitForSelector('.speech-bar >> text=cannot read aloud');
  });

  test('custom elements, has links instead', async () => {
    const page = await openBroken('/en/3.1/', windows.desktop, (page) =>
      takeAway(page, 'customElements'),
    );
    expect(await page.evaluate(measureText)).toBeGreaterThan(100);
    expect(await page.evaluate(listDeadControls)).toEqual([]);
    await page.click('.settings-button');
    await page.waitForSelector('.without-script', { timeout: limit(8000) });
    expect(await page.isVisible('.settings')).toBe(false);
  });

  test.each(sizes)('popovers, shows the same content and links on a %s', async (size) => {
    const page = await open('/3.1/', windows[size], takePopoversAway);
    expect(await page.isVisible('.contents')).toBe(true);
    for (const control of ['.contents-button', '.contents .close', '#lost']) {
      expect(await page.isVisible(control), control).toBe(false);
    }
    expect((await readBox(page, 'main')).top).toBeLessThan(100);
    await page.click('.contents >> text=3.2');
    await page.waitForURL(/\/3\.2\//);
    await page.hover('[id="3.2-p1s2"]');
    await page.click('[id="3.2-p1s2"] > .self');
    await page.waitForURL(/#3\.2-p1s2$/);
    expect(await page.locator('.quote-menu, .quote-button').count()).toBe(0);
    await page.click('.settings-button');
    await page.waitForURL(/\/settings\/$/);
    await page.click('[data-setting=terms] label:has([value=on])');
    await page.goto('/3.1/');
    await page.click('a.term >> nth=0');
    await page.waitForURL(/\/terms\//);
    expect(await page.locator('.term-card').count()).toBe(0);
    expect(await search(page, '石油')).toContain('3.1');
  });
});
