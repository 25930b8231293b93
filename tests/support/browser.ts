import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, inject } from 'vitest';
import { isSegmentAnchor } from '../../src/lib/address.ts';

/** Opens a page of the site in a context of its own. */
export type Open = (path: string, options?: BrowserContextOptions) => Promise<Page>;

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
 */
export function useBrowser(): Open {
  let browser: Browser;
  let troubles: string[] = [];
  const { url: site } = inject('site');

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

  return async (path, options = windows.desktop) => {
    const context = await browser.newContext(options);
    const page = await context.newPage();
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => message.type() === 'error' && troubles.push(message.text()));
    page.on('request', (request) => {
      if (!request.url().startsWith(new URL(site).origin)) troubles.push(request.url());
    });
    await page.goto(new URL(path.slice(1), site).href);
    return page;
  };
}

/** Return the anchors of the segments whose text can be seen, from the top down. */
export async function listVisible(page: Page): Promise<string[]> {
  const ids = await page.evaluate(() => {
    const header = document.querySelector('.header')?.getBoundingClientRect().bottom ?? 0;
    return [...document.querySelectorAll('main [id]')]
      .filter((element) =>
        [...element.getClientRects()].some(
          ({ top, bottom }) => bottom > header + 1 && top < innerHeight,
        ),
      )
      .map(({ id }) => id);
  });
  return ids.filter(isSegmentAnchor);
}
