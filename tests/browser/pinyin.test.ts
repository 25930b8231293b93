import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { readCorrections, toPinyin } from '../../src/features/pinyin/pinyin.ts';
import { flatten, listSegments } from '../../src/paper/tree.ts';
import { choose, useBrowser, windows } from '../support/browser.ts';
import { readLines } from '../support/lines.ts';
import { change, readBox, readMarked, rest, settle } from '../support/page.ts';
import { paper, paperFolder } from '../support/paper.ts';

const open = useBrowser();
const { root } = paper;
const corrections = readCorrections(paperFolder);
const on = { pinyin: 'on' };

async function openRead(path: string, options?: Parameters<typeof choose>[1]): Promise<Page> {
  const page = await open(path, choose(on, options));
  await settle(page, '.pinyin');
  return page;
}

test.each(['/', '/en/3.1/', '/about/', '/terms/natural-resources/'])(
  '%s loads and shows no pinyin if it is off or the page has no Chinese text',
  async (path) => {
    const page = await open(path, choose(path === '/' ? {} : on));
    await rest(page);
    const loaded = await page.evaluate(() =>
      performance.getEntriesByType('resource').map(({ name }) => name),
    );
    expect(loaded.filter((name) => name.includes('/data/'))).toEqual([]);
    expect(await page.locator('ruby').count()).toBe(0);
  },
);

describe('the pinyin', () => {
  test.each(['/', '/zh/'])('of %s is above every word of the text', async (path) => {
    const page = await open(path, choose({ ...on, size: 'small' }));
    await settle(page, '.pinyin');
    const shown = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('.pinyin')].map((word) => ({
        han: word.textContent,
        reading: word.querySelector('rt')?.dataset['reading'] ?? '',
      })),
    );
    const texts = [
      root.title.zh.text,
      ...flatten(root)
        .slice(1)
        .flatMap((section) => [
          section.title.zh.text,
          ...listSegments({ ...section, children: [] }).map(({ zh }) => zh.text),
        ]),
    ];
    const join = (key: 'han' | 'reading') => shown.map((word) => word[key]).join('');
    expect(join('han')).toBe(texts.join('').replace(/\P{Script=Han}/gu, ''));
    const readings = texts.flatMap((text) => toPinyin(text, corrections));
    expect(join('reading').replaceAll('’', '')).toBe(readings.join(''));
    expect(shown).toContainEqual({ han: '新疆', reading: 'xīnjiāng' });
    const seen = await page
      .locator('rt')
      .evaluateAll((all) =>
        all
          .map((rt) => getComputedStyle(rt, '::before'))
          .map(({ content, fontSize }) => ({ content, size: Number.parseFloat(fontSize) })),
      );
    expect(seen[0]?.content).toContain('xīn');
    expect(Math.min(...seen.map(({ size }) => size))).toBeGreaterThanOrEqual(10);
  });

  test('is not part of the text, and is not copied', async () => {
    const page = await open('/zh/3.1/');
    const read = () =>
      page.evaluate(() => {
        const main = document.querySelector('main') as HTMLElement;
        getSelection()?.selectAllChildren(main);
        const copied = getSelection()?.toString();
        return { text: main.textContent, copied };
      });
    const before = await read();
    await change(page, 'pinyin', 'on');
    await settle(page, '.pinyin');
    expect(await read()).toEqual(before);
  });

  test('is removed, with or without the terms, and leaves the page unchanged', async () => {
    const page = await open('/3/');
    const before = await page.innerHTML('main');
    const becomes = (expected: string) =>
      page.waitForFunction((html) => document.querySelector('main')?.innerHTML === html, expected);
    await change(page, 'pinyin', 'on');
    await settle(page, '.pinyin');
    const withPinyin = await page.innerHTML('main');
    await change(page, 'terms', 'on');
    await settle(page, '.term .pinyin');
    const withBoth = await page.innerHTML('main');
    await change(page, 'terms', 'off');
    await becomes(withPinyin);
    await change(page, 'pinyin', 'off');
    await becomes(before);
    await change(page, 'terms', 'on');
    await settle(page, '.term');
    await change(page, 'pinyin', 'on');
    await becomes(withBoth);
    await change(page, 'pinyin', 'off');
    await change(page, 'terms', 'off');
    await becomes(before);
  });

  test('keeps the marks of a search', async () => {
    const page = await openRead('/zh/3.1/?mark=资源');
    await page.waitForFunction(() => CSS.highlights.has('search'));
    await expect
      .poll(async () => new Set((await readMarked(page)).marked))
      .toEqual(new Set(['资源']));
    expect((await readMarked(page)).marked.length).toBeGreaterThan(2);
  });

  test('is left out if it belongs to another text', async () => {
    const page = await open('/zh/3.1/');
    const sentences = { '3.1-p1s1': { pinyin: 'xīn jiāng' } };
    const json = { title: { pinyin: 'zì' }, sentences };
    await page.route('**/data/3.1.*', (route) => route.fulfill({ json }));
    await change(page, 'pinyin', 'on');
    await rest(page);
    expect(await page.locator('ruby').count()).toBe(0);
  });

  test('keeps the place of the reader', async () => {
    const page = await openRead('/zh/#4.3-p1s5');
    const { top } = await readBox(page, '[id="4.3-p1s5"]');
    expect(Math.abs(top - 68)).toBeLessThan(24);
    await page.click('.toggle >> text=双语');
    await page.waitForURL(/\/#4\.3-p1s5$/);
  });
});

describe('the lines with pinyin', () => {
  test.each([390, 1440])('break only where allowed at %i px', async (width) => {
    for (const path of ['/zh/', '/']) {
      const page = await openRead(path, { viewport: { width, height: 900 } });
      const blocks = await page.evaluate(
        readLines,
        '.single:lang(zh), .pair > :lang(zh), main h2 > :lang(zh)',
      );
      const breaks = blocks.flatMap((lines) =>
        lines.slice(1).map(({ text }, at) => `${lines[at]?.text.trim().at(-1)}|${text.trim()}`),
      );
      expect(breaks.length).toBeGreaterThan(100);
      expect(breaks.filter((pair) => /^[（《“‘]|\|[、，。；：！？）》”’]/.test(pair))).toEqual([]);
    }
  });

  test.each([320, 390, 1440])('fit a window of %i px without overlap', async (width) => {
    const page = await openRead('/zh/', { viewport: { width, height: 900 } });
    expect(await page.locator('main').evaluate((main) => main.scrollWidth - main.clientWidth)).toBe(
      0,
    );
    const overlaps = await page.evaluate(() => {
      const rows = [...document.querySelectorAll('.single rt')].map((rt) => {
        const { left, top, bottom } = rt.getBoundingClientRect();
        const base = rt.parentElement?.firstChild as Text;
        const range = new Range();
        range.selectNodeContents(base);
        return { left, top, bottom, base: range.getBoundingClientRect().bottom };
      });
      return rows.filter(({ top }, at) => {
        const before = rows[at - 1];
        return before && top > before.bottom && top < before.base - 4;
      });
    });
    expect(overlaps).toEqual([]);
  });
});

test('a phone shows pinyin and terms together', async () => {
  const page = await open('/zh/3.1/', choose({ pinyin: 'on', terms: 'on' }, windows.phone));
  await page.waitForSelector('.term .pinyin');
  await page.tap('.term .pinyin');
  await page.waitForSelector('.term-card:popover-open');
});
