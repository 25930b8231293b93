/**
 * Measure how soon the page answers a reader, with the processor slowed four times.
 *
 * `node tests/bench/interaction.ts`
 */
import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { serveFolder } from '../../src/commands/serve.ts';
import { windows } from '../support/browser.ts';
import { startChromium } from '../support/chromium.ts';
import { rest, watchTraffic } from '../support/page.ts';
import { makeWorkFolder } from '../support/work.ts';
import { writeBook } from './book.ts';
import { printTables, quantile, type Table, toTimes } from './figures.ts';

const runs = 7;
const { phone, desktop } = windows;

/** An interaction: where it is made, in which window, and how. */
interface Interaction {
  name: string;
  path: string;
  window: BrowserContextOptions;
  act: (page: Page) => Promise<unknown>;
  /** Makes the page ready for it. */
  before?: (page: Page) => Promise<unknown>;
}

const openSettings = async (page: Page) => {
  await page.click('.settings-button');
  await page.waitForSelector('.settings-popover:popover-open');
};
const turnOn = (name: string, mark: string) => async (page: Page) => {
  await page.click(`.settings-popover [data-setting=${name}] label:has([value=on])`);
  await page.waitForSelector(mark);
};

const interactions: Interaction[] = [
  {
    name: 'the toggle, whole paper',
    path: 'zh/',
    window: desktop,
    act: (page) => page.click('.toggle >> text=English'),
  },
  { name: 'settings', path: 'zh/3.1/', window: desktop, act: openSettings },
  {
    name: 'pinyin on, whole paper',
    path: 'zh/',
    window: desktop,
    before: openSettings,
    act: turnOn('pinyin', 'main ruby rt'),
  },
  {
    name: 'terms on, whole paper',
    path: '',
    window: desktop,
    before: openSettings,
    act: turnOn('terms', 'a.term'),
  },
  {
    name: 'contents on a phone',
    path: 'zh/3.1/',
    window: phone,
    act: (page) => page.tap('.contents-button'),
  },
  {
    name: 'cite a page',
    path: '3.1/',
    window: desktop,
    act: (page) => page.click('.cite summary').then(() => page.waitForSelector('.cite .copy')),
  },
  {
    name: 'the menu of a sentence',
    path: '3.1/',
    window: desktop,
    before: (page) => page.locator('main .self[href*="-p1s1"]').first().focus(),
    act: (page) =>
      page.keyboard.press('Enter').then(() => page.waitForSelector('.quote-menu:popover-open')),
  },
];

/** Measure interactions with the paper, and typing a search there and in a book. */
export async function measureInteractions(sizes: readonly number[]): Promise<Table[]> {
  const work = makeWorkFolder();
  const browser = await startChromium();
  try {
    const site = await serveBuilt(join(work, 'site'), 'content');
    const rows: string[][] = [];
    for (const interaction of interactions) {
      const costs: Cost[] = [];
      for (let run = 0; run < runs; run++)
        costs.push(await measure(browser, site.url, interaction));
      const events = costs.map(({ event }) => event);
      const tasks = costs.map(({ task }) => task);
      rows.push([interaction.name, toTimes(events), toMs(Math.max(...events)), toTimes(tasks)]);
    }
    const typed = [['the paper', ...(await measureTyping(browser, site.url, '新质生产力'))]];
    site.close();
    for (const size of sizes) {
      const content = join(work, `book-${size}`);
      const { passages } = writeBook(content, size, 20261123);
      const book = await serveBuilt(join(work, `site-${size}`), content);
      const text = passages[40]?.text.slice(0, 5) ?? '';
      typed.push([`a book of ${size} sections`, ...(await measureTyping(browser, book.url, text))]);
      book.close();
    }
    return [
      {
        title: `From a press to the next frame, a quarter of the processor, ${runs} times each`,
        head: ['', 'median and quartiles', 'longest', 'longest task that follows'],
        rows,
      },
      {
        title: `From a key in the search box to its first results, a quarter of the processor, ${runs} times five keys`,
        head: ['', 'median and quartiles', '95 %', 'texts loaded for the first character'],
        rows: typed,
      },
    ];
  } finally {
    await browser.close();
    rmSync(work, { recursive: true, force: true });
  }
}

