import { cpSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import type { OfflineList } from '../../src/features/offline/caches.ts';
import { blockStorage } from '../support/adverse.ts';
import { anyError, noWorker, useBrowser, windows } from '../support/browser.ts';
import { copyContent, type EditedSite } from '../support/edited.ts';
import { types } from '../support/faulty.ts';
import { type Answer, type Host, startHost } from '../support/offline.ts';
import { listVisible } from '../support/page.ts';
import { limit } from '../support/speed.ts';
import { makeWorkFolder } from '../support/work.ts';

// These tests check what a reader sees, not the console.
const open = useBrowser(() => host.url, anyError);
const { folder } = inject('site');

let host: Host;
afterEach(() => host.cut());

const control = '.offline button:visible';
const saved = '.offline [role=status]:is(:has-text("已保存"), :has-text("Saved for"))';
const says = (text: string) => `.offline [role=status]:has-text("${text}")`;

/** Press “Save for offline” below the downloads. */
async function press(page: Page): Promise<void> {
  await page.hover('h1');
  await page.waitForSelector('.offline button', { state: 'attached' });
  if (!(await page.isVisible(control))) await page.click('.take-along summary');
  await page.click(control);
}

async function save(page: Page): Promise<void> {
  await press(page);
  await page.waitForSelector(saved);
}

const textOf = (page: Page, anchor: string) =>
  page.evaluate((id) => document.getElementById(id)?.textContent, anchor);

/** List the browser's caches as `cache path` for each file, and the scopes of workers. */
const listKept = (page: Page) =>
  page.evaluate(async () => {
    const files = (await caches.keys()).map(async (name) =>
      (await (await caches.open(name)).keys()).map(({ url }) => `${name} ${new URL(url).pathname}`),
    );
    const workers = await navigator.serviceWorker.getRegistrations();
    return [...(await Promise.all(files)).flat(), ...workers.map(({ scope }) => scope)];
  });

const waitForKept = (page: Page, path: string) =>
  expect.poll(() => listKept(page)).toContainEqual(expect.stringMatching(RegExp(` ${path}$`)));

async function search(page: Page, text: string): Promise<number> {
  await page.keyboard.press('/');
  await page.keyboard.type(text);
  await page.waitForSelector(`#search-results[data-query="${text}"][aria-busy=false]`, {
    state: 'attached',
  });
  return page.locator('dialog .hit').count();
}

/** The answer of a captive portal to every request. */
const portal: Answer = (_request, response) => {
  response
    .writeHead(200, { 'Content-Type': 'text/html' })
    .end('<!doctype html><title>Pay | x</title>');
  return true;
};

describe('a reader who has saved the paper and has no network', () => {
  test('reads, toggles, searches and changes settings on unvisited pages', async () => {
    host = await startHost(folder);
    const page = await open('/zh/');
    await save(page);
    await host.cut();
    expect(await search(page, '科技创新')).toBeGreaterThan(10);
    await page.goto(`${host.url}zh/4.2/#4.2-p1s3`);
    await page.waitForFunction(() => document.fonts.check('16px "Duidu Han"', '新'));
    await page.click('a[hreflang="en"] >> visible=true');
    await page.waitForURL('**/en/4.2/**');
    await expect.poll(() => listVisible(page)).toContain('4.2-p1s3');
    await page.goto(`${host.url}search/?q=innovation`);
    await page.waitForSelector('.hit mark');
    await page.goto(`${host.url}terms/`);
    expect(await page.locator('.terms tbody tr').count()).toBeGreaterThan(20);
    await page.goto(`${host.url}zh/5.1/`);
    await page.click('settings-button button');
    await page.click('[data-setting="pinyin"] label:has([value="on"])');
    await page.waitForSelector('main ruby rt');
  });

  test('reads a site under a path, with and without the slash at the end', async () => {
    host = await startHost(inject('subSite').folder, '/paper/');
    const page = await open('/en/');
    await save(page);
    await host.cut();
    await page.goto(`${host.url}en/3.2`);
    expect(await textOf(page, '3.2-p1s1')).toBeTruthy();
    expect(await search(page, '新疆')).toBeGreaterThan(10);
  });

  test('has every file that a page may load, and no download', async () => {
    const [name = ''] = readdirSync(join(folder, 'offline')).filter((each) => /json$/.test(each));
    const list: OfflineList = JSON.parse(readFileSync(join(folder, 'offline', name), 'utf8'));
    const urls = list.files.map(({ url }) => url);
    const assets = readdirSync(join(folder, 'assets')).map((asset) => `assets/${asset}`);
    expect(urls).toEqual(expect.arrayContaining([...assets, '', 'zh/3.1/', 'favicon.svg']));
    expect(urls.filter((url) => /^downloads|^pictures|cite\/|sw\.js|_headers/.test(url))).toEqual(
      [],
    );
    console.log(`A complete copy takes ${Math.round(list.size / 1000)} kB from the network`);
    expect(list.size).toBeLessThan(2_100_000);
    expect(statSync(join(folder, 'sw.js')).size).toBeLessThan(25_000);
  });
});

describe('a reader who removes the copy', () => {
  test('has nothing saved on any page', async () => {
    host = await startHost(folder);
    const page = await open('/about/');
    await save(page);
    await page.reload();
    await page.hover('h1');
    await page.waitForSelector(saved);
    await page.click(control);
    await page.waitForSelector(says('已移除'));
    // The worker of an open page keeps running until the page is left.
    await page.hover('a[href$="/terms/"] >> visible=true');
    await page.waitForLoadState('networkidle');
    expect(await listKept(page)).toEqual([]);
    await page.goto(`${host.url}zh/3.1/`);
    await page.hover('h1');
    await page.waitForLoadState('networkidle');
    expect(await listKept(page)).toEqual([]);
  });

  test('can save it again on the same page, or keep visits if that fails', async () => {
    host = await startHost(folder);
    const page = await open('/zh/');
    await save(page);
    await page.click(control);
    await page.waitForSelector(says('已移除'));
    host.answer = (request, response) =>
      /pagefind/.test(request.url ?? '') && portal(request, response);
    await page.click(control);
    await page.waitForSelector(says('请检查网络'));
    host.answer = undefined;
    await page.goto(`${host.url}zh/3.1/`);
    await page.hover('h1');
    await waitForKept(page, '/zh/3.1/');
    await waitForKept(page, '/offline/');
    await page.goto(`${host.url}zh/`);
    await save(page);
    await host.cut();
    expect(await search(page, '科技创新')).toBeGreaterThan(10);
  });
});

describe('a reader who has saved nothing', () => {
  test('reads visited pages, and sees a list of saved ones', async () => {
    host = await startHost(folder);
    const page = await open('/zh/3.1/');
    await page.mouse.wheel(0, 300);
    await waitForKept(page, '/zh/3.1/');
    await page.goto(`${host.url}zh/3.2/`);
    await waitForKept(page, '/zh/3.2/');
    await host.cut();
    await page.goto(`${host.url}zh/3.1/`);
    expect(await textOf(page, '3.1-p1s1')).toContain('新疆以其极为丰富的自然资源著称');
    const missing = await page.goto(`${host.url}zh/6/`);
    expect(missing?.status()).toBe(503);
    expect(await page.textContent('h1')).toContain('没有网络连接');
    expect(await page.locator('.kept a').allTextContents()).toEqual([
      '3.1 自然资源优势',
      '3.2 地理位置优势',
    ]);
    const loaded = page.waitForNavigation();
    await host.serve(folder);
    await page.evaluate(() => dispatchEvent(new Event('online')));
    await loaded;
    await page.waitForSelector('h1:has-text("6")');
  });

  test('gets no offer if storage is blocked, and can still read', async () => {
    host = await startHost(folder);
    const page = await open('/zh/', windows.desktop, blockStorage);
    await page.hover('h1');
    await page.click('.take-along summary');
    await page.waitForLoadState('networkidle');
    expect(await page.locator(control).count()).toBe(0);
  });
});

/** Send half of each file, as a broken connection does when no length is announced. */
const makeHalf =
  (name: RegExp): Answer =>
  ({ url = '' }, response) => {
    if (!name.test(url)) return false;
    const path = url.replace(/\/$/, '/index.html');
    const content = readFileSync(join(folder, path));
    const type = types[extname(path)] ?? 'application/octet-stream';
    response.writeHead(200, { 'Content-Type': type, 'Transfer-Encoding': 'chunked' });
    response.end(content.subarray(0, content.length / 2));
    return true;
  };

describe('an answer of a captive portal or a broken line', () => {
  test.each([
    ['HTML for everything', portal],
    ['halves of files', makeHalf(/assets\/(?:search|tools)[^/]*\.js|pagefind/)],
  ])('as %s is not cached, and is requested again', async (_what, answer) => {
    host = await startHost(folder);
    const page = await open('/zh/3.1/');
    await page.hover('h1');
    await waitForKept(page, '/zh/3.1/');
    host.answer = answer;
    // A book's texts are not in the list with digests.
    await page.evaluate(() => fetch('/data/9.0123456789.json').catch(() => {}));
    // Fill in one step, as the browser may leave the page between two keys.
    await page.fill('.search-box input', '石油');
    await page.waitForLoadState('networkidle');
    await page.goto(`${host.url}zh/3.2/`).catch(() => {});
    host.answer = undefined;
    await page.goto(`${host.url}zh/3.1/`);
    expect(await search(page, '石油')).toBeGreaterThan(0);
    const strange = await page.evaluate(async () => {
      const wrong: string[] = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const request of await cache.keys()) {
          const text = (await (await cache.match(request))?.text()) ?? '';
          if (text.includes('<title>Pay')) wrong.push(request.url);
        }
      }
      return wrong;
    });
    expect(strange).toEqual([]);
    await host.cut();
    await page.goto(`${host.url}zh/3.1/`);
    expect(await search(page, '石油')).toBeGreaterThan(0);
  });
});

