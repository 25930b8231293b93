import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type Choices, settingsKey, toChoices } from '../../src/features/settings/settings.ts';
import { speechKey } from '../../src/features/speech/speech.ts';
import { askPanel } from '../support/ask.ts';
import { lasting, useBrowser, windows } from '../support/browser.ts';
import { readCases } from '../support/cases.ts';
import { split, watchPage } from '../support/hostile.ts';
import { payloads } from '../support/payloads.ts';

const open = useBrowser();
const openWatched = (path: string) => open(path, windows.desktop, lasting('watch', watchPage));

/** All types of JSON values, and invalid JSON. */
const shapes = [...readCases<string[]>('shapes'), `[${'9,'.repeat(999)}9]`];

/** Elements and attributes that only a payload could add: the site itself has none of them. */
const countStrange = (page: Page) =>
  page.evaluate(
    () =>
      document.querySelectorAll(
        'iframe, object, embed, base, template:not(search-panel *, :has(> [role=status]) > *), marquee, img, style:not(head style), main svg:not(search-panel button *) *, [onerror], [onload], [onfocus], [srcdoc], [href^="javascript:" i], [href^="data:" i]',
      ).length,
  );

describe('a hostile query', () => {
  test('is text in the dialog, its messages and its results', async () => {
    const page = await openWatched('/zh/3.1/');
    await page.keyboard.press('/');
    await page.waitForSelector('dialog[open] search-panel');
    const shown = await page.evaluate(askPanel, payloads);
    for (const { asked, states, said } of shown) {
      // Messages with results do not repeat the query.
      if (states.includes('nothing')) expect(said).toContain(asked.slice(0, 80).toWellFormed());
      else
        expect(states).toMatch(/^(?:|long|found|titles|near|apart|cut|alias|pinyin|unmarked| )+$/);
    }
    expect(shown.filter(({ states }) => states === 'nothing').length).toBeGreaterThan(50);
    expect(await countStrange(page)).toBe(0);
  });

  test('is text in the address of the search page', async () => {
    const page = await openWatched('/en/search/');
    await page.waitForSelector('search-panel input');
    const titles = await page.evaluate(async (queries) => {
      const found: string[] = [];
      for (const query of queries) {
        const parameters = new URLSearchParams({ q: query, lang: query, in: query, mark: query });
        history.replaceState(null, '', `?${parameters}`);
        dispatchEvent(new PopStateEvent('popstate'));
        const list = document.querySelector('#search-results');
        while (list?.ariaBusy === 'true') await new Promise((resolve) => setTimeout(resolve, 2));
        found.push(document.title);
      }
      return found;
    }, payloads);
    expect(titles.filter((title) => title.includes('<script>')).length).toBeGreaterThan(50);
    expect(await page.inputValue('select >> nth=0')).toBe('');
    expect(await countStrange(page)).toBe(0);
  });

  test('is text when the search page loads', async () => {
    const page = await openWatched('/search/');
    for (const query of ['<script>__ran=1</script>', '"><img src=x onerror=__ran=1>', '\u202e%']) {
      await page.goto(`/search/?${new URLSearchParams({ q: query, lang: query, in: query })}`);
      await expect.poll(() => page.title()).toContain(query);
      expect(await page.inputValue('input[name=q]')).toBe(query);
      expect(await countStrange(page)).toBe(0);
    }
  });

  test('marks nothing and breaks nothing on a section', async () => {
    const page = await openWatched('/3.1/');
    const before = await page.innerText('main');
    const wordings = payloads.map((payload) => encodeURIComponent(payload.toWellFormed()));
    const short = wordings.filter(({ length }) => length < 1500);
    for (const some of split(short, 120)) {
      await page.goto(`/3.1/?mark=${some.join('%7C')}`);
      await page.waitForSelector('.marks-bar');
      expect(await page.innerText('main')).toBe(before);
      expect(await countStrange(page)).toBe(0);
    }
  });
});

