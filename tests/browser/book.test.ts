import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join, parse } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { parseHTML } from 'linkedom';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningServer, serveFolder } from '../../src/commands/serve.ts';
import { type IndexChunk, makeSearchIndex } from '../../src/features/search/pagefind.ts';
import type { SearchFile } from '../../src/features/search/search-index.ts';
import { writeBook } from '../bench/book.ts';
import { lostFiles, noWorker, useBrowser } from '../support/browser.ts';
import { runCommand } from '../support/build.ts';
import { rest } from '../support/page.ts';
import { findInvalid } from '../support/valid.ts';
import { makeWorkFolder } from '../support/work.ts';

/** A generated book with a chapter for each twenty sections. */
const size = 240;
const work = makeWorkFolder();
const folder = join(work, 'site');

let served: RunningServer | undefined;

beforeAll(async () => {
  const content = join(work, 'content');
  writeBook(content, size, 7);
  runCommand('build', { CONTENT_DIR: content, OUT_DIR: folder, PDF: '' });
  served = await serveFolder(folder, '/', 0);
});
afterAll(() => {
  served?.server.close();
  rmSync(work, { recursive: true });
});

const open = useBrowser(() => served?.url ?? '');
const openLost = useBrowser(() => served?.url ?? '', lostFiles);

const read = (path: string) => readFileSync(join(folder, path, 'index.html'), 'utf8');
const find = (path: string, selector: string) => [
  ...parseHTML(read(path)).document.querySelectorAll<HTMLElement>(selector),
];
test('the index of a book finds every word, in whichever file it is', async () => {
  const pagefind = join(folder, 'pagefind');
  const data = readdirSync(pagefind).find((name) => name.startsWith('data.')) ?? '';
  const { map }: SearchFile = JSON.parse(readFileSync(join(pagefind, data), 'utf8'));
  const toChunk = (name: string) =>
    JSON.parse(readFileSync(join(pagefind, 'index', `${name}.json`), 'utf8')) as IndexChunk;
  const names = readdirSync(join(pagefind, 'index')).map((name) => parse(name).name);
  // The name of a chunk is its number and the version of the site.
  const chunks = new Map(names.map((name) => [parse(name).name, toChunk(name)]));
  const index = makeSearchIndex(
    map,
    async (name) => chunks.get(name) ?? {},
    () => Promise.reject(new Error('No text is asked for')),
  );
  expect(chunks.size).toBeGreaterThan(10);
  const missed: string[] = [];
  for (const form of [...chunks.values()].flatMap((chunk) => Object.keys(chunk))) {
    if ((await index.find([{ kind: 'word', form }])).size === 0) missed.push(form);
  }
  expect(missed).toEqual([]);
});

