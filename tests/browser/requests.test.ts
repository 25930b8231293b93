import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import type { Page, Request } from 'playwright-core';
import { afterEach, describe, expect, inject, test } from 'vitest';
import { settingsKey } from '../../src/features/settings/settings.ts';
import { anyError, useBrowser, windows } from '../support/browser.ts';
import { type Host, startHost } from '../support/offline.ts';
import { rest, waitForText } from '../support/page.ts';
import { readPages, type SiteName } from '../support/site.ts';
import { fakeSpeech, waitForSpeech } from '../support/speech.ts';

const open = useBrowser(() => host.url, anyError);
const { folder } = inject('site');

let host: Host;
afterEach(() => host?.cut());

describe('whatever a reader does', () => {
  test('asks the site itself for everything, and nobody else for anything', async () => {
    host = await startHost(folder);
    const asked: Request[] = [];
    const sockets: string[] = [];
    const page = await open('/zh/', windows.desktop, async (fresh) => {
      const context = fresh.context();
      await context.grantPermissions(['clipboard-read', 'clipboard-write']);
      context.on('request', (request) => asked.push(request));
      fresh.on('websocket', (socket) => sockets.push(socket.url()));
      await fakeSpeech(fresh);
    });
    for (const act of [visit, search, choose, cite, listen, save, takeAlong, print])
      await act(page);
    const { origin } = new URL(host.url);
    const urls = asked.map((request) => request.url());
    expect(urls.filter((url) => new URL(url).origin !== origin)).toEqual([]);
    expect(sockets).toEqual([]);
    // What is recorded is what is asked for: pages, fonts, the index, and what the worker fetches.
    const kinds = new Set(asked.map((request) => request.resourceType()));
    for (const kind of ['document', 'script', 'stylesheet', 'font', 'fetch']) {
      expect(kinds).toContain(kind);
    }
    expect(asked.some((request) => request.serviceWorker() !== null)).toBe(true);
    const parts = ['/pagefind/', '/data/terms.', '/sw.js', '/offline/', '.epub', '/cite/'];
    expect(parts.filter((part) => !urls.some((url) => url.includes(part)))).toEqual([]);
  });
});

/** See a page of every kind. */
async function visit(page: Page): Promise<void> {
  const names = [
    ...['', '3/', '3.1/', 'terms/', 'terms/new-quality-productivity/', 'about/', 'settings/'],
  ];
  for (const view of ['', 'zh/', 'en/']) for (const name of names) await page.goto(view + name);
  await page.goto('nothing/here');
  await page.hover('h1');
}

async function search(page: Page): Promise<void> {
  await page.goto('zh/3.1/');
  await page.keyboard.press('/');
  await page.keyboard.type('新质生产力 https://evil.example/');
  await page.waitForSelector('#search-results[aria-busy=false][data-query*="evil"]', {
    state: 'attached',
  });
  await page.goto('en/search/?q=innovation');
  await page.click('.hit >> nth=0');
  await page.waitForSelector('.marks-bar');
  await page.keyboard.press('n');
}

/** Choose what loads something, and look at a term. */
async function choose(page: Page): Promise<void> {
  await page.evaluate(
    (key) => localStorage.setItem(key, '{"terms":"on","pinyin":"on","theme":"dark"}'),
    settingsKey,
  );
  await page.goto('3.1/');
  await page.waitForSelector('main ruby rt');
  await page.locator('main .term').first().click();
  await page.waitForSelector('.term-card:popover-open');
  await page.keyboard.press('Escape');
  await page.click('settings-button button');
  await page.waitForSelector('settings-panel :checked');
}

async function cite(page: Page): Promise<void> {
  await page.goto('en/3.1/#cite');
  await page.click('.cite .copy >> nth=0');
  await page.keyboard.press('q');
  await page.waitForSelector('.quote-menu:popover-open');
  await page.click('.quote-menu > button:nth-of-type(3)');
  await waitForText(page, '.quote-menu [role=status]');
}

