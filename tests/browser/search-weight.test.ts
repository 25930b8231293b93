import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import type { Page, Route } from 'playwright-core';
import { expect, inject, test } from 'vitest';
import { useBrowser, windows } from '../support/browser.ts';
import { paint } from '../support/page.ts';

const open = useBrowser();
const kilobyte = 1000;

/** Return the size of a file as sent by a host, compressed unless its format is. */
function weigh(url: string): number {
  const path = decodeURI(new URL(url).pathname).replace(/\/$/, '/index.html');
  const file = join(inject('site').folder, path);
  if (!existsSync(file)) return 0;
  const content = readFileSync(file);
  return file.endsWith('.woff2') ? content.length : brotliCompressSync(content).length;
}

async function openQuiet(): Promise<Page> {
  const page = await open('/zh/3.1/', windows.phone);
  await page.waitForLoadState('networkidle');
  return page;
}

test.each(['新质生产力', '天池英才', 'innovation'])(
  'the first search, for %s, loads at most 70 kB until its result',
  async (query) => {
    const page = await openQuiet();
    const urls = new Set<string>();
    page.on('request', (request) => urls.add(request.url()));
    await page.keyboard.press('/');
    await page.keyboard.type(query);
    await page.waitForSelector('dialog .hit');
    const sizes = [...urls].map(weigh);
    expect(sizes.length).toBeGreaterThan(5);
    expect(sizes.reduce((sum, size) => sum + size, 0)).toBeLessThanOrEqual(70 * kilobyte);
  },
);

test('the first search takes at most two round trips', async () => {
  const page = await openQuiet();
  const held: Route[] = [];
  await page.route('**', (route) => void held.push(route));
  await page.keyboard.press('/');
  await page.keyboard.type('新质生产力');
  const hit = page.locator('dialog .hit').first();
  let trips = 0;
  while (!(await hit.isVisible()) && trips < 9) {
    await expect.poll(() => held.length > 0 || hit.isVisible()).toBe(true);
    // Parallel requests count as one round trip.
    await paint(page);
    if (held.length > 0) trips++;
    await Promise.all(held.splice(0).map((route) => route.continue()));
  }
  expect(trips).toBeLessThanOrEqual(2);
});