describe('a copy that cannot be saved', () => {
  test('reports a truncated file, and is saved later', async () => {
    host = await startHost(folder);
    const page = await open('/zh/');
    await page.hover('h1');
    await page.click('.take-along summary');
    await page.waitForSelector(control);
    host.answer = makeHalf(/^\/zh\/6\/$/);
    await page.click(control);
    await page.waitForSelector(says('请检查网络'));
    host.answer = undefined;
    await page.reload();
    await press(page);
    await page.waitForSelector(saved);
  });

  test('reports that the browser does not allow it', async () => {
    host = await startHost(folder);
    const page = await open('/zh/', noWorker.desktop);
    await press(page);
    await page.waitForSelector(says('不允许离线保存'));
  });

  test('reports full storage, and frees the space it took', async () => {
    host = await startHost(folder);
    const page = await open('/zh/');
    await page.hover('h1');
    await waitForKept(page, '/zh/');
    const client = await page.context().newCDPSession(page);
    const { origin } = new URL(host.url);
    await client.send('Storage.overrideQuotaForOrigin', { origin, quotaSize: 1_500_000 });
    await press(page);
    await page.waitForSelector(says('空间不足'));
    expect((await listKept(page)).length).toBeLessThan(30);
    await client.send('Storage.overrideQuotaForOrigin', { origin });
    await page.click(control);
    await page.waitForSelector(saved);
  });
});

