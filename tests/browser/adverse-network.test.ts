import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, test } from 'vitest';
import { listDeadControls, measureText } from '../support/adverse.ts';
import { anyError, lostFiles, noWorker, useBrowser } from '../support/browser.ts';
import { useFaultyHost } from '../support/faulty.ts';
import { rest } from '../support/page.ts';
import { limit } from '../support/speed.ts';

const host = useFaultyHost();
const open = useBrowser(() => host.url, lostFiles);
const openBroken = useBrowser(() => host.url, anyError);
beforeEach(() => {
  host.faults = [];
});

// Cached files of a service worker would load without the network.
const { phone, desktop } = noWorker;
const scripts = /\.js$/;

/** Open a page of the faulty host as soon as its first bytes arrive. */
async function begin(
  path: string,
  options: typeof phone | typeof desktop = desktop,
  prepare?: (page: Page) => Promise<unknown>,
  openWith = open,
) {
  const page = await openWith('about:blank', options, prepare);
  await page.goto(path, { waitUntil: 'commit' });
  return page;
}

const isLost = (page: Page) => page.isVisible('#lost');

/** Wait for painted text, and return the time. */
const waitForPaint = (page: Page) =>
  page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        new PerformanceObserver((list) => {
          const [paint] = list.getEntriesByName('first-contentful-paint');
          if (paint) resolve(paint.startTime);
        }).observe({ type: 'paint', buffered: true });
      }),
  );

describe('on a phone that is 20 times slower', () => {
  const slow = async (page: Page) => {
    const client = await page.context().newCDPSession(page);
    await client.send('Emulation.setCPUThrottlingRate', { rate: 20 });
    await page.addInitScript(() => {
      const define = customElements.define.bind(customElements);
      customElements.define = (...element) => {
        document.documentElement.dataset['defined'] ??= String(performance.now());
        define(...element);
      };
    });
  };

  test('the toggle works before any script arrives', async () => {
    host.faults = [{ path: scripts, wait: limit(20_000) }];
    const page = await begin('zh/3.1/', phone, slow);
    await page.tap('.toggle >> text=English', { noWaitAfter: true });
    await page.waitForURL(/\/en\/3\.1\/$/, { waitUntil: 'commit' });
    await page.waitForSelector('h1 >> text=Advantages');
    expect(await page.getAttribute('html', 'data-defined')).toBe(null);
  });
});

describe('with answers after 3 s', () => {
  test('a page and its controls work before scripts and fonts', async () => {
    host.faults = [{ path: /\.(js|woff2)$/, wait: limit(3000) }];
    const page = await begin('3.1/', phone);
    expect(await waitForPaint(page)).toBeLessThan(limit(2500));
    await expect.poll(() => page.evaluate(measureText)).toBeGreaterThan(100);
    expect(await page.evaluate(listDeadControls)).toEqual([]);
    await page.tap('.contents-button');
    expect(await page.isVisible('.contents')).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => customElements.get('search-box') === undefined)).toBe(true);
    await page.tap('.settings-button', { noWaitAfter: true });
    await page.waitForURL(/\/settings\/$/, { waitUntil: 'commit' });
    // Controls appear only once they work, and then all at once.
    await page.waitForSelector('h1');
    expect(await page.isVisible('.settings')).toBe(false);
    await page.waitForSelector('.settings');
    expect(await page.isVisible('.without-script')).toBe(false);
  });

  test('search loses no key typed before it loads', async () => {
    const page = await begin('zh/3.1/');
    await page.setViewportSize({ width: 600, height: 800 });
    await page.waitForLoadState();
    host.faults = [{ path: /search/, wait: 1500 }];
    await page.keyboard.press('/');
    // Each of these keys is also a shortcut.
    await page.keyboard.type('st123');
    await page.waitForSelector('dialog[open] input:focus');
    expect(await page.inputValue('dialog input')).toBe('st123');
    expect(page.url()).toMatch(/\/zh\/3\.1\/$/);
    expect(await page.getAttribute('html', 'data-theme')).toBe(null);
  });

  test('early presses take effect once their files load', async () => {
    const page = await open('3.1/', desktop);
    host.faults = [{ path: /assets|settings|terms|pinyin/, wait: 1000 }];
    await page.click('.settings-button');
    await page.waitForSelector('.settings-popover:popover-open');
    await page.click('[data-setting=terms] label:has([value=on])');
    await page.click('[data-setting=pinyin] label:has([value=on])');
    await page.keyboard.press('Escape');
    await page.click('.cite summary');
    await page.waitForSelector('.cite .copy');
    await page.waitForSelector('main ruby rt');
    await page.waitForSelector('a.term');
    await page.hover('[id="3.1-p1s1"]');
    await page.click('[id="3.1-p1s1"] > .self');
    await page.waitForSelector('.quote-menu:popover-open');
  });
});

