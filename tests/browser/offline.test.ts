import { cpSync, readdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { listVisible } from '../support/browser.ts';
import { copyContent, type EditedSite } from '../support/edited.ts';
import { type Host, makeLasting, makeSlow, startHost, useReader } from '../support/offline.ts';
import { makeWorkFolder } from '../support/work.ts';

const open = useReader();
const { folder } = inject('site');

let host: Host;
afterEach(() => host.cut());

const control = '.offline button:visible';
const saved = '.offline [role=status]:text-matches("已保存|is saved")';

/** Save all of the site, as a reader does. */
async function save(page: Page): Promise<void> {
  await page.click('.take-along summary');
  await page.click(control);
  await page.waitForSelector(saved);
}

const textOf = (page: Page, anchor: string) =>
  page.evaluate((id) => document.getElementById(id)?.textContent, anchor);

/** Wait until the service worker has kept a page. */
async function waitForKept(page: Page, path: string): Promise<void> {
  const listKept = () =>
    page.evaluate(async () => {
      const names = await caches.keys();
      const keys = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
      return keys.flat().map(({ url }) => new URL(url).pathname);
    });
  await expect.poll(listKept, { timeout: 10_000 }).toContain(path);
}

describe('a reader who has saved the paper and has no network', () => {
  test('reads, toggles and searches what was never visited', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}zh/`);
    await save(page);
    await host.cut();
    await page.goto(`${host.url}zh/4.2/#4.2-p1s3`);
    expect(await textOf(page, '4.2-p1s3')).toBeTruthy();
    await page.waitForFunction(() => document.fonts.check('16px "Duidu Han"', '新'));
    await page.click('a[hreflang="en"] >> visible=true');
    await page.waitForURL('**/en/4.2/**');
    await expect.poll(() => listVisible(page)).toContain('4.2-p1s3');
    await page.keyboard.press('/');
    await page.keyboard.type('新质生产力');
    await page.waitForSelector('dialog .hit');
    expect(await page.locator('dialog .hit').count()).toBeGreaterThan(10);
    await page.click('dialog a[href*="mark="] >> nth=0');
    await page.waitForSelector('.has-marks');
    await page.goto(`${host.url}search/?q=innovation`);
    await page.waitForSelector('.hit mark');
    await page.goto(`${host.url}terms/`);
    expect(await page.locator('.terms tbody tr').count()).toBeGreaterThan(20);
  }, 60_000);

  test('opens the settings and the pinyin', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}zh/`);
    await save(page);
    await host.cut();
    await page.goto(`${host.url}zh/5.1/`);
    await page.click('settings-button button');
    await page.click('[data-setting="pinyin"] label:has([value="on"])');
    await page.waitForSelector('main ruby rt');
  });

  test('goes on where the network is cut on the very page that saved it', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}zh/`);
    await save(page);
    await host.cut();
    await page.keyboard.press('/');
    await page.keyboard.type('科技创新');
    await page.waitForSelector('dialog .hit');
  });

  test('does so under a path, with and without the slash at the end', async () => {
    host = await startHost(inject('subSite').folder, '/paper/');
    const page = await open(`${host.url}en/`);
    await save(page);
    await host.cut();
    await page.goto(`${host.url}en/3.2`);
    expect(await textOf(page, '3.2-p1s1')).toBeTruthy();
    await page.goto(`${host.url}zh/search/?q=${encodeURIComponent('新疆')}`);
    await page.waitForSelector('.hit mark');
  });

  test('is told that it is saved, and can have it removed', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}about/`);
    await page.hover('h1');
    await page.click(control);
    await page.waitForSelector(saved);
    await page.reload();
    await page.hover('h1');
    await page.waitForSelector(saved);
    await page.click(control);
    await page.waitForSelector('.offline [role=status]:has-text("已移除")');
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    expect(await page.evaluate(() => navigator.serviceWorker.getRegistrations())).toEqual([]);
    // What is not wanted does not come back by reading on.
    await page.goto(`${host.url}zh/3.1/`);
    await page.hover('h1');
    await page.waitForTimeout(500);
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
  });
});

describe('a reader who has had the paper removed', () => {
  const removed = '.offline [role=status]:text-matches("已移除|nothing is kept")';
  const listKept = (page: Page) =>
    page.evaluate(async () => [
      ...(await caches.keys()),
      ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
    ]);

  test('keeps nothing by reading on where it was removed', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}en/`);
    await save(page);
    await page.reload();
    await page.click('.take-along summary');
    await page.waitForSelector(saved);
    await page.click(control);
    await page.waitForSelector(removed);
    // The worker goes on until the page is left.
    const fetched = page.waitForRequest('**/en/3.1/');
    await page.hover('a[href$="/en/3.1/"] >> visible=true');
    await fetched;
    await page.evaluate(async () => {
      const { version } = document.documentElement.dataset;
      const files = ['en/', 'favicon.svg', `pagefind/data.${version}.json`];
      await Promise.all(files.map((file) => fetch(file.startsWith('en') ? '.' : `../${file}`)));
    });
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    await page.reload();
    await page.hover('h1');
    await page.waitForTimeout(300);
    expect(await listKept(page)).toEqual([]);
  });

  test('can save it again, on the same page', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}en/`);
    await save(page);
    for (let time = 0; time < 2; time++) {
      await page.click(control);
      await page.waitForSelector(removed);
      expect(await page.evaluate(() => caches.keys())).toEqual([]);
      await page.click(control);
      await page.waitForSelector(saved);
    }
    await host.cut();
    await page.keyboard.press('/');
    await page.keyboard.type('innovation');
    await page.waitForSelector('dialog .hit');
    await page.goto(`${host.url}zh/4.2/`);
    expect(await textOf(page, '4.2-p1s1')).toBeTruthy();
  });
});

describe('a reader who has had the paper removed, and fails to save it again', () => {
  test('has what is read kept, as before', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}zh/`);
    await save(page);
    await page.click(control);
    await page.waitForSelector('.offline [role=status]:has-text("已移除")');
    await page.route('**/*.pack', (route) => route.abort());
    await page.click(control);
    await page.waitForSelector('.offline [role=status]:has-text("请检查网络")');
    await page.goto(`${host.url}zh/3.1/`);
    await page.hover('h1');
    await waitForKept(page, '/zh/3.1/');
    await waitForKept(page, '/offline/');
  });
});