describe('another version', () => {
  let next: EditedSite;
  let retired: string;
  beforeAll(() => {
    next = copyContent();
    next.changeLines('3.1', (lines, locale) => {
      lines[0] = `${lines[0]?.slice(0, -1)}${locale === 'zh' ? '，此句已改。' : ', as edited.'}`;
    });
    next.run('permalinks');
    process.env['OFFLINE'] = '0';
    next.run('build');
    retired = makeWorkFolder();
    cpSync(next.site, retired, { recursive: true });
    delete process.env['OFFLINE'];
    next.run('build');
  });
  afterAll(() => {
    next.remove();
    rmSync(retired, { recursive: true });
  });

  /** Return the version of a page's text, and of the search on it. */
  async function look(page: Page): Promise<{ isNew: boolean; finds: boolean }> {
    const isNew = (await textOf(page, '3.1-p1s1'))?.includes('此句已改') ?? false;
    const finds = (await search(page, '此句已改')) > 0;
    await page.keyboard.press('Escape');
    return { isNew, finds };
  }

  const listVersions = async (page: Page) => [
    ...new Set((await listKept(page)).map((kept) => / /.test(kept) && kept.split(' ')[0])),
  ];

  test('is shown at once, never mixed with the last, and replaces it', async () => {
    host = await startHost(folder);
    const page = await open('/zh/');
    await save(page);
    const before = await listVersions(page);
    await host.serve(next.site);
    await page.goto(`${host.url}zh/3.1/`);
    expect(await look(page)).toEqual({ isNew: true, finds: true });
    await expect.poll(() => listVersions(page), { timeout: limit(20_000) }).not.toEqual(before);
    await expect.poll(() => listVersions(page), { timeout: limit(20_000) }).toHaveLength(2);
    await waitForKept(page, '/offline/\\w+.json');
    await host.cut();
    await page.goto(`${host.url}en/3.1/`);
    await page.goto(`${host.url}zh/3.1/`);
    expect(await look(page)).toEqual({ isNew: true, finds: true });
  });

  test('that cannot be fetched leaves the last one intact', async () => {
    host = await startHost(folder);
    const page = await open('/zh/');
    await save(page);
    await host.serve(next.site);
    host.answer = ({ url = '' }, response) =>
      /pagefind/.test(url) && !!response.writeHead(404).end();
    await page.evaluate(async () => {
      const registration = await navigator.serviceWorker.ready;
      await registration.update();
      const worker = registration.installing;
      await new Promise<void>((resolve) => {
        worker?.addEventListener('statechange', () => worker.state === 'redundant' && resolve());
      });
    });
    await host.cut();
    await page.goto(`${host.url}zh/3.1/`);
    expect(await look(page)).toEqual({ isNew: false, finds: false });
  });

  test('reloads a page of the last one at its sentence, once', async () => {
    host = await startHost(folder);
    const page = await open('/zh/3.1/', noWorker.desktop);
    await page.setViewportSize({ width: 800, height: 300 });
    await page.evaluate(() => document.getElementById('3.1-p1s6')?.scrollIntoView());
    await host.serve(next.site);
    const reloaded = page.waitForEvent('load');
    await page.keyboard.press('?');
    await page.waitForSelector('#lost:popover-open:text-matches("已更新")');
    await reloaded;
    expect(page.url()).toMatch(/#3\.1-p1s6$/);
    expect(await textOf(page, '3.1-p1s1')).toContain('此句已改');
    await expect.poll(() => listVisible(page)).toContain('3.1-p1s6');
    // A host that still sends the page of the last version must not cause a reload loop.
    const stale = readFileSync(join(folder, 'zh/3.2/index.html'));
    host.answer = ({ url }, response) =>
      url === '/zh/3.2/' && !!response.setHeader('Content-Type', 'text/html').end(stale);
    await page.goto(`${host.url}zh/3.2/`);
    await page.keyboard.press('?');
    await page.waitForSelector('#lost:popover-open:text-matches("请检查网络")');
  });

  test('cannot be saved from a page of the last one, which reports it', async () => {
    host = await startHost(folder);
    const page = await open('/zh/');
    await page.hover('h1');
    await page.click('.take-along summary');
    await page.waitForSelector(control);
    await waitForKept(page, '/zh/');
    await host.serve(next.site);
    await page.click(control);
    await page.waitForSelector(says('网站已更新'));
    await page.reload();
    await save(page);
  });

  test('that keeps nothing removes copies, including those in earlier formats', async () => {
    host = await startHost(folder);
    const page = await open('/zh/');
    await save(page);
    await page.evaluate(() =>
      Promise.all(['duidu/:old', 'other'].map((name) => caches.open(name))),
    );
    await host.serve(retired);
    await page.goto(`${host.url}zh/`);
    await expect
      .poll(() => page.evaluate(() => caches.keys()), { timeout: limit(20_000) })
      .toEqual(['other']);
    await expect.poll(() => listKept(page)).toEqual([]);
    await page.hover('h1');
    await page.click('.take-along summary');
    await page.waitForLoadState('networkidle');
    expect(await page.locator(control).count()).toBe(0);
  });
});

describe('a site under /paper/', () => {
  /** Serve the site under the path, next to the host's other files. */
  const serveBelow: Answer = ({ url = '' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    if (!pathname.startsWith('/paper/')) return false;
    const path = pathname.slice('/paper/'.length).replace(/(^|\/)$/, '$1index.html');
    const type = types[extname(path)] ?? 'application/octet-stream';
    response.setHeader('Content-Type', type);
    response.end(readFileSync(join(inject('subSite').folder, path)));
    return true;
  };

  test('and one above it do not touch each other’s copies', async () => {
    host = await startHost(folder);
    host.answer = serveBelow;
    const page = await open('/zh/');
    await save(page);
    await page.goto(`${host.url}paper/zh/`);
    await save(page);
    await page.click(control);
    await page.waitForSelector(says('已移除'));
    const kept = await listKept(page);
    expect(kept.filter((each) => /paper/.test(each))).toEqual([]);
    expect(kept).toContain(host.url);
    await waitForKept(page, '/offline/\\w+.json');
  });

  test('removes its copies at a parent path from which it was moved', async () => {
    host = await startHost(folder);
    const page = await open('/zh/');
    await save(page);
    host.answer = (request, response) =>
      serveBelow(request, response) || !!response.writeHead(404).end();
    await page.goto(`${host.url}paper/zh/3.1/`);
    await page.hover('h1');
    await waitForKept(page, '/paper/zh/3.1/');
    await expect
      .poll(async () => (await listKept(page)).filter((kept) => !/paper\//.test(kept)))
      .toEqual([]);
  });
});
