import { afterEach, describe, expect, inject, test } from 'vitest';
import { formatCitation } from '../../src/features/cite/styles.ts';
import { toIsoDate } from '../../src/paper/locale.ts';
import { listSegments } from '../../src/paper/tree.ts';
import { cite } from '../support/cited.ts';
import {
  listVisible,
  type OpenPage,
  openSearch,
  paste,
  readAt,
  readText,
  waitForElement,
  waitForPage,
} from '../support/engines/journey.ts';
import { click, run, waitFor } from '../support/engines/tab.ts';
import { type Host, startHost } from '../support/offline.ts';
import { paper } from '../support/paper.ts';

const { record, root } = paper;
// The window of WebKitGTK is at least 447 pixels wide, which is a phone to the site too.
const sizes = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 900 } };
const firstSentence = '新疆以其极为丰富的自然资源著称';

/** Count the sentences found, once a query is fully answered. */
const countFound = (query: string) => `(() => {
  const list = document.querySelector('#search-results[aria-busy=false][data-query="${query}"]');
  return list?.querySelectorAll('.hit').length;
})()`;

/** Test what a reader does on the site, in an engine of this name. */
export function testJourneys(open: OpenPage, name: string): void {
  // Without popovers, numbers and settings link to their pages.
  const isOldest = name === 'Chromium 109';

  describe.each(Object.entries(sizes))('with a %s', (device, size) => {
    test('read sentences next to or above their translation', async () => {
      const tab = await open('/', { size });
      await tab.evaluate('document.fonts.ready.then(() => {})');
      const rows = await run(tab, readRows, undefined);
      expect(rows).toHaveLength(listSegments(root).length);
      for (const { zh, en } of rows) {
        if (device === 'phone') expect(en.top).toBeGreaterThanOrEqual(zh.bottom);
        else expect(Math.abs(en.top + en.bottom - zh.top - zh.bottom) / 2).toBeLessThan(5);
      }
    });

    test('return to the last sentence', async () => {
      const tab = await open('/zh/', { size });
      await readAt(tab, '2-p1s2');
      await click(tab, '.toggle [hreflang=en]');
      await waitForPage(tab, '/en/');
      await expect.poll(() => listVisible(tab)).toContain('2-p1s2');
      // The drivers of Firefox and WebKit may show the last page before the one that is left has stored its place.
      if (!name.startsWith('Chromium')) return;
      await readAt(tab, '5.2-p1s3');
      await tab.back();
      await waitForPage(tab, '/zh/');
      await expect.poll(() => listVisible(tab)).toContain('5.2-p1s3');
    });

    test('search for a typed word and open a marked sentence', async () => {
      const tab = await open('/zh/3.1/', { size });
      await openSearch(tab);
      await tab.type('新质生产力');
      expect(await waitFor(tab, countFound('新质生产力'))).toBe(30);
      expect(await run(tab, listLangs, 'dialog .hit')).toEqual(Array(30).fill('zh-Hans en'));
      await click(tab, 'dialog .hit');
      await waitForElement(tab, '.marks-bar');
      expect(await run(tab, listMarked, undefined)).toContain('新质生产力');
      const anchor = String(await tab.evaluate('location.hash.slice(1)'));
      await expect.poll(() => listVisible(tab)).toContain(anchor);
    });

    test('open the search page from the search box', async () => {
      const tab = await open('/en/', { size });
      await click(tab, '.search-box :is(button, input)');
      await waitFor(tab, `document.activeElement.matches('dialog input')`);
      await tab.type('innovation');
      const count = await waitFor(tab, countFound('innovation'));
      await tab.press('Enter');
      await waitForPage(tab, '/en/search/');
      expect(await tab.evaluate('location.search')).toMatch(/^[?]q=innovation/);
      expect(await waitFor(tab, countFound('innovation'))).toBe(count);
      expect((await readText(tab, '.hit mark')).toLowerCase()).toMatch(/^innovation/);
    });

    test('copy a citation with today’s date', async () => {
      const style = 'gbt-2025-numeric';
      const parts = formatCitation(cite(record, '3.1', 'zh'), style, toIsoDate(new Date()));
      const citation = parts.map(({ text }) => text).join('');
      const tab = await open('/zh/3.1/', { size });
      await click(tab, '.cite summary');
      await waitForElement(tab, '.cite .copy');
      expect(await readText(tab, `.cite [data-style=${style}]`)).toBe(`${citation} 复制`);
      await click(tab, `.cite [data-style=${style}] .copy`);
      await waitFor(tab, `document.querySelector('.cite [role=status]').textContent === '已复制'`);
      expect(await paste(tab)).toBe(citation);
    });

    test.skipIf(isOldest)('copy the address of a sentence from its number', async () => {
      const tab = await open('/zh/3.1/#3.1-p1s4', { size });
      // The scrollbar of WebKitGTK covers the numbers in such a narrow window, and takes their clicks.
      if (name === 'WebKit' && device === 'phone') await tab.press('q');
      else await click(tab, 'main .self[href="#3.1-p1s4"]');
      await waitForElement(tab, '.quote-menu:popover-open');
      expect(await readText(tab, '.quote-menu button')).toBe('复制链接');
      await click(tab, '.quote-menu button');
      const said = `document.querySelector('.quote-menu [role=status]').textContent`;
      await waitFor(tab, `${said} === '已复制'`);
      await tab.press('Escape');
      expect(await paste(tab)).toBe(`${record.site}/zh/3.1/#3.1-p1s4`);
    });

    test.skipIf(isOldest)('choose settings that last until they are reset', async () => {
      const tab = await open('/3.1/', { size });
      const before = await run(tab, look, undefined);
      const openSettings = async () => {
        await click(tab, '.settings-button');
        await waitForElement(tab, '.settings-popover:popover-open');
      };
      await openSettings();
      await click(tab, '.settings label:has([name=theme][value=dark])');
      await click(tab, '.settings label:has([name=size][value=largest])');
      const after = await run(tab, look, undefined);
      expect(after.paper).toBe('rgb(24, 23, 21)');
      expect(after.size / before.size).toBeCloseTo(1.6);
      for (const page of ['3.1', '3.2']) {
        await tab.open(new URL(`${page}/`, inject('site').url).href);
        expect(await run(tab, look, undefined)).toEqual(after);
      }
      await openSettings();
      await click(tab, '.settings .reset');
      expect(await run(tab, look, undefined)).toEqual(before);
    });
  });

  test('read the text in the fonts of the site', async () => {
    const tab = await open('/zh/3.1/');
    expect(await readText(tab, '[id="3.1-p1s1"]')).toContain(firstSentence);
    await waitFor(tab, `document.fonts.status === 'loaded'`);
    expect(await run(tab, listFonts, undefined)).toContain('Duidu Han');
  });

  test('choose pinyin and the dark theme on the settings page', async () => {
    const tab = await open('/settings/');
    await click(tab, '[data-setting=pinyin] label:has([value=on])');
    await click(tab, '[data-setting=theme] label:has([value=dark])');
    await tab.open(new URL('3.1/', inject('site').url).href);
    await waitFor(tab, `document.querySelectorAll('rt').length > 100`);
    expect((await run(tab, look, undefined)).paper).toBe('rgb(24, 23, 21)');
  });

  test('read and switch the view without scripts', async () => {
    const tab = await open('/zh/3.1/', { scripts: false });
    expect(await readText(tab, '[id="3.1-p1s1"]')).toContain(firstSentence);
    // With scripts, it is a button.
    expect(await run(tab, listTags, '.settings-button')).toEqual(['A']);
    await click(tab, '.toggle [hreflang=en]');
    await waitForPage(tab, '/en/3.1/');
    expect(await readText(tab, '[id="3.1-p1s1"]')).toMatch(/^Xinjiang/);
  });

  test('load nothing from other hosts, and see errors reported', async () => {
    const tab = await open('/zh/3.1/', { hasErrors: true });
    expect(await tab.readErrors()).toEqual([]);
    expect(await run(tab, loadForeign, 'http://127.0.0.1:1/map.png')).toBe('enforce');
    await tab.evaluate(`void setTimeout(() => { throw new Error('on purpose') })`);
    const errors: string[] = [];
    const listErrors = async () => {
      errors.push(...(await tab.readErrors()));
      return errors.join();
    };
    await expect.poll(listErrors).toContain('on purpose');
    expect(errors.join()).toContain('Content Security Policy');
  });

  describe('without a network', () => {
    let host: Host;
    afterEach(() => host.cut());

    test('read a visited page', async () => {
      host = await startHost(inject('site').folder);
      const tab = await open(`${host.url}zh/3.1/`, { hasErrors: true });
      await click(tab, 'h1');
      await expect.poll(() => run(tab, listKept, undefined)).toContain('/zh/3.1/');
      await host.cut();
      await tab.open(`${host.url}zh/3.1/`);
      expect(await readText(tab, '[id="3.1-p1s1"]')).toContain(firstSentence);
      expect(await tab.evaluate('getComputedStyle(document.body).margin')).toBe('0px');
    });

    test('read and search unvisited pages of a saved site', async () => {
      host = await startHost(inject('site').folder);
      const tab = await open(`${host.url}zh/`, { hasErrors: true });
      await click(tab, '.take-along summary');
      await click(tab, '.offline button');
      await waitFor(
        tab,
        `document.querySelector('.offline [role=status]').textContent.includes('已保存')`,
      );
      await host.cut();
      await tab.open(`${host.url}zh/4.2/#4.2-p1s3`);
      expect(await listVisible(tab)).toContain('4.2-p1s3');
      await openSearch(tab);
      await tab.type('新质生产力');
      expect(await waitFor(tab, countFound('新质生产力'))).toBe(30);
    });
  });
}

