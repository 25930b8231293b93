/**
 * Measure the time from a click on the link to the next section until its text is painted, over 1.6 Mbit/s with
 * 150 ms latency, with the processor slowed four times.
 *
 * `node tests/bench/next-page.ts`
 */
import { setTimeout } from 'node:timers/promises';
import { type Browser, launch, type Page } from 'puppeteer-core';
import { findProgram } from '../support/hosts.ts';
import { printTables, type Table, toTimes } from './figures.ts';
import { type Host, startSlowHost } from './host.ts';
import { buildOwn } from './page.ts';

const runs = 9;

/** How long the reader points at the link before the click, in milliseconds. */
const waits = [0, 200, 1000];

/** Measure it for readers who point at the link for some time before they click. */
export async function measureNextPage(): Promise<Table> {
  const executablePath = process.env['CHROME_PATH'] ?? findProgram('chromium');
  if (!executablePath) throw new Error('needs Chromium: set CHROME_PATH');
  const host = await startSlowHost(buildOwn());
  // Chromium prerenders nothing while Playwright controls it.
  const browser = await launch({ executablePath, args: ['--no-sandbox'] });
  const turns = waits.map((): number[] => []);
  try {
    for (let run = 0; run < runs; run++) {
      for (const [at, wait] of waits.entries()) {
        turns[at]?.push(await follow(browser, host, wait));
      }
    }
  } finally {
    await browser.close();
    host.close();
  }
  return {
    title: `From a click to the next section’s first paint, on the same connection, medians and quartiles of ${runs} in turn`,
    head: ['', 'time'],
    rows: turns.map((times, at) => [
      waits[at] ? `${waits[at]} ms after pointing at the link` : 'a click at once',
      toTimes(times),
    ]),
  };
}

async function follow(browser: Browser, host: Host, wait: number) {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  try {
    await page.setViewport({ width: 390, height: 844 });
    await page.emulateCPUThrottling(4);
    await page.goto(`${host.url}zh/3.1/`, { waitUntil: 'load' });
    await host.traffic.take('/');
    await page.$eval('.pager .next', (link) => {
      link.scrollIntoView({ block: 'center' });
      addEventListener('click', ({ timeStamp }) =>
        localStorage.setItem('clicked', String(performance.timeOrigin + timeStamp)),
      );
    });
    const {
      x = 0,
      y = 0,
      width = 0,
      height = 0,
    } = (await (await page.$('.pager .next'))?.boundingBox()) ?? {};
    await page.mouse.move(x + width / 2, y + height / 2);
    await setTimeout(wait);
    await page.mouse.down();
    await page.mouse.up();
    return await readTime(page);
  } finally {
    await context.close();
  }
}

/** Wait for the next section, and return the time from the click to its first paint. */
async function readTime(page: Page): Promise<number> {
  for (;;) {
    const time = await page
      .evaluate(() => {
        const [paint] = performance.getEntriesByName('first-contentful-paint');
        if (!location.pathname.endsWith('/3.2/') || !paint) return undefined;
        return performance.timeOrigin + paint.startTime - Number(localStorage.getItem('clicked'));
      })
      // The page may be changing.
      .catch(() => undefined);
    if (time !== undefined) return time;
    await setTimeout(100);
  }
}

if (import.meta.main) printTables([await measureNextPage()]);