describe('a broken connection', () => {
  test.each([
    ['in the page', /3\.1\/$/, 0.85],
    ['in the scripts', scripts, 0.5],
    ['before the scripts', scripts, 0],
  ])('%s leaves a page with no dead control', async (_where, path, share) => {
    host.faults = [{ path, share }];
    const page = await begin('3.1/', phone);
    const measure = () => page.evaluate(measureText);
    await expect.poll(measure, { timeout: limit(8000) }).toBeGreaterThan(150);
    await rest(page);
    expect(await page.locator('h1').isVisible()).toBe(true);
    expect(await isLost(page)).toBe(false);
    expect(await page.evaluate(listDeadControls)).toEqual([]);
    await page.tap('.toggle >> text=English', { noWaitAfter: true });
    await page.waitForURL(/\/en\/3\.1\//, { waitUntil: 'commit' });
  });

  const unloaded = (what: string) => `main .unloaded:visible:has-text("${what} could not load")`;

  test.each([
    ['that breaks', { share: 0.5 }],
    ['that is refused', { status: 500 }],
    ['that hangs', { wait: 1e6 }],
  ])('in the scripts of a tool %s is reported, and a retry works', async (_how, fault) => {
    // A browser has six connections to a host, and the next page needs one.
    host.faults = [{ path: /(?:settings|search)\.[^/]*\.js$/, ...fault }];
    const page = await begin('en/settings/', desktop, undefined, openBroken);
    await page.waitForSelector(unloaded('Settings'));
    expect(await page.isVisible('.settings')).toBe(false);
    await page.goto('en/search/?q=innovation', { waitUntil: 'commit' });
    await page.waitForSelector(unloaded('Search'));
    expect(await page.isVisible('main >> text=needs JavaScript')).toBe(false);
    expect(await page.inputValue('main [name=q]')).toBe('innovation');
    await page.fill('main [name=q]', 'innovation development');
    host.faults = [];
    await page.click('.unloaded button');
    await page.waitForURL(/q=innovation\+development/);
    await page.waitForSelector('.hit');
  });

  test.each([
    ['that hangs', { wait: 1e6 }],
    ['that breaks in the middle', { share: 0.5, hang: true }],
  ])('in the index of search %s is reported, and a retry works', async (_how, fault) => {
    host.faults = [{ path: /pagefind/, ...fault }];
    const page = await begin('en/search/?q=innovation', desktop, undefined, openBroken);
    await page.waitForSelector('[data-state=failed]:visible', { timeout: limit(25_000) });
    host.faults = [];
    await page.click('.search-retry');
    await page.waitForSelector('.hit');
    expect(await page.inputValue('main [name=q]')).toBe('innovation');
  });
});

describe('a tool that does not load is named, and a retry opens it', () => {
  const choose = (name: string) => async (page: Page) => {
    if (!(await page.isVisible('.settings-popover'))) await page.click('.settings-button');
    await page.click(`[data-setting=${name}] label:has([value=on])`);
  };
  const press = (key: string) => (page: Page) => page.keyboard.press(key);
  const click = (selector: string) => (page: Page) => page.click(selector);
  const open = useBrowser(() => host.url, anyError);
  const faults = [{ status: 404 }, { answer: '<p>Sign in</p>' }, { wait: 1e6 }];
  const tools: [string, RegExp, (page: Page) => Promise<unknown>, string, string][] = [
    ['a sentence’s menu', /cite-tools/, click('.self[href="#3.1-p1s2"]'), 'Cite', '.quote-menu'],
    ['the shortcut to cite', /cite-tools/, press('q'), 'Cite', '.quote-menu'],
    ['the menu’s template', /tools\/\w+\/$/, press('q'), 'Cite', '.quote-menu'],
    ['the citations', /cite-tools/, click('.cite summary'), 'Cite', '.cite .copy'],
    ['the list of shortcuts', /reader-tools/, press('?'), 'settings', '.keys-dialog'],
    ['settings', /reader-tools/, click('.settings-button'), 'settings', '.settings'],
    ['search', /search\.[^/]*js/, press('/'), 'Search', 'search-panel'],
    ['reading aloud', /speech-reader/, press('r'), '', '.speech-bar'],
    ['pinyin', /reading-aids/, choose('pinyin'), 'settings', 'main ruby rt'],
    ['the readings', /data\/3\.1/, choose('pinyin'), 'Pinyin', 'main ruby rt'],
    ['terms', /data\/terms/, choose('terms'), 'Underline terms', 'a.term'],
  ];

  test.each(tools)('%s', async (_tool, path, press, name, shown) => {
    for (const fault of faults) {
      const page = await open('3.1/', noWorker.desktop, (page) => page.clock.install());
      await page.hover('[id="3.1-p1s2"]');
      host.faults = [{ path, ...fault }];
      await press(page);
      await expect
        .poll(async () => {
          await page.clock.fastForward(1000);
          return page.isVisible('#lost');
        })
        .toBe(true);
      // No control on this page names reading aloud.
      expect(await page.innerText('#lost b')).toMatch(name ? new RegExp(name) : /^$/);
      host.faults = [];
      await page.click('#lost button');
      await page.waitForSelector(`${shown}:visible`);
    }
  });
});

describe('the notice that a tool did not load', () => {
  const open = useBrowser(() => host.url, anyError);
  const lose = async (path: string, key: string): Promise<Page> => {
    const page = await open(path, noWorker.desktop);
    await rest(page);
    host.faults = [{ path: /reader-tools/, status: 404 }];
    await page.keyboard.press(key);
    await page.waitForSelector('#lost:popover-open');
    return page;
  };

  test('does not repeat the press at a later reload', async () => {
    const page = await lose('en/search/?q=innovation', '?');
    const loaded = page.waitForEvent('load');
    await page.click('#lost button');
    await loaded;
    await page.waitForSelector('#lost:popover-open');
    host.faults = [];
    await page.reload();
    await page.waitForSelector('.hit');
    await rest(page);
    expect(await page.locator('.keys-dialog').count()).toBe(0);
  });

  test('keeps the query of the search page', async () => {
    const page = await lose('en/search/?q=innovation', '?');
    host.faults = [];
    await page.click('#lost button');
    await page.waitForSelector('.keys-dialog:visible');
    await page.waitForSelector('.hit');
    expect(page.url()).toMatch(/q=innovation$/);
  });

  test('keeps the page while the host answers with errors', async () => {
    const page = await lose('3.1/', '?');
    host.faults = [{ path: /3\.1/, status: 503 }];
    const answered = page.waitForResponse(/3\.1/);
    await page.click('#lost button');
    expect((await answered).status()).toBe(503);
    await rest(page);
    expect(await isLost(page)).toBe(true);
  });

  test('closes with Escape', async () => {
    const page = await open('3.1/', noWorker.desktop);
    host.faults = [{ path: /cite-tools/, status: 404 }];
    await page.click('.cite summary');
    await page.waitForSelector('#lost:popover-open');
    await page.keyboard.press('Escape');
    await rest(page);
    expect(await isLost(page)).toBe(false);
  });
});

describe('a page without a network', () => {
  const setLost = (page: Page, isLost: boolean) => page.context().setOffline(isLost);

  test('reports it on a press, and opens the tool once the network is back', async () => {
    const page = await open('en/3.1/', desktop);
    await setLost(page, true);
    await page.click('.settings-button');
    await page.waitForSelector('#lost >> text=Check your connection');
    expect(await page.textContent('#lost b')).toBe('Reading settings');
    await page.mouse.click(700, 500);
    expect(await isLost(page)).toBe(false);
    await page.keyboard.press('?');
    await page.waitForSelector('#lost:popover-open');
    await page.keyboard.press('Escape');
    await setLost(page, false);
    await page.click('.settings-button');
    await page.waitForSelector('.settings-popover:popover-open');
    expect(page.url()).toMatch(/\/en\/3\.1\/$/);
  });

  test('keeps a typed query until it is back', async () => {
    const page = await open('zh/3.1/', desktop);
    await setLost(page, true);
    await page.keyboard.press('/');
    await page.keyboard.type('石油');
    await page.waitForSelector('#lost:popover-open');
    expect(await page.inputValue('.search-box input')).toBe('石油');
    expect(await page.textContent('#lost b')).toBe('搜索');
    await setLost(page, false);
    await page.click('#lost button');
    await page.waitForURL(/\/zh\/search\/\?q=/);
    await page.waitForSelector('.hit');
    expect(await page.inputValue('main [name=q]')).toBe('石油');
  });
});
