import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { type Choices, settingsKey } from '../../src/features/settings/settings.ts';
import { watchTraffic } from './page.ts';
import type { SiteName } from './site.ts';

/** Opens a page, by its path or a whole address, in a context of its own, after what is to be done before it loads. */
export type Open = (
  path: string,
  options?: BrowserContextOptions,
  prepare?: (page: Page) => Promise<unknown>,
) => Promise<Page>;

/** The windows that a reader may have. */
export const windows = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true },
  desktop: { viewport: { width: 1440, height: 900 } },
} as const satisfies Record<string, BrowserContextOptions>;

/** The same windows, in which no script runs. */
export const noScript = {
  phone: { ...windows.phone, javaScriptEnabled: false },
  desktop: { ...windows.desktop, javaScriptEnabled: false },
} as const;

/** The same windows, in which nothing comes from a service worker, which no test could stop. */
export const noWorker = {
  phone: { ...windows.phone, serviceWorkers: 'block' },
  desktop: { ...windows.desktop, serviceWorkers: 'block' },
} as const;

/** Errors in the console that say that a file did not load, which is no error of the page's scripts. */
export const lostFiles: RegExp =
  /^Failed to load resource|^Fetch API cannot load|ERR_INTERNET_DISCONNECTED/;

/** Every error in the console, where it is looked at what the reader sees. */
export const anyError: RegExp = /./;

/**
 * Use the shared browser in a test file.
 *
 * After each test its pages are closed, and an error in their console, or a request to another
 * origin, fails the test.
 *
 * @param site the site, or what returns the address of one that the test file serves itself
 * @param ignored errors that are part of the tests
 */
export function useBrowser(site: SiteName | (() => string) = 'site', ignored?: RegExp): Open {
  let browser: Browser;
  let troubles: string[] = [];
  // Chromium gives up the transition of a page that is left early, and says so.
  const harmless = /^Transition was (?:aborted|skipped)/;
  const note = (text: string) =>
    void (harmless.test(text) || ignored?.test(text) || troubles.push(text));

  beforeAll(async () => {
    browser = await chromium.connect(inject('browser'));
  });
  afterEach(async () => {
    await Promise.all(browser.contexts().map((context) => context.close()));
    const found = troubles;
    troubles = [];
    expect(found).toEqual([]);
  });
  afterAll(() => browser.close());

  return async (path, options = windows.desktop, prepare) => {
    const baseURL = typeof site === 'string' ? inject(site).url : site();
    const context = await browser.newContext({ baseURL, ...options });
    const page = await context.newPage();
    // What fails is to be named before the test's own time is over.
    page.setDefaultTimeout(25_000);
    watchTraffic(page);
    page.on('pageerror', (error) => note(error.message));
    page.on('console', (message) => message.type() === 'error' && note(message.text()));
    context.on('request', (request) => {
      if (!request.url().startsWith(new URL(baseURL).origin)) troubles.push(request.url());
    });
    await prepare?.(page);
    await page.goto(path.replace(/^\//, ''));
    return page;
  };
}

/** Return the options of a window in which the reader has chosen these settings before. */
export function choose(choices: Choices, options: BrowserContextOptions = windows.desktop) {
  const { origin } = new URL(inject('site').url);
  const localStorage = [{ name: settingsKey, value: JSON.stringify(choices) }];
  return { ...options, storageState: { cookies: [], origins: [{ origin, localStorage }] } };
}
