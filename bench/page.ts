/**
 * Measure a page of the site, cold and on a slow phone, beside a page written by hand and Starlight.
 *
 * `npm ci --prefix bench && npm run bench:page`
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core';
import { contentFolder } from '../src/config.ts';
import { startChromium } from '../tests/support/chromium.ts';
import { serveBrotli } from './brotli.ts';
import { median, printTables, type Table, toKilobytes } from './figures.ts';
import { toLimitPage } from './limit.ts';
import { buildPeer, hasPeers, makePeerFolder, starlight } from './peers.ts';

const runs = 9;
const number = '3.1';
const query = '新质生产力';

/** A page that is opened, and what is done there. */
interface Case {
  name: string;
  url: string;
  /** Search there, and return when the first result is seen. */
  search?: (page: Page) => Promise<unknown>;
}

/** What one cold visit took: bytes over the wire and milliseconds. */
interface Visit {
  bytes: number;
  fonts: number;
  requests: number;
  fcp: number;
  lcp: number;
  cls: number;
  blocked: number;
  searchTime: number;
  found: number;
}

/** Open each page in turn, again and again, each time in a browser that has nothing in its cache. */
export async function measurePages(): Promise<Table[]> {
  const work = makePeerFolder();
  const server = await startChromium();
  const hosts: { close: () => void }[] = [];
  const serve = async (folder: string) => {
    const host = await serveBrotli(folder);
    hosts.push(host);
    return host.url;
  };
  try {
    const own = await serve(buildOwn(work));
    const cases: Case[] = [
      { name: 'limit: a page by hand', url: `${await serve(writeLimit(work))}` },
      { name: 'section', url: `${own}zh/${number}/`, search: searchOwn },
      { name: 'section, both languages', url: `${own}${number}/` },
      { name: 'whole paper', url: `${own}zh/` },
    ];
    if (hasPeers) {
      const url = `${await serve(buildStarlight(work))}zh/${number.replaceAll('.', '-')}/`;
      cases.push({ name: 'Starlight', url, search: searchStarlight });
    }
    const browser = await chromium.connect(server.wsEndpoint());
    return toTables(cases, await visitAll(browser, cases));
  } finally {
    for (const host of hosts) host.close();
    await server.close();
    rmSync(work, { recursive: true, force: true });
  }
}

async function visitAll(browser: Browser, cases: readonly Case[]): Promise<Map<Case, Visit[]>> {
  const visits = new Map<Case, Visit[]>(cases.map((each) => [each, []]));
  for (let run = 0; run < runs; run++) {
    for (const each of cases) visits.get(each)?.push(await visit(browser, each));
  }
  return visits;
}

function buildOwn(work: string): string {
  const folder = join(work, 'site');
  execFileSync(process.execPath, ['src/commands/build.ts'], {
    env: { ...process.env, OUT_DIR: folder, PDF: '0' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  return folder;
}

function writeLimit(work: string): string {
  const folder = join(work, 'limit');
  mkdirSync(folder);
  writeFileSync(join(folder, 'index.html'), toLimitPage(contentFolder, number));
  return folder;
}

function buildStarlight(work: string): string {
  const project = join(work, 'starlight');
  starlight.write(contentFolder, project);
  buildPeer(starlight, project);
  return join(project, 'dist');
}

/** Open a page with an empty cache, over 1.6 Mbit/s with 150 ms, on a processor of a quarter’s speed. */
async function visit(browser: Browser, { url, search }: Case): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 390, height: 844 } });
  try {
    return await follow(context, url, search);
  } finally {
    await context.close();
  }
}

async function follow(context: BrowserContext, url: string, search: Case['search']) {
  const page = await context.newPage();
  const session = await context.newCDPSession(page);
  const sizes = { bytes: 0, fonts: 0, requests: 0 };
  const paths = new Map<string, string>();
  session.on('Network.responseReceived', ({ requestId, response }) => {
    paths.set(requestId, response.url);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const isFont = paths.get(requestId)?.endsWith('.woff2');
    sizes[isFont ? 'fonts' : 'bytes'] += encodedDataLength;
    if (!isFont) sizes.requests++;
  });
  await session.send('Network.enable');
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 150,
    downloadThroughput: 200_000,
    uploadThroughput: 94_000,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: 4 });
  await page.addInitScript(watch);
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForTimeout(2500);
  const seen = await page.evaluate(() => (window as { seen?: Seen }).seen as Seen);
  const { bytes, fonts, requests } = sizes;
  const begun = performance.now();
  const found = search ? Number(await search(page)) : 0;
  return {
    ...{ bytes, fonts, requests, ...seen, found },
    searchTime: performance.now() - begun,
  };
}

type Seen = Pick<Visit, 'fcp' | 'lcp' | 'cls' | 'blocked'>;

/** Note what the reader sees, and when. It runs in the page. */
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

async function searchOwn(page: Page): Promise<number> {
  await page.keyboard.press('/');
  await page.keyboard.type(query);
  await page.waitForSelector('dialog .hit');
  return page.locator('dialog .hit').count();
}

async function searchStarlight(page: Page): Promise<number> {
  await page.click('button[data-open-modal]');
  await page.waitForSelector('.pagefind-ui__search-input');
  await page.fill('.pagefind-ui__search-input', query);
  await page.waitForSelector('.pagefind-ui__result-link');
  return page.locator('.pagefind-ui__result-link').count();
}

function toTables(cases: readonly Case[], visits: ReadonlyMap<Case, Visit[]>): Table[] {
  const middle = (each: Case | undefined, key: keyof Visit): number =>
    median((each && visits.get(each)?.map((one) => one[key])) ?? []);
  const ms = (value: number) => `${value.toFixed(0)} ms`;
  const [limit] = cases;
  const peer = cases.at(-1);
  const ratio = (each: Case, to: Case | undefined, key: keyof Visit) =>
    `× ${(middle(each, key) / middle(to, key)).toFixed(2)}`;
  const network = '1.6 Mbit/s, 150 ms, a quarter of the processor';
  return [
    {
      title: `Cold visits: ${network}, medians of ${runs} in turn`,
      head: [
        ...['', 'weight', 'of the peer’s', 'fonts', 'requests'],
        ...['FCP', 'LCP', 'LCP of the limit’s', 'CLS', 'blocked'],
      ],
      rows: cases.map((each) => [
        each.name,
        toKilobytes(middle(each, 'bytes')),
        ratio(each, peer, 'bytes'),
        toKilobytes(middle(each, 'fonts')),
        String(middle(each, 'requests')),
        ms(middle(each, 'fcp')),
        ms(middle(each, 'lcp')),
        ratio(each, limit, 'lcp'),
        middle(each, 'cls').toFixed(3),
        ms(middle(each, 'blocked')),
      ]),
    },
    {
      title: `The first search there, for ${query}, until its first result is seen`,
      head: ['', 'time', 'of the peer’s', 'results then'],
      rows: cases
        .filter(({ search }) => search)
        .map((each) => [
          each.name,
          ms(middle(each, 'searchTime')),
          ratio(each, peer, 'searchTime'),
          String(middle(each, 'found')),
        ]),
    },
  ];
}

if (import.meta.main) printTables(await measurePages());