describe('a reader who has saved nothing and has no network', () => {
  test('reads what was read before, and is told what there is', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}zh/3.1/`);
    await page.hover('h1');
    await waitForKept(page, '/zh/3.1/');
    await page.goto(`${host.url}zh/3.2/`);
    await waitForKept(page, '/zh/3.2/');
    await host.cut();
    await page.goto(`${host.url}zh/3.1/`);
    expect(await textOf(page, '3.1-p1s1')).toContain('新疆以其极为丰富的自然资源著称');
    expect(await page.evaluate(() => getComputedStyle(document.body).margin)).toBe('0px');
    await page.goto(`${host.url}zh/6/`).catch(() => {});
    await page.waitForSelector('kept-pages li a');
    expect(await page.textContent('h1')).toContain('未连网');
    expect(await page.locator('kept-pages a').allTextContents()).toEqual([
      '3.1 自然资源优势',
      '3.2 地理位置优势',
    ]);
  });

  test('keeps nothing where storage is blocked, and reads on', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}zh/3.1/`, (fresh) =>
      fresh.addInitScript(() => {
        const refuse = {
          get: () => {
            throw new DOMException('Blocked', 'SecurityError');
          },
        };
        Object.defineProperty(window, 'localStorage', refuse);
        Object.defineProperty(window, 'caches', refuse);
        Object.defineProperty(navigator, 'serviceWorker', { value: undefined });
      }),
    );
    await page.hover('h1');
    await page.goto(`${host.url}zh/`);
    await page.click('.take-along summary');
    expect(await page.locator(control).count()).toBe(0);
  });
});

describe('a save that fails', () => {
  test('says so, keeps nothing, and works when it is tried again', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}zh/`);
    let isCut = true;
    await page.route('**/*.pack', (route) => (isCut ? route.abort() : route.continue()));
    await page.click('.take-along summary');
    await page.click(control);
    await page.waitForSelector('.offline [role=status]:has-text("请检查网络")');
    isCut = false;
    await page.click(control);
    await page.waitForSelector(saved);
  });

  test('says so where the worker cannot begin, and works when it can', async () => {
    const damaged = makeWorkFolder();
    cpSync(folder, damaged, { recursive: true });
    rmSync(join(damaged, 'offline'), { recursive: true });
    host = await startHost(damaged);
    const page = await open(`${host.url}zh/`);
    await page.click('.take-along summary');
    await page.click(control);
    await page.waitForSelector('.offline [role=status]:has-text("请检查网络")');
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
    await host.serve(folder);
    await page.click(control);
    await page.waitForSelector(saved);
    rmSync(damaged, { recursive: true });
  });

  test('says so where there is no room', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}en/`, (fresh) =>
      fresh.addInitScript(() => {
        Cache.prototype.put = () => Promise.reject(new DOMException('Full', 'QuotaExceededError'));
      }),
    );
    await page.click('.take-along summary');
    await page.click(control);
    await page.waitForSelector('.offline [role=status]:has-text("no room left")');
  });
});

