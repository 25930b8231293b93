import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import {
  type Choices,
  type SettingName,
  settingsKey,
} from '../../src/features/settings/settings.ts';
import { isSegmentAnchor } from '../../src/paper/anchor.ts';
import type { SiteName } from './site.ts';

/** Opens a page of the site in a context of its own, after what is to be done before it loads. */
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

/**
 * Use the shared browser in a test file.
 *
 * After each test its pages are closed, and an error in their console, or a request to another
 * origin, fails the test.
 *
 * @param name the site, or what returns the address of one that the test file serves itself
 */
export function useBrowser(name: SiteName | (() => string) = 'site'): Open {
  let browser: Browser;
  let troubles: string[] = [];
  const getSite = () => (typeof name === 'string' ? inject(name).url : name());

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
    const site = getSite();
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith(new URL(site).origin)) troubles.push(request.url());
    });
    await prepare?.(page);
    await page.goto(new URL(path.slice(1), site).href);
    return page;
  };
}

/** Return the options of a window in which the reader has chosen these settings before. */
export function choose(choices: Choices, options: BrowserContextOptions = windows.desktop) {
  const { origin } = new URL(inject('site').url);
  const localStorage = [{ name: settingsKey, value: JSON.stringify(choices) }];
  return { ...options, storageState: { cookies: [], origins: [{ origin, localStorage }] } };
}

/** Change a setting on an open page, as its panel does. */
export async function change(page: Page, name: SettingName, value: string): Promise<void> {
  await page.evaluate(
    ([name = '', value]) => {
      document.documentElement.dataset[name] = value;
      document.dispatchEvent(new Event('choices'));
    },
    [name, value],
  );
}

/** Wait until all marks of a kind are in the text: there are some, and for a while no more come. */
export async function settle(page: Page, mark: string): Promise<void> {
  await page.waitForSelector(mark);
  await page.evaluate(async (selector) => {
    const count = () => document.querySelectorAll(selector).length;
    for (let before = -1; before !== count(); ) {
      before = count();
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
  }, mark);
}

/** Return the anchors of the segments whose text can be seen, from the top down. */
export async function listVisible(page: Page): Promise<string[]> {
  const ids = await page.evaluate(readVisible);
  return ids.filter(isSegmentAnchor);
}

/** Return the ids in the text that can be seen. It runs in the page. */
export function readVisible(): string[] {
  const header = document.querySelector('.header')?.getBoundingClientRect().bottom ?? 0;
  return [...document.querySelectorAll('main [id]')]
    .filter((element) =>
      [...element.getClientRects()].some(
        ({ top, bottom }) => bottom > header + 1 && top < innerHeight,
      ),
    )
    .map(({ id }) => id);
}
