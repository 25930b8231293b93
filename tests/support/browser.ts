import { mkdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { afterEach, beforeEach, expect, inject } from 'vitest';
import { type Choices, settingsKey } from '../../src/features/settings/settings.ts';
import { startChromium } from './chromium.ts';
import { watchTraffic } from './page.ts';
import type { SiteName } from './site.ts';
import { limit } from './speed.ts';

/** Prepares a page before the site loads in it. */
type Prepare = ((page: Page) => Promise<unknown>) & { lasting?: string };

/** Opens a page by its path or full address, as a new reader sees it. */
export type Open = (
  path: string,
  options?: BrowserContextOptions,
  prepare?: Prepare,
) => Promise<Page>;

/** The windows of readers, without motion, because its frames take much of the processor's time. */
export const windows = {
  phone: {
    viewport: { width: 390, height: 844 },
    hasTouch: true,
    isMobile: true,
    reducedMotion: 'reduce',
  },
  desktop: { viewport: { width: 1440, height: 900 }, reducedMotion: 'reduce' },
} as const satisfies Record<string, BrowserContextOptions>;

/** The same windows without JavaScript. */
export const noScript = {
  phone: { ...windows.phone, javaScriptEnabled: false },
  desktop: { ...windows.desktop, javaScriptEnabled: false },
} as const;

/** The same windows without service workers, whose responses tests could not intercept. */
export const noWorker = {
  phone: { ...windows.phone, serviceWorkers: 'block' },
  desktop: { ...windows.desktop, serviceWorkers: 'block' },
} as const;

/** Console errors about files that did not load, which are not errors of the page's scripts. */
export const lostFiles: RegExp =
  /^Failed to load resource|^Fetch API cannot load|ERR_INTERNET_DISCONNECTED/;

/** Every console error, for tests about what the reader sees. */
export const anyError: RegExp = /./;

/** Mark a preparation that only adds scripts, so that pages with it can be reused. */
export const lasting = (name: string, prepare: Prepare): Prepare =>
  Object.assign(prepare, { lasting: name });

/** Keep other workers from copying during each test of a block: all share the clipboard of one browser. */
export function useClipboard(): void {
  const lock = join(tmpdir(), `duidu-clipboard-${process.ppid}`);
  const take = () => {
    try {
      return mkdirSync(lock) === undefined;
    } catch {
      return false;
    }
  };
  beforeEach(() => expect.poll(take, { interval: 20, timeout: limit(120_000) }).toBe(true));
  afterEach(() => rmSync(lock, { recursive: true, force: true }));
}

/** Ask for an unused page with an empty cache. */
export const firstVisit: Prepare = async () => {};

/** A page, and the receiver of its errors. */
interface Opened {
  page: Page;
  options: BrowserContextOptions;
  /** The key by which a later test may reuse it; without a key, it closes after its test. */
  key: string | undefined;
  tell: (trouble: string, isAllowed?: boolean) => void;
}

// Chromium aborts the transition of a page that is left early, and logs it.
const harmless = /^Transition was (?:aborted|skipped)/;
const idle: Opened[] = [];
let started: Promise<Browser> | undefined;

/**
 * Use the browser of the worker in a test file.
 *
 * Later tests reuse a page of a built site, after everything that the reader left is cleared: a new page
 * costs four times as much. It has no service worker, unless it is prepared or belongs to another host.
 * After each test, an error in the console, or a request to another origin, fails the test.
 *
 * @param site the site, or a function that returns the address of one that the test file serves
 * @param ignored errors that are part of the tests
 */
export function useBrowser(site: SiteName | (() => string) = 'site', ignored?: RegExp): Open {
  let used: Opened[] = [];
  let troubles: string[] = [];
  const tell = (trouble: string, isAllowed = harmless.test(trouble) || ignored?.test(trouble)) =>
    void (isAllowed || troubles.push(trouble));

  afterEach(async ({ task }) => {
    const isSound = task.result?.state !== 'fail';
    await Promise.all(used.map((opened) => (isSound ? leave(opened) : close(opened))));
    const found = troubles;
    [used, troubles] = [[], []];
    expect(found).toEqual([]);
  });

  return async (path, options = windows.desktop, prepare) => {
    const isKept = typeof site === 'string' && (!prepare || prepare.lasting !== undefined);
    const baseURL = typeof site === 'string' ? inject(site).url : site();
    const { origins = [] } = Object(options.storageState) as { origins?: readonly Stored[] };
    const { viewport = windows.desktop.viewport, storageState: _, ...rest } = options;
    const key = isKept ? JSON.stringify([baseURL, rest, prepare?.lasting]) : undefined;
    const at = idle.findIndex((each) => key !== undefined && each.key === key);
    const opened = idle.splice(at, at < 0 ? 0 : 1)[0] ?? {
      ...{ page: await makePage({ baseURL, viewport, ...rest }, isKept), options: rest, key, tell },
    };
    const { page } = opened;
    used.push(opened);
    opened.tell = tell;
    if (at < 0) {
      const { origin } = new URL(baseURL);
      const context = page.context();
      context.on('weberror', (error) => opened.tell(error.error().message));
      context.on('console', (message) => message.type() === 'error' && opened.tell(message.text()));
      context.on('request', (request) => {
        if (!request.url().startsWith(origin)) opened.tell(request.url(), false);
      });
      await prepare?.(page);
    } else if (viewport) await page.setViewportSize(viewport);
    for (const { localStorage } of origins) await keep(page, localStorage);
    await page.goto(path.replace(/^\//, ''));
    return page;
  };
}

type Stored = { localStorage: readonly { name: string; value: string }[] };

async function makePage(options: BrowserContextOptions, isKept: boolean): Promise<Page> {
  started ??= startChromium();
  const browser = await started;
  const context = await browser.newContext({ ...(isKept && noWorker.desktop), ...options });
  const page = await context.newPage();
  // Fail before the test times out, to name the step that failed.
  page.setDefaultTimeout(limit(60_000));
  watchTraffic(page);
  const goto = page.goto.bind(page);
  page.goto = async (...target) => {
    const response = await goto(...target);
    // Wait until a long page has laid out the sections below its first screen.
    await page.waitForSelector(':root:not([data-paint])', { state: 'attached' });
    return response;
  };
  return page;
}

/** Open an address of the site without scripts, which gives access to its storage. */
const goAside = (page: Page) => page.goto('robots.txt');

async function keep(page: Page, stored: Stored['localStorage']): Promise<void> {
  await goAside(page);
  await page.evaluate((all) => {
    for (const { name, value } of all) localStorage.setItem(name, value);
  }, stored);
}

/** Clear everything that a test has left in a page, for reuse, or close the page. */
async function leave(opened: Opened): Promise<void> {
  const { page, options, key } = opened;
  const context = page.context();
  opened.tell = () => {};
  if (key === undefined) return close(opened);
  try {
    for (const other of context.pages()) if (other !== page) await other.close();
    for (const event of ['request', 'response'] as const) page.removeAllListeners(event);
    watchTraffic(page);
    await context.setOffline(false);
    await page.unrouteAll();
    await goAside(page);
    if (options.javaScriptEnabled !== false) {
      await page.evaluate(() => [localStorage, sessionStorage].map((each) => each.clear()));
    }
    const {
      colorScheme = 'light',
      forcedColors = 'none',
      reducedMotion = 'no-preference',
    } = options;
    await page.emulateMedia({ media: null, colorScheme, forcedColors, reducedMotion });
    await page.mouse.move(0, 0);
    idle.push(opened);
    // Each page has its own process.
    const [oldest] = idle.length > 8 ? idle.splice(0, 1) : [];
    if (oldest) await close(oldest);
  } catch {
    await close(opened);
  }
}

async function close({ page }: Opened): Promise<void> {
  await page.context().close();
}

/** Return options for a window in which the reader has chosen settings before. */
export function choose(choices: Choices, options: BrowserContextOptions = windows.desktop) {
  const { origin } = new URL(inject('site').url);
  const localStorage = [{ name: settingsKey, value: JSON.stringify(choices) }];
  return { ...options, storageState: { cookies: [], origins: [{ origin, localStorage }] } };
}