describe('a book', () => {
  // Within 5 % of the sizes in a book of 160 sections: pages do not grow with the book.
  test.each([
    ['zh/4.7', 8300],
    ['en/4.7', 8300],
    ['4.7', 9800],
    ['zh/4', 19_700],
  ])('has a page %s of at most %i bytes', (path, budget) => {
    expect(brotliCompressSync(read(path)).length).toBeLessThan(budget);
  });

  test('lists and links its chapters in place of its text', () => {
    const chapters = Array.from({ length: size / 20 }, (_, at) => `/zh/${at + 1}/`);
    expect(find('zh', 'main .parts a').map((link) => link.getAttribute('href'))).toEqual(chapters);
    expect(find('zh', 'main [id*="-p1s"]')).toEqual([]);
    expect(find('zh/4', 'main [id="4.7-p1s8"]')).toHaveLength(1);
  });

  test('has contents that list nearby sections and link to the rest', () => {
    const links = find('zh/12.7', '#contents ol > li > a').map((link) => ({
      href: link.getAttribute('href'),
      text: link.textContent?.trim(),
      current: link.getAttribute('aria-current'),
    }));
    const hrefs = links.map(({ href }) => href);
    for (const path of ['/zh/4/', '/zh/9/', '/zh/12/', '/zh/12.1/', '/zh/12.17/']) {
      expect(hrefs).toContain(path);
    }
    expect(hrefs).not.toContain('/zh/11.1/');
    expect(links.filter(({ current }) => current)).toMatchObject([{ href: '/zh/12.7/' }]);
    expect(links).toContainEqual({ href: '/zh/12/', text: '全部 19 节', current: null });
    expect(links.length).toBeLessThan(40);
  });

  test('has no broken link', () => {
    const broken = ['zh', 'zh/12', 'en/12.7', '12.19', 'terms', 'zh/about'].flatMap((path) =>
      find(path, '[href^="/"], [src^="/"]')
        .map((link) => (link.getAttribute('href') ?? link.getAttribute('src') ?? '').split('#')[0])
        .filter((link) => !existsSync(join(folder, decodeURI(link ?? '')))),
    );
    expect(broken).toEqual([]);
  });

  test('offers EPUB and data, but no PDF and no offline copy', () => {
    const files = readdirSync(join(folder, 'downloads'));
    expect(files).toEqual(
      expect.arrayContaining(['paper-zh.epub', 'paper-bilingual.epub', 'paper.tmx']),
    );
    expect(files.filter((file) => file.endsWith('.pdf'))).toEqual([]);
    const assets = readdirSync(join(folder, 'assets'));
    expect(assets.filter((file) => file.endsWith('.pack'))).toEqual([]);
    expect(find('zh/about', '.downloads .offline')).toEqual([]);
    expect(
      find('zh/about', '.downloads [data-format]').map(({ dataset }) => dataset['format']),
    ).toContain('EPUB');
  });

  test.each(['zh', 'zh/12', 'en/12.7', '12.7'])('has valid HTML on the page %s', async (path) => {
    expect(await findInvalid(read(path))).toEqual([]);
  });

  test('is searched without loading the whole index', async () => {
    const [sentence = ''] = find('zh/4.7', 'main [id="4.7-p1s8"]').map((each) => each.textContent);
    const page = await open('/zh/12/');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.keyboard.press('/');
    // Typing searches for the incomplete word too.
    await page.fill('dialog input', sentence);
    const hit = page.locator('dialog .hit');
    await hit.first().waitFor();
    expect(await hit.count()).toBe(1);
    expect(await hit.getAttribute('href')).toMatch(/^\/zh\/4\.7\/\?.*#4\.7-p1s8$/);
    const texts = asked.filter((path) => path.includes('/text/'));
    expect(texts.length).toBeGreaterThan(0);
    expect(texts.length).toBeLessThan(size / 4);
  });

  describe('while it loads more results', () => {
    const box = 'main [name=q]';
    const busy = '#search-results[aria-busy=true] > li:nth-child(8)';
    const all = '#search-results[aria-busy=false] > li:nth-child(20)';

    /** Type one character on the search page, and hold back the texts of later results until `release`. */
    async function search(isLost = () => false) {
      const [character = ''] = find('zh/4.7', 'main [id="4.7-p1s8"]').map(
        ({ textContent }) => textContent,
      );
      const held = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      const page = await openLost('/zh/search/', noWorker.desktop, async (fresh) => {
        await fresh.route('**/pagefind/text/**', async (route) => {
          const shown = await fresh.locator('#search-results > li').count();
          if (shown > 0) {
            held.resolve();
            await released.promise;
          }
          return shown > 0 && isLost() ? route.abort() : route.continue();
        });
      });
      await page.fill(box, character.slice(0, 1));
      await page.waitForSelector(busy);
      await held.promise;
      return { page, release: () => released.resolve() };
    }

    test('shows the first ones, then all when the reader pauses', async () => {
      const { page, release } = await search();
      release();
      await page.waitForSelector(all);
      expect(await page.locator('[data-state=busy]').isHidden()).toBe(true);
    });

    test('keeps the focus of a reader in the list', async () => {
      const { page, release } = await search();
      await page.keyboard.press('ArrowDown');
      await page.keyboard.press('ArrowDown');
      const focused = () =>
        page.evaluate(() => (document.activeElement as HTMLAnchorElement).pathname);
      const before = await focused();
      expect(before).toMatch(/^\/zh\/\d/);
      release();
      await page.waitForSelector(all);
      expect(await focused()).toBe(before);
    });

    test('keeps those shown if the network is lost, until the reader tries again', async () => {
      let isLost = true;
      const { page, release } = await search(() => isLost);
      release();
      await page.waitForSelector('[data-state=failed]:visible');
      expect(await page.locator('#search-results > li').count()).toBe(8);
      isLost = false;
      await page.click('.search-retry:visible');
      await page.waitForSelector(all);
    });

    test('adds none while an input method composes', async () => {
      const { page, release } = await search();
      await page.dispatchEvent(box, 'compositionstart');
      release();
      await rest(page);
      expect(await page.locator('#search-results > li').count()).toBe(8);
      await page.dispatchEvent(box, 'compositionend');
      await page.waitForSelector(all);
    });
  });
});