describe('another version', () => {
  let next: EditedSite;
  const build = () => {
    next = copyContent();
    next.changeLines('3.1', (lines, locale) => {
      lines[0] = `${lines[0]?.slice(0, -1)}${locale === 'zh' ? '，此句已改。' : ', as edited.'}`;
    });
    next.run('permalinks');
    next.run('build');
    return next.site;
  };
  afterEach(() => next.remove());

  /** Open a page and look at it: Chromium may lose a visit that begins while a worker takes over. */
  async function visit(page: Page, url: string): Promise<void> {
    await page.goto(url);
    await page.waitForTimeout(300);
  }

  /** Say of which version the text of a page is, and what search finds on it. */
  async function look(page: Page): Promise<{ isNew: boolean; finds: boolean }> {
    const isNew = (await textOf(page, '3.1-p1s1'))?.includes('此句已改') ?? false;
    await page.keyboard.press('/');
    await page.keyboard.type('此句已改');
    await page.waitForSelector('#search-results[data-query="此句已改"][aria-busy=false]', {
      state: 'attached',
    });
    const finds = (await page.locator('dialog .hit').count()) > 0;
    await page.keyboard.press('Escape');
    return { isNew, finds };
  }

  test('is shown at once, is never mixed with the last, and is kept in its place', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}zh/`);
    await save(page);
    await visit(page, `${host.url}zh/3.1/`);
    const other = await page.context().newPage();
    await other.goto(`${host.url}zh/3.1/`);
    await host.serve(build());
    // A page of the last version that is still open has the search of its own.
    expect(await look(other)).toEqual({ isNew: false, finds: false });
    await visit(page, `${host.url}zh/3.1/`);
    expect(await look(page)).toEqual({ isNew: true, finds: true });
    await other.close();
    // Once no page of the last version is open, the new one takes its place.
    await expect
      .poll(
        async () => {
          await visit(page, `${host.url}zh/3.1/`);
          return page.evaluate(async () => {
            const names = await caches.keys();
            return (
              names.length === 1 &&
              names[0]?.endsWith(document.documentElement.dataset['version'] ?? '')
            );
          });
        },
        { timeout: 20_000, interval: 500 },
      )
      .toBe(true);
    await host.cut();
    await visit(page, `${host.url}zh/3.1/`);
    expect(await look(page)).toEqual({ isNew: true, finds: true });
  }, 90_000);

  test('that is still coming does not come after a removal', async () => {
    host = await startHost(folder, '/', makeSlow);
    const page = await open(`${host.url}zh/`);
    await save(page);
    await host.serve(build());
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.click(control);
    await page.waitForSelector('.offline [role=status]:has-text("已移除")');
    await page.waitForTimeout(2500);
    expect(await page.evaluate(() => caches.keys())).toEqual([]);
  }, 60_000);

  test('is shown where the host has told the browser to keep the last for a while', async () => {
    host = await startHost(folder, '/', makeLasting);
    const page = await open(`${host.url}zh/3.1/`);
    await page.hover('h1');
    await waitForKept(page, '/zh/3.1/');
    expect(await look(page)).toEqual({ isNew: false, finds: false });
    await host.serve(build());
    await visit(page, `${host.url}zh/`);
    await visit(page, `${host.url}zh/3.1/`);
    expect(await look(page)).toEqual({ isNew: true, finds: true });
  }, 90_000);

  test('that cannot be fetched leaves the last one whole', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}zh/`);
    await save(page);
    const site = build();
    // The worker of the new version is there, and what it is to keep is not.
    for (const name of readdirSync(join(site, 'assets'))) {
      if (name.endsWith('.pack')) rmSync(join(site, 'assets', name));
    }
    await host.serve(site);
    await visit(page, `${host.url}zh/3.1/`);
    expect(await look(page)).toEqual({ isNew: true, finds: true });
    await host.cut();
    await visit(page, `${host.url}zh/3.1/`);
    expect(await look(page)).toEqual({ isNew: false, finds: false });
  }, 90_000);

  test('that keeps nothing takes away what was kept', async () => {
    host = await startHost(folder);
    const page = await open(`${host.url}zh/`);
    await save(page);
    process.env['OFFLINE'] = '0';
    const site = build();
    delete process.env['OFFLINE'];
    await host.serve(site);
    await visit(page, `${host.url}zh/`);
    await expect
      .poll(
        async () => {
          await visit(page, `${host.url}zh/`);
          return page.evaluate(async () => {
            const workers = await navigator.serviceWorker.getRegistrations();
            return [workers.length, (await caches.keys()).length];
          });
        },
        { timeout: 20_000, interval: 500 },
      )
      .toEqual([0, 0]);
    await page.click('.take-along summary');
    expect(await page.locator(control).count()).toBe(0);
  }, 60_000);
});

test('the whole copy is about as large as the text, its fonts and its index', async () => {
  host = await startHost(folder);
  const page = await open(`${host.url}zh/`);
  const worker = await (await fetch(`${host.url}sw.js`)).text();
  const [, path = ''] = /"path":"([^"]+)"/.exec(worker) ?? [];
  const { size } = statSync(join(folder, path));
  console.log(`The whole copy has ${Math.round(size / 1000)} kB`);
  expect(size).toBeLessThan(800_000);
  expect(await page.evaluate(() => document.documentElement.dataset['version'])).toMatch(
    /^\w{10}$/,
  );
});
