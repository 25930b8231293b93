import { describe, expect, test } from 'vitest';
import { kinds } from '../support/adverse.ts';
import { lostFiles, useBrowser, windows } from '../support/browser.ts';
import { type Line, readLines } from '../support/lines.ts';

const open = useBrowser();
const openLost = useBrowser('site', lostFiles);
const widths = [320, 390, 820, 1440, 2560];
const chinese = ':is(p.single, .pair > p):lang(zh)';
const english = ':is(p.single, .pair > p):lang(en)';

test.each(['/zh/', '/'])('the Chinese of %s is composed as clreq requires', async (path) => {
  const page = await open(path);
  await page.evaluate(() => document.fonts.ready);
  for (const width of widths) {
    await page.setViewportSize({ width, height: 900 });
    const paragraphs = await page.evaluate(readLines, chinese);
    expect(paragraphs.length).toBeGreaterThan(10);
    checkLines(paragraphs);
  }
});

function checkLines(paragraphs: Line[][]): void {
  const lines = paragraphs.flat();
  const starts = lines.filter(({ text }) => /^[、，。；：！？）》”’」』〉％…·—\]]/.test(text));
  const ends = lines.filter(({ text }) => /[（《“‘「『〈[]$/.test(text));
  expect([...starts, ...ends].map(({ text }) => text)).toEqual([]);
  expect(paragraphs.flatMap(findLonely)).toEqual([]);
  // The last line must not be justified; `readLines` leaves out raised markers, which could widen it.
  const stepOf = ({ left, right, text }: Line) => (right - left) / [...text].length;
  const widest = Math.max(...paragraphs.flatMap((each) => each.slice(0, -1).map(stepOf)));
  for (const each of paragraphs) expect(stepOf(each.at(-1) as Line)).toBeLessThan(1.5 * widest);
  for (const each of paragraphs) {
    const edges = each.slice(0, -1).map(({ right }) => right);
    // Trimmed punctuation at the edge overflows by up to half a character.
    expect(Math.max(...edges) - Math.min(...edges) || 0).toBeLessThan(10);
  }
}

/** List the last line of a paragraph if it has fewer than two Han characters. */
const findLonely = (lines: Line[]) =>
  lines
    .slice(1)
    .slice(-1)
    .map(({ text }) => text)
    .filter((text) => (text.match(/\p{Script=Han}/gu) ?? []).length < 2);

test('no Chinese of hits and notes ends in a line of one character', async () => {
  const page = await open('/terms/new-quality-productivity/');
  for (const path of ['/terms/new-quality-productivity/', '/about/']) {
    await page.goto(path);
    for (const width of widths) {
      await page.setViewportSize({ width, height: 900 });
      const texts = await page.evaluate(readLines, ':is(.hit > *, .both > p):lang(zh)');
      expect(texts.flatMap(findLonely), `${path} at ${width} px`).toEqual([]);
    }
  }
});

const average = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

/** The lengths of full lines in characters. */
const fullLines = (paragraphs: Line[][]) =>
  paragraphs.flatMap((lines) => lines.slice(0, -1).map(({ text }) => [...text.trim()].length));

/** Return the average length of the full lines of a selector in a font of the site. */
async function measure(path: string, selector: string, face: string): Promise<number> {
  const page = await open(path, { viewport: { width: 1440, height: 900 } });
  // Fonts that were too late for the first visit are cached for the second.
  await page.evaluate(() => document.fonts.ready);
  await page.reload();
  await page.evaluate(() => document.fonts.ready);
  expect(await page.evaluate((name) => document.fonts.check(`1em "${name}"`), face)).toBe(true);
  return average(fullLines(await page.evaluate(readLines, selector)));
}

describe('the measure on a desktop', () => {
  test.each([
    ['/zh/', 30, 38],
    ['/', 23, 28],
  ])('of Chinese on %s is %i to %i characters', async (path, least, most) => {
    const length = await measure(path, chinese, 'Duidu Han');
    expect(length).toBeGreaterThanOrEqual(least);
    expect(length).toBeLessThanOrEqual(most);
  });

  // A margin of one character, as fallback fonts differ by less.
  test.each(['/en/', '/'])('of English on %s is 60 to 75 characters', async (path) => {
    const length = await measure(path, english, 'Duidu Latin');
    expect(length).toBeGreaterThanOrEqual(61);
    expect(length).toBeLessThanOrEqual(74);
  });
});

test('English lines have 60 to 75 characters in the machine’s fallback fonts', async (context) => {
  const page = await openLost('/en/', windows.desktop, (page) =>
    page.route('**/*.woff2', (route) => route.abort()),
  );
  const faces = ['Duidu Georgia', 'Duidu Noto', 'Duidu Times', 'Duidu DejaVu'];
  const found = await page.evaluate(
    (names) =>
      Promise.allSettled(names.map((name) => document.fonts.load(`16px "${name}"`))).then(
        (all) => all.filter((each) => each.status === 'fulfilled' && each.value.length > 0).length,
      ),
    faces,
  );
  if (found === 0) context.skip('This machine has none of the fallback fonts.');
  for (const path of ['/en/', '/']) {
    await page.goto(path);
    const length = average(fullLines(await page.evaluate(readLines, english)));
    expect(length, path).toBeGreaterThanOrEqual(60);
    expect(length, path).toBeLessThanOrEqual(75);
  }
});

test.each([
  ['/zh/', chinese],
  ['/en/', english],
])('the lines of %s share one grid', async (path, selector) => {
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

test('the lines of both columns have the same height', async () => {
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

test('Chinese paragraphs are indented, and English ones after the first', async () => {
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

test.each(Object.values(kinds))('controls of %s outside sentences are 24 px high', async (path) => {
  const page = await openLost(path, windows.phone);
  for (const summary of await page.locator('main summary:visible').all()) await summary.click();
  const small = await page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('a[href], button, select, summary')]
      .filter(
        (each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('.self'),
      )
      // In a sentence a link is as high as the line (WCAG 2.5.8).
      .filter((each) => !each.closest('sup, dd, .concordance, .skip'))
      .filter((each) => Math.min(...[...each.getClientRects()].map(({ height }) => height)) < 24)
      .map(({ className, textContent }) => `${className} ${textContent}`),
  );
  expect(small).toEqual([]);
});
