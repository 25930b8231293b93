import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { toConcordance, toTermData } from '../../src/features/terms/concordance.ts';
import { toPath } from '../../src/paper/anchor.ts';
import { langs, locales, mapLocales, views } from '../../src/paper/locale.ts';
import { listSegments } from '../../src/paper/tree.ts';
import { makeFindTerms } from '../../src/text/phrases.ts';
import { choose, useBrowser, windows } from '../support/browser.ts';
import { change, readMarked, rest, settle } from '../support/page.ts';
import { paper } from '../support/paper.ts';

const open = useBrowser();
const { root, terms } = paper;
const on = { terms: 'on' };
const first = '[id="3.1-p1s1"] .term';
const card = '.term-card:popover-open';

async function openMarked(path: string, options?: Parameters<typeof choose>[1]): Promise<Page> {
  const page = await open(path, choose(on, options));
  await page.waitForSelector('.term');
  return page;
}

const listLoaded = (page: Page) =>
  page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name));

test('no term is loaded or marked while the setting is off', async () => {
  const page = await open('/');
  await rest(page);
  expect((await listLoaded(page)).join(' ')).not.toMatch(/data\/terms\.|reading-aids/);
  expect(await page.locator('.term').count()).toBe(0);
});

test('exactly the terms in the text are marked', async () => {
  const page = await openMarked('/');
  await settle(page, '.term');
  const marks = await page.evaluate(() =>
    [...document.querySelectorAll('.pair > [lang]')].map((cell) => [
      ...[cell.parentElement?.id, cell.getAttribute('lang')],
      ...[...cell.querySelectorAll<HTMLElement>('.term')].map(
        (link) => `${link.dataset['term']}: ${link.textContent}`,
      ),
    ]),
  );
  // Unit tests compare the marks with the concordance.
  const data = toTermData(toConcordance(terms, root));
  const find = mapLocales((locale) => makeFindTerms(data, locale));
  const expected = listSegments(root).flatMap((segment) =>
    locales.map((locale) => [
      ...[segment.anchor, langs[locale]],
      ...find[locale](segment[locale].text).map(
        ({ start, end, term }) => `${term.slug}: ${segment[locale].text.slice(start, end)}`,
      ),
    ]),
  );
  expect(marks).toEqual(expected);
});

describe('marking the terms', () => {
  const measure = () => ({
    copied: [getSelection()].map((all) => {
      // Without the tools above the text, which appear when their scripts load.
      all?.selectAllChildren(document.querySelector('.title-block + *') as Node);
      return String(all);
    }),
    heights: [...document.querySelectorAll('.single, .pair > *')].map(
      (block) => block.getBoundingClientRect().height,
    ),
    texts: [...document.querySelectorAll('main [id]')].map(({ textContent }) => textContent),
  });

  test.each(views)('moves no line of the %s view and changes no text', async (view) => {
    const page = await open(toPath(view, ''));
    for (const { viewport } of Object.values(windows)) {
      await page.setViewportSize(viewport);
      const before = await page.evaluate(measure);
      await change(page, 'terms', 'on');
      await settle(page, '.term');
      expect(await page.evaluate(measure)).toEqual(before);
      await change(page, 'terms', 'off');
      await page.waitForSelector('.term', { state: 'detached' });
    }
  });

  test('keeps the marks of a search, whichever comes first', async () => {
    const listMarked = async (page: Page) => {
      await page.waitForFunction(() => CSS.highlights.has('search'));
      return (await readMarked(page)).marked;
    };
    const page = await open('/3.1/?mark=生产力|natural');
    const before = await listMarked(page);
    expect(before.length).toBeGreaterThan(2);
    await change(page, 'terms', 'on');
    await page.waitForSelector('.term');
    await expect.poll(() => listMarked(page)).toEqual(before);
    await change(page, 'terms', 'off');
    await page.waitForSelector('.term', { state: 'detached' });
    await expect.poll(() => listMarked(page)).toEqual(before);
    const other = await open('/3.1/?mark=生产力|natural', choose(on));
    await settle(other, '.term');
    await expect.poll(() => listMarked(other)).toEqual(before);
  });

  test('leaves the text unchanged if the terms do not load', async () => {
    const page = await open('/3.1/');
    const before = await page.innerHTML('main');
    await page.route('**/data/terms.*', (route) => route.fulfill({ body: 'no terms' }));
    const answered = page.waitForResponse('**/data/terms.*');
    await change(page, 'terms', 'on');
    await answered;
    await page.waitForSelector('#lost:popover-open');
    await rest(page);
    expect(await page.innerHTML('main')).toBe(before);
    await page.unroute('**/data/terms.*');
    await change(page, 'terms', 'off');
    await change(page, 'terms', 'on');
    await page.waitForSelector('.term');
  });
});

