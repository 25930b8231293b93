import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { settingsKey } from '../../src/features/settings/settings.ts';
import { listFiles } from '../../src/site/files.ts';
import { lostFiles, useBrowser, useClipboard, windows } from '../support/browser.ts';
import { runCommand } from '../support/build.ts';
import { watchPage } from '../support/hostile.ts';
import { shown, word, writeHostilePaper } from '../support/hostile-paper.ts';
import { type Host, startHost } from '../support/offline.ts';
import { readClipboard, readTexts, rest, waitForText } from '../support/page.ts';
import { makeWorkFolder } from '../support/work.ts';

/** A paper whose every field is hostile; unit tests cover the texts that the content checks refuse. */
const work = makeWorkFolder();
const folder = join(work, 'site');
let host: Host;
const open = useBrowser(() => host.url, lostFiles);

beforeAll(async () => {
  const content = join(work, 'content');
  writeHostilePaper(content);
  runCommand('build', { CONTENT_DIR: content, OUT_DIR: folder });
  host = await startHost(folder);
});
afterAll(async () => {
  await host.cut();
  rmSync(work, { recursive: true });
});

const list = (end: string) => listFiles(folder).filter((name) => name.endsWith(end));
const read = (name: string): string => readFileSync(join(folder, name), 'utf8');
const plain = (text: string): string => text.replace(/\s+/g, ' ').trim();

async function openWatched(path: string): Promise<Page> {
  const page = await open(path, windows.desktop, async (page) => {
    await watchPage(page);
    await page.addInitScript(([key]) => localStorage.setItem(key, '{"terms":"on","pinyin":"on"}'), [
      settingsKey,
    ] as const);
  });
  await rest(page);
  return page;
}