function listFonts(): string[] {
  const loaded = [...document.fonts].filter(({ status }) => status === 'loaded');
  const names = loaded.map(({ family }) => family.replaceAll('"', ''));
  // The fallback fonts may or may not be on this machine.
  return names.filter((name) => !name.includes('Fallback'));
}

/** Measure the first line of each sentence in both languages. */
function readRows() {
  const measure = (row: Element, lang: string) => {
    const cell = row.querySelector(`:scope > [lang=${lang}]`);
    const range = document.createRange();
    if (cell) range.selectNodeContents(cell);
    const { top = 0, bottom = 0 } = range.getClientRects()[0] ?? {};
    return { top, bottom };
  };
  return [...document.querySelectorAll('.pair')].map((row) => ({
    zh: measure(row, 'zh-Hans'),
    en: measure(row, 'en'),
  }));
}

function listLangs(selector: string): string[] {
  const read = (element: Element) =>
    [...element.children].map((child) => child.getAttribute('lang'));
  return [...document.querySelectorAll(selector)].map((element) => read(element).join(' '));
}

function listTags(selector: string): string[] {
  return [...document.querySelectorAll(selector)].map(({ tagName }) => tagName);
}

function listMarked(): string[] {
  return [...(CSS.highlights.get('search') ?? [])].map((range) => String(range).toLowerCase());
}

function look() {
  const { backgroundColor } = getComputedStyle(document.body);
  const text = document.querySelector('.pair > [lang=en]') as Element;
  return { paper: backgroundColor, size: Number.parseFloat(getComputedStyle(text).fontSize) };
}

/** Load an image, and return how the content security policy treated it. */
function loadForeign(address: string): Promise<string> {
  return new Promise((resolve) => {
    addEventListener('securitypolicyviolation', ({ disposition }) => resolve(disposition));
    new Image().src = address;
  });
}

/** List the pages cached by the service worker. */
async function listKept(): Promise<string[]> {
  const names = await caches.keys();
  const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
  return keys.flat().map(({ url }) => new URL(url).pathname);
}
