import { expect, inject, test } from 'vitest';
import {
  listOverlaps,
  listPale,
  listTrailing,
  readHyphens,
  readSettings,
} from '../support/engines/geometry.ts';
import type { OpenPage } from '../support/engines/journey.ts';
import { run, type Tab, waitFor } from '../support/engines/tab.ts';
import { type Line, readLines } from '../support/lines.ts';

const widths = [450, 820, 1440];
const height = 900;
const chinese = 'p:is(.single, .pair > *):lang(zh)';
const english = 'p:is(.single, .pair > *):lang(en)';
const isSet = `document.fonts.status === 'loaded' && document.documentElement.dataset.faces !== 'wait'`;

const average = (values: readonly number[]) =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

const listGaps = (paragraphs: readonly Line[][]) =>
  paragraphs.flatMap((lines) => lines.slice(0, -1).map(({ gap }) => gap));

/** Align lines, as the site does without a value, and return the number of words with readings. */
const align = ({ selector, to }: { selector: string; to: string }) => {
  for (const each of document.querySelectorAll<HTMLElement>(selector)) each.style.textAlign = to;
  return document.querySelectorAll('.pinyin').length;
};

/** Choose settings, and reload the page. */
async function choose(tab: Tab, choices: object): Promise<void> {
  const keep = (text: string) => localStorage.setItem('duidu:settings', text);
  await run(tab, keep, JSON.stringify(choices));
  await tab.open(String(await tab.evaluate('location.href')));
}

/** Give the window each width in turn, and look at the page, which is loaded once for all. */
async function atEachWidth(tab: Tab, look: (width: number) => Promise<void>): Promise<void> {
  await waitFor(tab, isSet);
  for (const width of widths) {
    await tab.resize({ width, height });
    await waitFor(tab, `innerWidth === ${width}`);
    await look(width);
  }
}

/** Test how an engine sets the pages in windows of several widths. */
export function testLayout(open: OpenPage): void {
  const size = { width: 1440, height };

  test.each(['/zh/', '/', '/en/3.1/', '/terms/'])(
    'without overlapping characters on %s',
    async (path) => {
      const tab = await open(path, { size });
      await atEachWidth(tab, async (width) => {
        expect(await run(tab, listOverlaps, undefined), `${width}`).toEqual([]);
        expect(await run(tab, listTrailing, undefined), `${width}`).toEqual([]);
        const isWide = 'document.documentElement.scrollWidth > innerWidth';
        expect(await tab.evaluate(isWide), `${width}`).toBe(false);
      });
    },
  );

  test('with each setting in a row with its choices', async () => {
    const tab = await open('/settings/', { size });
    await waitFor(tab, `document.querySelector('main settings-panel:defined')?.offsetHeight > 0`);
    await atEachWidth(tab, async (width) => {
      for (const row of await run(tab, readSettings, undefined)) {
        const name = `${row.name} at ${width}`;
        expect(row.apart, name).toBeLessThan(6);
        expect(row.room, name).toBeGreaterThan(0);
        expect(row.out, name).toBeLessThan(1);
        expect(row.tall, name).toBeLessThan(70);
      }
    });
  });

  test.each(['off', 'on'])('with full lines of Chinese, with pinyin %s', async (pinyin) => {
    const tab = await open('/', { size });
    if (pinyin === 'on') {
      await choose(tab, { pinyin });
      await waitFor(tab, `document.querySelectorAll('rt').length > 2000`);
    }
    await atEachWidth(tab, async (width) => {
      const paragraphs = await run(tab, readLines, chinese);
      expect(paragraphs.length).toBeGreaterThan(40);
      expect(average(listGaps(paragraphs)), `${width}`).toBeLessThanOrEqual(10);
      const ends = paragraphs.flatMap((lines) => lines.slice(1).at(-1)?.text ?? []);
      expect(
        ends.filter((end) => !/\p{Script=Han}{2}/u.test(end)),
        `${width}`,
      ).toEqual([]);
      if (pinyin === 'off') return;
      // Justification adds at most a quarter of a character to each word.
      const words = await run(tab, align, { selector: chinese, to: 'start' });
      const gaps = listGaps(await run(tab, readLines, chinese));
      expect((average(gaps) * gaps.length) / words, `${width}`).toBeLessThan(0.25 * 17);
      await run(tab, align, { selector: chinese, to: '' });
    });
  });

  test.each(['/', '/3/'])('with an even title of %s', async (path) => {
    const tab = await open(path, { size });
    if (!(await tab.evaluate(`CSS.supports('text-wrap: balance')`))) return;
    await atEachWidth(tab, async (width) => {
      const [lines = []] = await run(tab, readLines, 'h1 > :lang(zh)');
      const lengths = lines.map(({ left, right }) => right - left);
      expect(lengths.length).toBeGreaterThan(0);
      expect(Math.min(...lengths), `${width}`).toBeGreaterThan(0.45 * Math.max(...lengths));
    });
  });

  test('with few hyphens, and without short pieces of words', async () => {
    const tab = await open('/en/', { size });
    await atEachWidth(tab, async (width) => {
      const { lines, breaks } = await run(tab, readHyphens, english);
      expect(breaks.length, `${width}`).toBeLessThanOrEqual(lines / 8);
      const short = breaks.filter(({ before, after }) => Math.min(before, after) < 4);
      expect(short, `${width}`).toEqual([]);
    });
  });

  test.each(['light', 'dark'])('with enough contrast in the %s theme', async (theme) => {
    const tab = await open('/');
    await choose(tab, { theme, pinyin: 'on', terms: 'on' });
    await waitFor(tab, `document.querySelectorAll('rt').length > 2000`);
    for (const path of ['/', '/3.1/', '/terms/', '/settings/', '/search/?q=创新']) {
      await tab.open(new URL(path, inject('site').url).href);
      await waitFor(tab, isSet);
      if (path.includes('?')) await waitFor(tab, `document.querySelector('.hit') !== null`);
      expect(await run(tab, listPale, undefined), path).toEqual([]);
    }
    if (await tab.evaluate(`'popover' in document.body`)) {
      await tab.press('s');
      await waitFor(tab, `document.querySelector('.settings-popover:popover-open') !== null`);
      expect(await run(tab, listPale, undefined), 'the settings over a page').toEqual([]);
    }
    const ground = await tab.evaluate('getComputedStyle(document.body).backgroundColor');
    expect(ground).toBe(theme === 'dark' ? 'rgb(24, 23, 21)' : 'rgb(252, 250, 245)');
  });

  test('with a dotted line below each term', async () => {
    const tab = await open('/zh/3.1/');
    await choose(tab, { terms: 'on' });
    await waitFor(tab, `document.querySelector('a.term') !== null`);
    const read = `(({ textDecorationLine: line, textDecorationStyle: style }) => [line, style])
        (getComputedStyle(document.querySelector('a.term')))`;
    await expect.poll(() => tab.evaluate(read)).toEqual(['underline', 'dotted']);
  });
}