/** List everything that could run or load something and is not part of the site; it runs in the page. */
function listStrange(): string[] {
  const own = [
    'script[src^="/assets/"], head > style, head > script:is([type$=json], [type=speculationrules]), body > script:first-child:not([src]), :is(search-box, search-panel) form',
    // A script of the site sets these positions.
    '[popover].ui, .self[style^="translate:"]',
    // The elements of a result, and the messages of tools.
    ':is(search-panel, .copier, .settings, .card) > template',
  ].join();
  const active =
    'iframe, object, embed, base, template, marquee, form, style, script, x, video, audio, [style], [srcdoc]';
  const elements = [...document.querySelectorAll(active)].filter((each) => !each.matches(own));
  const attributes = [...document.querySelectorAll('*')].flatMap((element) =>
    [...element.attributes].filter(({ name, value }) =>
      /^(?:href|src|action)$/.test(name)
        ? !/^(?:https?:|mailto:|\/(?!\/)|#|(?:\w+(?:\.\d+)*\/)+)/.test(value)
        : /^(?:on.*|formaction|xlink:href)$/i.test(name),
    ),
  );
  return [
    ...elements.map(({ outerHTML }) => outerHTML.slice(0, 200)),
    ...attributes.map(({ name, value }) => `${name}=${value}`),
  ];
}

describe('a page of a hostile paper', () => {
  useClipboard();

  test.each([
    ['/zh/1.1/', 1],
    ['/en/1.2/', 2],
    ['/1.3/', 3],
  ])('shows each payload as text: %s', async (path, part) => {
    const page = await openWatched(path);
    const sentences = await readTexts(page, 'main :is(.pair, .single > [id])');
    const payloads = shown.slice(150 * (part - 1), 150 * part);
    expect(sentences).toHaveLength(payloads.length);
    for (const [at, payload] of payloads.entries()) {
      expect(plain(sentences[at] ?? '')).toContain(plain(`${word} ${payload}`));
    }
    expect(await page.evaluate(listStrange)).toEqual([]);
  });

  test.each(['/', '/zh/', '/en/', '/1/', '/2/#cite', '/terms/', '/about/', '/settings/'])(
    'runs and loads only what belongs to the site: %s',
    async (path) => {
      const page = await openWatched(path);
      expect(await page.evaluate(listStrange)).toEqual([]);
    },
  );

  test('shows a term, its card and its own page as text', async () => {
    const page = await openWatched('/en/2/');
    await page.click('main .term >> nth=0');
    await page.waitForSelector('.term-card:popover-open');
    expect(await page.innerText('.term-card')).toContain(`${word}0`);
    expect(await page.evaluate(listStrange)).toEqual([]);
    await page.click('.term-card a');
    await page.waitForURL('**/en/terms/**');
    expect(await page.innerText('h1')).toContain(`${word}0`);
    expect(await page.evaluate(listStrange)).toEqual([]);
  });

  test('is shown and marked as text by search', async () => {
    const page = await openWatched(`/en/search/?q=${word}`);
    await page.waitForSelector('.hit mark');
    const found = (await page.locator('.hit').allTextContents()).map(plain);
    for (const payload of shown.filter(({ length }) => length < 400)) {
      const text = plain(`${word} ${payload}`);
      expect(
        found.some((each) => each.includes(text)),
        text,
      ).toBe(true);
    }
    expect(await page.evaluate(listStrange)).toEqual([]);
    await page.click('.hit >> nth=0');
    await page.waitForSelector('.marks-bar');
    expect(await page.evaluate(listStrange)).toEqual([]);
  });

  test('is cited and quoted as text, in each style', async () => {
    const page = await openWatched('/zh/1.1/#cite');
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
    await page.waitForSelector('.cite .copy');
    await page
      .locator('main .self[href="#1.1-p1s1"]')
      .evaluate((link: HTMLElement) => link.click());
    await page.waitForSelector('.quote-menu:popover-open');
    await page.click('.quote-menu > button:nth-of-type(3)');
    await waitForText(page, '.quote-menu [role=status]');
    const html = await readClipboard(page, 'text/html');
    const { document } = parseHTML(`<html><body>${html}</body></html>`);
    expect(document.body.textContent).toContain(shown[0]);
    expect(
      document.querySelectorAll('body *:not(p, i, br, span, meta, a[href^="https://"])'),
    ).toHaveLength(0);
    expect(await page.evaluate(listStrange)).toEqual([]);
  });

  test('is text in the list of saved pages', async () => {
    const page = await open('/1.1/', windows.desktop, watchPage);
    await page.hover('h1');
    await page.waitForFunction(() => navigator.serviceWorker.controller);
    await page.evaluate(async (title) => {
      const [name = ''] = await caches.keys();
      const cache = await caches.open(name);
      const toHtml = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;');
      const put = (path: string, text: string) =>
        cache.put(new URL(path, location.origin).href, new Response(`<title>${text} | x</title>`));
      await put('/1/', toHtml(title));
      await put('/2/', '&#x110000; &#xffffffff; &CONSTRUCTOR; &__proto__;');
      await put('/3/', '&#x26;lt;img src=x onerror=__ran=1>');
      await put(`${location.origin}//evil.example/`, 'elsewhere');
      await put('/javascript:__ran=1/', '&lt;script>__ran=1&lt;/script>');
    }, shown.slice(0, 60).join(' '));
    await host.cut();
    await page.goto(`${host.url}nothing/`);
    await host.serve(folder);
    const links = await page
      .locator('.kept a')
      .evaluateAll((all) =>
        all.map((link) => [(link as HTMLAnchorElement).origin, link.textContent]),
      );
    expect(links.map(([origin]) => origin)).toEqual(links.map(() => new URL(page.url()).origin));
    expect(links.map(([, title]) => title)).toContain(shown.slice(0, 60).join(' '));
    const titles = links.map(([, title]) => title);
    expect(titles).toContain('elsewhere');
    // A character reference that is not a character is shown as it is, and nothing is decoded twice.
    expect(titles).toContain('\uFFFD \uFFFD &CONSTRUCTOR; &__proto__;');
    expect(titles).toContain('&lt;img src=x onerror=__ran=1>');
    expect(await page.evaluate(listStrange)).toEqual([]);
  });
});

test('a file of a hostile paper has only the site’s own scripts', () => {
  const pages = list('.html').filter((name) => !name.includes('tools/'));
  for (const name of pages) {
    const { document } = parseHTML(read(name));
    const scripts = [...document.querySelectorAll('script')];
    const inline = scripts.filter((script) => !script.hasAttribute('src'));
    expect(inline.filter(({ type }) => !type)).toHaveLength(1);
    for (const { textContent, type } of inline) if (type) JSON.parse(textContent ?? '');
    for (const script of scripts)
      expect(script.getAttribute('src') ?? '/assets/').toMatch(/^\/assets\//);
    expect(document.querySelectorAll('head > title')).toHaveLength(1);
    expect(document.querySelectorAll('main')).toHaveLength(1);
  }
});
