import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { blockStorage } from '../support/adverse.ts';
import { lasting, useBrowser, windows } from '../support/browser.ts';
import { listVisible, paint, scrollToRead } from '../support/page.ts';

const open = useBrowser();

const readAt = (page: Page, anchor: string) => page.evaluate(scrollToRead, anchor);

/** Wait for the page transition: Playwright would scroll the page to reach elements that it covers. */
async function waitForFade(page: Page): Promise<void> {
  // It starts with the first frame, which a busy machine paints after the page has loaded.
  await paint(page);
  await page.waitForFunction(() => {
    const { x = 0, y = 0 } = document.querySelector('.toggle a')?.getBoundingClientRect() ?? {};
    return document.elementFromPoint(x + 8, y + 8)?.closest('.toggle');
  });
}

async function switchTo(page: Page, name: string): Promise<void> {
  await waitForFade(page);
  await Promise.all([page.waitForEvent('load'), page.click(`.toggle >> text=${name}`)]);
  await waitForFade(page);
}

/** Return the middle of the first line of a sentence in the window. It runs in the page. */
const readFirstLine = (anchor: string) => {
  const sentence = document.getElementById(anchor);
  const [cell] = sentence?.querySelectorAll(':scope > [lang]') ?? [];
  const range = document.createRange();
  range.selectNodeContents(cell ?? (sentence as Element));
  const [line] = range.getClientRects();
  return line ? (line.top + line.bottom) / 2 : Number.NaN;
};

const path = (page: Page) => new URL(page.url()).pathname;

describe.each(['phone', 'desktop'] as const)('the language toggle on a %s', (window) => {
  // Motion does not change which line is kept, so one sentence is enough for it.
  test.each([
    ['with', ['2-p1s2']],
    ['without', ['3.2-p1s3', '5.2-p1s3', 'abstract-p1s3']],
  ])(
    '%s motion keeps the line of %j on the screen through all the views',
    async (motion, anchors) => {
      const reducedMotion = motion === 'with' ? 'no-preference' : 'reduce';
      const page = await open('/zh/', { ...windows[window], reducedMotion });
      for (const anchor of anchors) {
        await readAt(page, anchor);
        const line = await page.evaluate(readFirstLine, anchor);
        for (const [name, to] of [
          ...[['English', '/en/'] as const, ['双语', '/'] as const, ['中文', '/zh/'] as const],
          ...[['双语', '/'] as const, ['English', '/en/'] as const, ['中文', '/zh/'] as const],
        ]) {
          await switchTo(page, name);
          expect(path(page)).toBe(to);
          await page.evaluate(() => document.fonts.ready);
          const moved = (await page.evaluate(readFirstLine, anchor)) - line;
          expect(Math.abs(moved), `${anchor} to ${to}`).toBeLessThanOrEqual(4);
        }
        expect(new URL(page.url()).hash).toBe(`#${anchor}`);
      }
    },
  );

  test('keeps the last sentence with Back', async () => {
    const page = await open('/zh/', windows[window]);
    await readAt(page, '2-p1s2');
    await switchTo(page, 'English');
    expect(await listVisible(page)).toContain('2-p1s2');
    await readAt(page, '5.2-p1s3');
    await page.goBack();
    await page.waitForFunction(() => location.pathname === '/zh/' && location.hash.includes('5.2'));
    expect(await listVisible(page)).toContain('5.2-p1s3');
    await page.goForward();
    await page.waitForFunction(() => location.pathname === '/en/');
    expect(await listVisible(page)).toContain('5.2-p1s3');
    await page.goBack();
    await page.waitForFunction(() => location.pathname === '/zh/');
    await readAt(page, '4.1-p1s2');
    await page.goto('/zh/about/');
    await page.goBack();
    expect(await listVisible(page)).toContain('4.1-p1s2');
  });
});

test('the toggle keeps a sentence that needs no scrolling', async () => {
  const page = await open('/zh/3.1/#3.1-p1s5');
  await switchTo(page, 'English');
  expect(new URL(page.url()).hash).toBe('#3.1-p1s5');
});

test('the toggle keeps the sentence by keyboard too', async () => {
  const page = await open('/zh/');
  await readAt(page, '4.2-p1s4');
  await page.focus('.brand');
  do await page.keyboard.press('Tab');
  while ((await page.evaluate(() => document.activeElement?.textContent)) !== 'English');
  await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
  expect(path(page)).toBe('/en/');
  expect(new URL(page.url()).hash).toBe('#4.2-p1s4');
});

test('the toggle prefers the reader’s place to an old address', async () => {
  const page = await open('/zh/#2-p1s1');
  await readAt(page, '5.2-p1s1');
  await page.reload();
  await switchTo(page, 'English');
  expect(await listVisible(page)).toContain('5.2-p1s1');
});

test('the toggle keeps the place after Back', async () => {
  const page = await open('/zh/#2-p1s2');
  await readAt(page, '5.2-p1s3');
  await page.click('.brand');
  await page.goBack();
  expect(await listVisible(page)).toContain('5.2-p1s3');
  await switchTo(page, '双语');
  expect(await listVisible(page)).toContain('5.2-p1s3');
});

test.each([
  ['/zh/#发展特色产业', '/en/#4.1'],
  ['/zh/#3.2', '/en/#3.2'],
  ['/zh/#4.1-p1', '/en/#4.1-p1'],
])('the toggle links from %s to %s', async (from, to) => {
  const page = await open(from);
  await switchTo(page, 'English');
  expect(page.url()).toContain(to);
});

test('the toggle shows the heading of a first sentence', async () => {
  const page = await open('/zh/');
  await readAt(page, '4.4-p1s1');
  await switchTo(page, 'English');
  expect(page.url()).toMatch(/#4\.4$/);
  expect(await listVisible(page)).toContain('4.4-p1s1');
});

test('the toggle works with a malformed address', async () => {
  const page = await open('/zh/#100%');
  await readAt(page, '4.2-p1s4');
  await switchTo(page, 'English');
  expect(await listVisible(page)).toContain('4.2-p1s4');
});

test('the toggle adds no anchor at a page’s beginning', async () => {
  const page = await open('/zh/');
  await switchTo(page, 'English');
  expect(page.url()).toMatch(/\/en\/$/);
  expect(await page.evaluate(() => scrollY)).toBe(0);
});

test('the toggle keeps the query of a search', async () => {
  const page = await open('/zh/search/?q=石油');
  await switchTo(page, 'English');
  expect(decodeURIComponent(new URL(page.url()).search)).toBe('?q=石油');
});

test('the toggle works without storage', async () => {
  const page = await open('/zh/', windows.desktop, lasting('no storage', blockStorage));
  await readAt(page, '2-p2s2');
  await switchTo(page, 'English');
  expect(await listVisible(page)).toContain('2-p2s2');
  await page.goBack();
  expect(path(page)).toBe('/zh/');
});
