import type { Page, Request } from 'playwright-core';
import type { SettingName } from '../../src/features/settings/settings.ts';
import { isSegmentAnchor } from '../../src/paper/anchor.ts';

const onTheWay = new WeakMap<Page, Set<Request>>();

/** Count the pending requests of a page, for `rest`. */
export function watchTraffic(page: Page): void {
  const requests = new Set<Request>();
  onTheWay.set(page, requests);
  page.on('request', (request) => requests.add(request));
  page.on('requestfinished', (request) => requests.delete(request));
  page.on('requestfailed', (request) => requests.delete(request));
}

/** Wait until the browser has painted twice and deferred work is done. */
export async function paint(page: Page): Promise<void> {
  await page.evaluate(
    () =>
      new Promise((resolve) =>
        requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve))),
      ),
  );
}

/** Wait until a page is idle: no request is pending, and everything is painted. */
export async function rest(page: Page): Promise<void> {
  for (let quiet = 0; quiet < 2; ) {
    await paint(page);
    quiet = onTheWay.get(page)?.size === 0 ? quiet + 1 : 0;
  }
}

/** Change a setting on an open page as its panel does. */
export async function change(page: Page, name: SettingName, value: string): Promise<void> {
  await page.evaluate(
    ([name = '', value]) => {
      document.documentElement.dataset[name] = value;
      document.dispatchEvent(new Event('choices'));
    },
    [name, value],
  );
}

/** Wait until the marks of a kind are complete: there are some, and no more appear. */
export async function settle(page: Page, mark: string): Promise<void> {
  await page.waitForSelector(mark);
  const count = () => page.locator(mark).count();
  for (let before = -1; before !== (await count()); ) {
    before = await count();
    await rest(page);
    await page.evaluate(
      () => new Promise((resolve) => requestIdleCallback(resolve, { timeout: 500 })),
    );
  }
}

/** Return a computed style property of the first element of a selector. */
export function readStyle(page: Page, selector: string, property: string): Promise<string> {
  return page
    .locator(selector)
    .first()
    .evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
}

/** The background of unmarked text. */
export const plain = 'rgba(0, 0, 0, 0)';

/** Return the text of each element of a selector, without links to itself and pinyin. */
export function readTexts(page: Page, selector: string): Promise<string[]> {
  return page.locator(selector).evaluateAll((all) =>
    all.map((element) => {
      const copy = element.cloneNode(true) as Element;
      for (const extra of copy.querySelectorAll('.self, button, rt, rp')) extra.remove();
      return copy.textContent.trim();
    }),
  );
}

/** Return the box of the first element of a selector in the window. */
export async function readBox(page: Page, selector: string): Promise<Record<Side, number>> {
  const box = await page.locator(selector).first().boundingBox();
  if (!box) throw new Error(`${selector} is not shown`);
  const { x, y, width, height } = box;
  return { left: x, top: y, right: x + width, bottom: y + height, width, height };
}

type Side = 'left' | 'top' | 'right' | 'bottom' | 'width' | 'height';

/** Return the clipboard's content of a type, if there is any. */
export function readClipboard(page: Page, type = 'text/plain'): Promise<string> {
  return page.evaluate(async (kind) => {
    const [item] = await navigator.clipboard.read();
    return item?.types.includes(kind) ? (await item.getType(kind)).text() : '';
  }, type);
}

/** Return the texts that a search has marked, and those of the current occurrence. */
export function readMarked(page: Page): Promise<{ marked: string[]; current: string[] }> {
  return page.evaluate(() => {
    const read = (name: string) => [...(CSS.highlights.get(name) ?? [])].map(String);
    return { marked: read('search'), current: read('search-current') };
  });
}

/** Wait until the first element of a selector has text, and return it. */
export async function waitForText(page: Page, selector: string): Promise<string> {
  await page.waitForFunction((all) => document.querySelector(all)?.textContent, selector);
  return (await page.textContent(selector)) ?? '';
}

/** Return the anchors of the visible segments from the top down. */
export async function listVisible(page: Page): Promise<string[]> {
  const ids = await page.evaluate(readVisible);
  return ids.filter(isSegmentAnchor);
}

/** Scroll a segment to just below the header without changing the address. It runs in the page. */
export function scrollToRead(anchor: string): void {
  scrollBy(0, (document.getElementById(anchor)?.getClientRects()[0]?.top ?? 0) - 72);
}

/** Return the visible ids in the text. It runs in the page. */
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