test('a hostile fragment has no effect', async () => {
  const page = await openWatched('/zh/3.1/#3.1-p1s2..s3');
  await page.waitForSelector('.in-range');
  const before = await page.innerText('main');
  const last = await page.evaluate(
    async ([hostile, beginnings]) => {
      for (const [index, payload] of hostile.entries()) {
        location.hash = (beginnings[index % beginnings.length] ?? '') + payload;
        await new Promise((resolve) => setTimeout(resolve));
      }
      // Some are malformed in the part that is read as a range.
      for (const end of ['%', '%E0%A4%A', 's%', '%FF']) location.hash = `3.1-p1s2..${end}`;
      await new Promise((resolve) => setTimeout(resolve));
      return location.hash;
    },
    [payloads, ['', '3.1-p1s2..', '3.1-p1s2..s4..', 'cite', ':~:text=']] as const,
  );
  // Check that the browser, which limits changes of the address, made all of these.
  expect(last).toMatch(/^#3\.1-p1s2(?:\.\.%FF)?$/);
  await page.waitForFunction(() => !document.querySelector('.in-range'));
  expect(await page.innerText('main')).toBe(before);
  expect(await countStrange(page)).toBe(0);
  // The page still follows the address.
  await page.evaluate(() => {
    location.hash = '#3.1-p1s1..s2';
  });
  await page.waitForSelector('.in-range');
});

describe('hostile storage', () => {
  const keys = ['duidu:style', 'duidu:reading:/', 'duidu:place:/', 'duidu:offline:/'];
  const all = [settingsKey, speechKey, ...keys];

  test('of every type sets no choice, place or style', async () => {
    const page = await openWatched('/zh/');
    for (const some of split([...shapes, ...payloads.map((text) => JSON.stringify(text))], 60)) {
      for (const value of some) {
        await page.evaluate(keepAll, { keys: all, value });
        await page.evaluate(comeBack);
      }
      await page.reload();
      await page.evaluate(comeBack);
      expect(await readChoices(page)).toEqual({});
    }
    expect(await page.isVisible('.continue a')).toBe(false);
  });

  test('links only to places in the paper', async () => {
    const page = await openWatched('/zh/');
    const links = await page.evaluate((hostile) => {
      const found: string[] = [];
      for (const text of hostile) {
        for (const place of [
          { page: text, anchor: '', section: '3.1' },
          { page: text, anchor: text },
          { page: '', anchor: text, section: '3.1' },
          { page: '3.1', anchor: text, section: '3.1' },
          { page: [text], anchor: { toString: 1 }, section: { toString: text } },
        ]) {
          localStorage.setItem('duidu:reading:/', JSON.stringify(place));
          dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
          const link = document.querySelector<HTMLAnchorElement>('.continue a');
          found.push(link?.href ?? '');
        }
      }
      return found;
    }, payloads);
    const { origin } = new URL(page.url());
    const other = links.filter(
      (link) => !link.replace(/#.*/s, '').match(`^${origin}/zh/([\\w-]+(?:\\.\\d+)*/)?$`),
    );
    expect(other).toEqual([]);
    expect(links.filter((link) => link.endsWith('#text'))).not.toHaveLength(links.length);
  });

  test('sets only data attributes of the page', async () => {
    const page = await openWatched('/en/3.1/');
    const names = ['theme', 'onError', 'x y', '-a', '__proto__', 'constructor', ''];
    for (const some of split(payloads, 80)) {
      const value = Object.fromEntries(
        [...names, ...some].map((name, at) => [name, some[at] ?? 'x']),
      );
      await page.evaluate(keepAll, { keys: [settingsKey], value: JSON.stringify(value) });
      await page.reload();
      const attributes = await page.evaluate(() => document.documentElement.getAttributeNames());
      expect(attributes.filter((name) => !/^(?:lang|class|data-.*)$/s.test(name))).toEqual([]);
      expect(await page.innerText('h1')).toContain('3.1');
    }
    // A change in another tab makes the page read its storage again and drop the invalid choice.
    await page.evaluate(comeBack);
    await page.waitForSelector('html:not([data-theme])');
  });

  test('sets no choice of the tools', async () => {
    const page = await openWatched('/zh/3.1/#cite');
    for (const value of ['7', '"\\"><img src=x onerror=__ran=1>"', ...shapes.slice(-4)]) {
      await page.evaluate(keepAll, { keys: all, value });
      await page.reload();
      await page.waitForSelector('.cite .copy');
      await page.click('settings-button button');
      await page.waitForSelector('settings-panel :checked');
      await page.keyboard.press('Escape');
      await page.locator('main .self[href="#3.1-p1s2"]').dispatchEvent('click');
      await page.waitForSelector('.quote-menu:popover-open');
      expect(await page.inputValue('.quote-menu select')).toBe('gbt-2025-numeric');
      expect(await countStrange(page)).toBe(0);
    }
  });

  test('leaves the page unchanged after Back', async () => {
    for (const anchor of [{ toString: 1 }, ['3.1-p1s2'], '"]javascript:__ran=1']) {
      const page = await openWatched('/zh/3.1/');
      await page.goto('/en/3.1/');
      const kept = JSON.stringify({ page: '3.1', view: 'en', anchor });
      await page.evaluate((kept) => {
        addEventListener('pagehide', () => sessionStorage.setItem('duidu:place:/', kept));
      }, kept);
      await page.goBack();
      await page.waitForFunction(() => sessionStorage.getItem('duidu:place:/'));
      expect(new URL(page.url()).hash).toBe('');
    }
  });
});

/** Store a text under each key in both storages; it runs in the page. */
function keepAll({ keys, value }: { keys: readonly string[]; value: string }): void {
  for (const key of keys) {
    localStorage.setItem(key, value);
    sessionStorage.setItem(key, value);
  }
}

/** Make the page read its storage, as when it becomes visible or another tab changes it. */
function comeBack(): void {
  dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true }));
  dispatchEvent(new StorageEvent('storage'));
}

async function readChoices(page: Page): Promise<Choices> {
  return toChoices(await page.evaluate(() => ({ ...document.documentElement.dataset })));
}
