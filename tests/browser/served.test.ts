import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { findHeaders } from '../../src/commands/serve.ts';
import { useBrowser } from '../support/browser.ts';
import { findProgram, type Host, startNginx } from '../support/hosts.ts';
import { readPages, type SiteName } from '../support/site.ts';

const program = findProgram('nginx');
const isHere = program !== undefined;
const sites = [
  { name: 'site', base: '/' },
  { name: 'subSite', base: '/paper/' },
] as const satisfies readonly { name: SiteName; base: string }[];
if (!isHere) console.log('nginx is not installed: what it serves is not tested');

describe.each(sites)('nginx under $base', ({ name, base }) => {
  let served: Host | undefined;
  let url = '';
  const open = useBrowser(() => url);
  beforeAll(async () => {
    if (!isHere) return;
    served = await startNginx(inject(name).folder, base);
    url = served.url;
  });
  afterAll(() => served?.stop());

  test.runIf(isHere)('serves each page and each file that a page refers to', async () => {
    const pages = readPages(name);
    const named = pages.flatMap(({ path, document }) => [
      path,
      ...[...document.querySelectorAll('[href], [src]')]
        .map((link) => link.getAttribute('href') ?? link.getAttribute('src') ?? '')
        .filter((link) => link.startsWith('/'))
        .map((link) => link.replace(/[?#].*$/, '')),
    ]);
    const paths = [...new Set(named)].filter((path) => !path.endsWith('.pdf'));
    expect(paths.length).toBeGreaterThan(300);
    const failed: string[] = [];
    for (const path of paths) {
      const response = await fetch(new URL(path, url));
      await response.arrayBuffer();
      if (response.status !== 200) failed.push(`${path}: ${response.status}`);
    }
    expect(failed).toEqual([]);
  });

  test.runIf(isHere)('redirects an address without its slash to the page', async () => {
    for (const path of ['zh/3.1', '3', 'terms/new-quality-productivity']) {
      const response = await fetch(url + path, { method: 'HEAD' });
      expect(response.status).toBe(200);
      expect(response.url).toBe(`${url}${path}/`);
    }
    const root = await fetch(url.slice(0, -1), { method: 'HEAD' });
    expect([root.status, root.url]).toEqual([200, url]);
    for (const path of ['9.9/', 'downloads/', 'cite/', 'pagefind/', 'assets/none.js']) {
      const { status, headers } = await fetch(url + path, { method: 'HEAD' });
      expect([path, status, headers.get('cache-control')]).toEqual([path, 404, null]);
    }
    expect((await fetch(`${url}search?q=a`)).url).toBe(`${url}search/?q=a`);
  });

  test.runIf(isHere)('searches, and starts its service worker', async () => {
    const page = await open('/zh/search/?q=新质生产力');
    await page.waitForSelector('.hit mark');
    await page.hover('h1');
    await page.evaluate(() => navigator.serviceWorker.ready);
  });

  test.runIf(isHere && base !== '/')('serves nothing outside its path', async () => {
    const { status } = await fetch(new URL('/zh/3.1/', url), { method: 'HEAD' });
    expect(status).toBe(404);
  });

  test.runIf(isHere)('sends the headers of _headers', async () => {
    const read = async (path: string) => (await fetch(url + path, { method: 'HEAD' })).headers;
    const rules = readFileSync(join(inject(name).folder, '_headers'), 'utf8');
    if (base !== '/') {
      const { status, headers } = await fetch(url.slice(0, -1), { redirect: 'manual' });
      expect([status, headers.get('location')]).toEqual([301, base]);
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect((await fetch(`${url}zh/3.1%0a`)).status).toBe(404);
    expect((await fetch(`${url}assets/`)).status).toBe(404);
    const files = [...rules.matchAll(/^(\S+)\n {2}Content-Type/gm)]
      .map(([, path = '']) => path.slice(base.length).replace(/(\w+)\/\*$/, '$1/3.1.$1'))
      .filter((path) => !path.endsWith('.pdf'));
    expect(files.length).toBeGreaterThan(15);
    const html = await (await fetch(url)).text();
    const [, asset = ''] = /src="[^"]*(assets\/[^"]+)"/.exec(html) ?? [];
    const [, version] = /data-version="(\w+)"/.exec(html) ?? [];
    for (const path of ['', 'zh/3.1/', 'sw.js', asset, `en/tools/${version}/`, ...files]) {
      const headers = await read(path);
      expect(headers.get('cache-control'), path).toBeTruthy();
      const expected = new Map([['Cache-Control', 'no-cache'], ...findHeaders(rules, base + path)]);
      for (const [header, value] of expected) {
        expect(headers.get(header), `${header} of ${path}`).toBe(value);
      }
    }
    for (const path of ['zh/3.1', '404-there-is-none', 'assets/none.js']) {
      const headers = await read(path);
      for (const [header, value] of findHeaders(rules, `${base}x`)) {
        expect(headers.get(header), `${header} of ${path}`).toBe(value);
      }
    }
  });
});