async function listen(page: Page): Promise<void> {
  await page.goto('3.1/');
  await page.keyboard.press('r');
  await waitForSpeech(page);
}

async function save(page: Page): Promise<void> {
  await page.goto('about/');
  await page.hover('h1');
  await page.click('.offline button:visible');
  await page.waitForSelector('.offline [role=status]:text-matches("已保存|Saved for")');
  await page.goto('zh/4.2/');
  await rest(page);
}

/** Ask for every file that is offered. */
async function takeAlong(page: Page): Promise<void> {
  await page.goto('about/');
  await page.evaluate(async () => {
    const links = document.querySelectorAll<HTMLAnchorElement>('a[download], .downloads a');
    for (const { href } of links) await fetch(href);
  });
}

async function print(page: Page): Promise<void> {
  await page.goto('/');
  await page.emulateMedia({ media: 'print' });
  await rest(page);
}

describe.each(['site', 'subSite', 'otherSite'] as const)('the files of %s', (name) => {
  test('name nothing on another host that a page would load', () => {
    const { folder, url } = inject(name as SiteName);
    const { origin, pathname: base } = new URL(url);
    const isOwn = (address: string, from: string) => {
      const to = new URL(address, origin + from);
      return to.origin === origin && to.pathname.startsWith(base);
    };
    const pages = readPages(name);
    const loaded = pages.flatMap(({ path, html }) => listLoaded(html).map((to) => ({ path, to })));
    expect(loaded.length).toBeGreaterThan(pages.length * 5);
    expect(loaded.filter(({ path, to }) => !isOwn(to, path))).toEqual([]);
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' });
    const read = (end: RegExp) =>
      files
        .filter((file) => end.test(file))
        .map((file) => readFileSync(join(folder, file), 'utf8'));
    const styles = [
      ...read(/\.css$/),
      ...pages.map(({ html }) => /<style>(.*?)<\/style>/s.exec(html)?.[1] ?? ''),
    ];
    const inStyles = styles.flatMap((css) =>
      [...css.matchAll(/url\(\s*["']?([^"')]+)|@import\s+["']([^"']+)/g)].map(
        ([, a, b]) => a ?? b ?? '',
      ),
    );
    // The other paper has no fonts of its own.
    expect(inStyles.length > 3).toBe(name !== 'otherSite');
    expect(inStyles.filter((to) => !isOwn(to, base))).toEqual([]);
    const manifest = JSON.parse(read(/\.webmanifest$/)[0] ?? '');
    for (const { src } of manifest.icons)
      expect(isOwn(src, `${base}manifest.webmanifest`)).toBe(true);
    // Scripts name a namespace, and the DOI of what is cited.
    const hosts = read(/\.js$/).flatMap((code) => code.match(/(?:https?|wss?):\/\/[\w.-]+/g) ?? []);
    const known = ['http://www.w3.org', 'https://doi.org'];
    const canonical = pages.flatMap(
      ({ document }) => document.querySelector<HTMLLinkElement>('link[rel=canonical]')?.href ?? [],
    );
    const own = new URL(canonical[0] ?? '').origin;
    expect(hosts.filter((each) => ![...known, own].includes(each))).toEqual([]);
  });
});

/** List what a page loads by itself, or when it is pointed at. */
function listLoaded(html: string): string[] {
  const { document } = parseHTML(html);
  const attributes: [string, string][] = [
    ['[src]', 'src'],
    ['[srcset]', 'srcset'],
    ['[poster]', 'poster'],
    ['object[data]', 'data'],
    ['[action]', 'action'],
    ['[ping]', 'ping'],
    ['[bundle]', 'bundle'],
    ['link:not([rel=canonical], [rel=alternate], [rel=cite-as])', 'href'],
  ];
  return attributes.flatMap(([selector, name]) =>
    [...document.querySelectorAll(selector)].map((element) => element.getAttribute(name) ?? ''),
  );
}
