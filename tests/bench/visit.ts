import type { Browser, BrowserContext } from 'playwright-core';
import { type FirstSearch, type SearchBox, searchFirst } from './first-search.ts';
import type { Host } from './host.ts';
import { type Request, sumBytes } from './traffic.ts';

/** A page to visit, and the search to make there. */
export interface Case {
  name: string;
  host: Host;
  /** The address below the host's. */
  path: string;
  search?: SearchBox;
}

/** The cost of one cold visit: bytes over the wire and milliseconds. */
export interface Visit extends FirstSearch {
  bytes: number;
  fonts: number;
  requests: number;
  fcp: number;
  lcp: number;
  cls: number;
  blocked: number;
}

/** Visit a page with an empty cache, on the phone of its host. */
export async function visit(browser: Browser, each: Case): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    return await follow(context, each);
  } finally {
    await context.close();
  }
}

async function follow(context: BrowserContext, { host, path, search }: Case): Promise<Visit> {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: host.phone.slowdown });
  await page.addInitScript(watch);
  await host.traffic.take('/');
  await page.goto(host.url + path, { waitUntil: 'load' });
  await page.waitForTimeout(2500);
  const seen = await page.evaluate(() => (window as { seen?: Seen }).seen as Seen);
  const loaded = await host.traffic.take('/');
  const others = loaded.filter((request) => !isFont(request));
  return {
    ...seen,
    bytes: sumBytes(others),
    fonts: sumBytes(loaded.filter(isFont)),
    requests: others.length,
    ...(search ? await searchFirst(page, host.traffic, search) : noSearch),
  };
}

const noSearch: FirstSearch = { searchTime: 0, searchBytes: 0, foundFirst: 0, foundAll: 0 };

function isFont({ path }: Request): boolean {
  return path.endsWith('.woff2');
}

type Seen = Pick<Visit, 'fcp' | 'lcp' | 'cls' | 'blocked'>;

/** Record what the reader sees, and when. It runs in the page. */
function watch(): void {
  const seen: Seen = { fcp: 0, lcp: 0, cls: 0, blocked: 0 };
  (window as { seen?: Seen }).seen = seen;
  const observe = (type: string, note: (entry: PerformanceEntry) => void): void =>
    new PerformanceObserver((list) => list.getEntries().forEach(note)).observe({
      type,
      buffered: true,
    });
  observe('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') seen.fcp = startTime;
  });
  observe('largest-contentful-paint', ({ startTime }) => {
    seen.lcp = startTime;
  });
  observe('layout-shift', (entry) => {
    seen.cls += (entry as PerformanceEntry & { value: number }).value;
  });
  observe('longtask', ({ duration }) => {
    seen.blocked += Math.max(0, duration - 50);
  });
}