describe('the card of a term', () => {
  test('appears, stays and goes with the pointer', async () => {
    const page = await open('/3.1/', choose(on), (page) => page.clock.install());
    await page.hover(first);
    await page.waitForSelector(card);
    const text = await page.innerText(card);
    expect(text).toMatch(/^自然资源\s+natural resources\s/);
    expect(text).toContain('中文出现 5 次，英文出现 5 次');
    await page.hover(`${card} a`);
    await page.clock.runFor(2000);
    expect(await page.isVisible(card)).toBe(true);
    expect(await page.getAttribute(`${card} a`, 'href')).toBe('/terms/natural-resources/');
    await page.mouse.move(2, 2);
    await page.waitForSelector(card, { state: 'hidden' });
  });

  test('shows the same term in the counterpart', async () => {
    const page = await openMarked('/3.1/');
    await page.hover(first);
    await page.waitForSelector(card);
    expect(await page.locator('.term.current').allInnerTexts()).toEqual([
      '自然资源',
      'natural resources',
    ]);
  });

  test('closes on Esc before the marks of a search', async () => {
    const page = await openMarked('/zh/3.1/?mark=石油');
    await page.hover('.term');
    await page.waitForSelector(card);
    await page.keyboard.press('Escape');
    await page.waitForSelector(card, { state: 'hidden' });
    expect(await page.isVisible('.marks-bar')).toBe(true);
    await page.keyboard.press('Escape');
    expect(await page.isVisible('.marks-bar')).toBe(false);
  });

  test('is reached and left with the keyboard', async () => {
    const page = await openMarked('/en/3.1/');
    await page.focus('p .self[href$=s1]');
    await page.keyboard.press('Tab');
    await page.waitForSelector(card);
    const focused = () => page.evaluate(() => document.activeElement?.className);
    expect(await focused()).toBe('term');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe(
      'See every occurrence',
    );
    await page.keyboard.press('Escape');
    expect(await page.isVisible(card)).toBe(false);
    expect(await focused()).toBe('term');
    await page.keyboard.press('Enter');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/en\/terms\/natural-resources\/$/);
  });

  test('closes when the focus moves away', async () => {
    const page = await openMarked('/en/3.1/');
    await page.focus('.term');
    await page.waitForSelector(card);
    await page.focus('.pager a');
    await page.waitForSelector(card, { state: 'hidden' });
  });

  test('opens on a tap and closes on another', async () => {
    const page = await openMarked('/zh/3.1/', windows.phone);
    await page.tap('.term');
    await page.waitForSelector(card);
    expect(page.url()).toMatch(/\/zh\/3\.1\/$/);
    await page.tap('h1');
    await page.waitForSelector(card, { state: 'hidden' });
    await page.tap('.term');
    await page.tap(`${card} a`);
    await page.waitForURL(/\/zh\/terms\/natural-resources\/$/);
  });

  test('leaves a press with Ctrl to the browser', async () => {
    const page = await openMarked('/zh/3.1/');
    const other = page.context().waitForEvent('page');
    await page.click('.term', { modifiers: ['ControlOrMeta'] });
    await (await other).waitForURL('**/zh/terms/natural-resources/');
  });

  test.each([320, 390, 1440])('fits a window of %i px, next to its term', async (width) => {
    const page = await openMarked('/', { viewport: { width, height: 700 } });
    await settle(page, '.term');
    const places = await page.evaluate(async () => {
      const found = [];
      for (const link of document.querySelectorAll<HTMLElement>('.term')) {
        link.focus();
        const box = document.querySelector('.term-card')?.getBoundingClientRect();
        const own = link.getClientRects()[0];
        if (!box || !own) continue;
        const isBeside = box.top >= own.bottom || box.bottom <= own.top;
        found.push({ ...(box.toJSON() as DOMRect), isBeside });
      }
      return found;
    });
    expect(places.length).toBeGreaterThan(200);
    for (const { left, top, right, bottom, isBeside } of places) {
      expect(left).toBeGreaterThanOrEqual(0);
      expect(top).toBeGreaterThanOrEqual(0);
      expect(right).toBeLessThanOrEqual(width);
      expect(bottom).toBeLessThanOrEqual(700);
      expect(isBeside).toBe(true);
    }
  });
});
