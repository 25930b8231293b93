import { describe, expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { type Line, readLines } from '../support/lines.ts';

const open = useBrowser();
const widths = [320, 390, 820, 1440, 2560];
const chinese = ':is(p.single, .pair > p):lang(zh)';
const english = ':is(p.single, .pair > p):lang(en)';

async function readAt(path: string, width: number, selector: string): Promise<Line[][]> {
  const page = await open(path, { viewport: { width, height: 900 } });
  await page.evaluate(() => document.fonts.ready);
  const paragraphs = await page.evaluate(readLines, selector);
  expect(paragraphs.length).toBeGreaterThan(10);
  return paragraphs;
}

const cases = ['/zh/', '/'].flatMap((path) => widths.map((width) => [path, width] as const));

test.each(cases)('the Chinese of %s at %i px is composed as clreq asks', async (path, width) => {
  const paragraphs = await readAt(path, width, chinese);
  const lines = paragraphs.flat();
  const starts = lines.filter(({ text }) => /^[、，。；：！？）》”’」』〉％…·—\]]/.test(text));
  const ends = lines.filter(({ text }) => /[（《“‘「『〈[]$/.test(text));
  expect([...starts, ...ends].map(({ text }) => text)).toEqual([]);
  const last = paragraphs
    .filter((each) => each.length > 1)
    .map((each) => each.at(-1)?.text ?? '')
    .filter((text) => (text.match(/\p{Script=Han}/gu) ?? []).length < 2);
  expect(last).toEqual([]);
  for (const each of paragraphs) {
    const edges = each.slice(0, -1).map(({ right }) => right);
    // Where the engine trims a stop at the edge, its box ends up to half a character beyond.
    expect(Math.max(...edges) - Math.min(...edges) || 0).toBeLessThan(10);
  }
});

const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The lengths of the lines that are as full as they can be, in characters. */
const fullLines = (paragraphs: Line[][]) =>
  paragraphs.flatMap((lines) => lines.slice(0, -1).map(({ text }) => [...text.trim()].length));

describe('the measure on a desktop', () => {
  test.each(['/zh/', '/'])('of Chinese is 30 to 38 characters on %s', async (path) => {
    const lengths = fullLines(await readAt(path, 1440, chinese));
    expect(average(lengths)).toBeGreaterThanOrEqual(30);
    expect(average(lengths)).toBeLessThanOrEqual(38);
  });

  test.each(['/en/', '/'])('of English is 60 to 75 characters on %s', async (path) => {
    const lengths = fullLines(await readAt(path, 1440, english));
    expect(average(lengths)).toBeGreaterThanOrEqual(60);
    expect(average(lengths)).toBeLessThanOrEqual(75);
  });
});

test.each([
  ['/zh/', chinese],
  ['/en/', english],
])('the lines of %s all stand on one grid', async (path, selector) => {
  const page = await open(path);
  const paragraphs = await page.evaluate(readLines, selector);
  const beat = await page.evaluate(() =>
    Number.parseFloat(getComputedStyle(document.querySelector('p.single') as Element).lineHeight),
  );
  const first = paragraphs[0]?.[0]?.top ?? 0;
  const steps = paragraphs.flat().map(({ top }) => (top - first) / beat);
  expect(Math.max(...steps)).toBeGreaterThan(100);
  const astray = steps.filter((step) => Math.abs(step - Math.round(step)) * beat > 2);
  expect(astray).toEqual([]);
});

test('the lines of both columns stand on the same height', async () => {
  const page = await open('/');
  const rows = await Promise.all(
    [chinese, english].map((selector) => page.evaluate(readLines, selector)),
  );
  const [zh = [], en = []] = rows;
  const differences = zh.flatMap((lines, row) =>
    lines.slice(1).flatMap((line, index) => {
      const other = en[row]?.[index + 1];
      if (!other || !lines[0] || !en[row]?.[0]) return [];
      return [line.top - lines[0].top - (other.top - en[row][0].top)];
    }),
  );
  expect(differences.length).toBeGreaterThan(50);
  expect(Math.max(...differences.map(Math.abs))).toBeLessThan(1);
});

test('Chinese paragraphs begin two characters in, and English ones after the first', async () => {
  const indents = async (path: string, selector: string) => {
    const page = await open(path);
    return page.evaluate((paragraphs) => {
      return [...document.querySelectorAll(paragraphs)].map((paragraph) => {
        const { textIndent, fontSize } = getComputedStyle(paragraph);
        return Number.parseFloat(textIndent) / Number.parseFloat(fontSize);
      });
    }, selector);
  };
  expect(new Set(await indents('/zh/', 'p.single'))).toEqual(new Set([2]));
  expect((await indents('/en/', 'p.single')).slice(0, 2)).toEqual([0, 0]);
});