const toMs = (value: number) => `${value.toFixed(0)} ms`;

async function serveBuilt(folder: string, content: string) {
  execFileSync(process.execPath, ['src/commands/build.ts'], {
    env: { ...process.env, OUT_DIR: folder, CONTENT_DIR: content, PDF: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { server, url } = await serveFolder(folder, '/', 0);
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { url, close };
}

/** Open a page on a slow processor. */
async function open(
  browser: Browser,
  address: string,
  window: BrowserContextOptions,
): Promise<Page> {
  const context = await browser.newContext({ ...window, serviceWorkers: 'block' });
  const page = await context.newPage();
  watchTraffic(page);
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.goto(address);
  await rest(page);
  return page;
}

/** The longest event and the longest task, in milliseconds. */
type Cost = { event: number; task: number };

async function measure(
  browser: Browser,
  url: string,
  { path, window, before, act }: Interaction,
): Promise<Cost> {
  const page = await open(browser, url + path, window);
  await before?.(page);
  await rest(page);
  const handle = await page.evaluateHandle(watch);
  await act(page);
  await page.waitForTimeout(1500);
  // A page that was left has kept its costs in the session.
  const kept = await page.evaluate(() => sessionStorage.getItem('cost'));
  // Events under 16 ms are not reported.
  const cost: Cost = { event: 0, task: 0, ...JSON.parse(kept ?? '{}') };
  await handle.dispose();
  await page.context().close();
  return cost;
}

/** Keep the longest event and task from now on. It runs in the page. */
function watch(): void {
  const cost = { event: 0, task: 0 };
  const observe = (type: string, name: keyof typeof cost): void => {
    const note = (list: PerformanceEntry[]): void => {
      for (const { duration } of list) cost[name] = Math.max(cost[name], duration);
      sessionStorage.setItem('cost', JSON.stringify(cost));
    };
    const observer = new PerformanceObserver((list) => note(list.getEntries()));
    observer.observe({ type, durationThreshold: 16 } as PerformanceObserverInit);
    addEventListener('pagehide', () => note(observer.takeRecords()));
  };
  observe('event', 'event');
  observe('longtask', 'task');
}

/** Type a word, and return the median and the 95th percentile of the times to a result, and the loaded texts. */
async function measureTyping(browser: Browser, url: string, word: string): Promise<string[]> {
  const times: number[] = [];
  let texts = 0;
  for (let run = 0; run < runs; run++) {
    const page = await open(browser, `${url}zh/search/?q=zzzz`, desktop);
    await page.waitForSelector('#search-results[data-query="zzzz"][aria-busy=false]', {
      state: 'attached',
    });
    await page.fill('main [name=q]', '');
    let loaded = 0;
    page.on('request', (request) => {
      if (request.url().includes('/pagefind/text/')) loaded++;
    });
    for (let length = 1; length <= word.length; length++) {
      const query = word.slice(0, length);
      times.push(await page.evaluate(typeKey, query));
      if (length === 1) texts = Math.max(texts, loaded);
    }
    await page.context().close();
  }
  return [toTimes(times), toMs(quantile(times, 0.95)), String(texts)];
}

/** Put a text into the search box, and return the time to its first results. It runs in the page. */
function typeKey(query: string): Promise<number> {
  const input = document.querySelector<HTMLInputElement>('main [name=q]');
  const results = document.querySelector<HTMLElement>('#search-results');
  if (!input || !results) throw new Error('There is no search');
  const before = results.firstElementChild;
  const begun = performance.now();
  input.value = query;
  input.dispatchEvent(new InputEvent('input', { bubbles: true }));
  return new Promise((resolve) => {
    const look = (): void => {
      const isShown = results.ariaBusy === 'false' || results.firstElementChild !== before;
      if (isShown && results.dataset['query'] === query) resolve(performance.now() - begun);
      else requestAnimationFrame(look);
    };
    requestAnimationFrame(look);
  });
}

if (import.meta.main) printTables(await measureInteractions([900]));
