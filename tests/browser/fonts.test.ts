import type { Page, Route } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { firstVisit, useBrowser, windows } from '../support/browser.ts';
import { type FontName, fontNames, listMissing, readFont } from '../support/fonts.ts';
import { paint } from '../support/page.ts';

const open = useBrowser();

/** Open a page, wait for its fonts, and return their names too. */
async function openWithFonts(path: string) {
  const page = await open(path, windows.desktop, firstVisit);
  await page.evaluate(() => document.fonts.ready);
  // A late Latin font shows from the next page on.
  await page.reload();
  await page.evaluate(() => document.fonts.ready);
  const files = await page.evaluate(() =>
    performance.getEntriesByType('resource').map(({ name }) => name),
  );
  const names = fontNames.filter((name) => files.some((file) => file.includes(`/${name}.`)));
  return { page, names };
}

test.each([
  ['/zh/3.1/', ['duidu-han-regular', 'duidu-han-bold']],
  ['/en/3.1/', ['duidu-latin-regular', 'duidu-latin-bold']],
  ['/3.1/', fontNames],
] as const)('%s loads the fonts of its languages', async (path, expected) => {
  expect((await openWithFonts(path)).names).toEqual(expected);
});

/** List the fonts that the browser actually uses for an element's text. */
async function listPlatformFonts(page: Page, selector: string): Promise<string[]> {
  const client = await page.context().newCDPSession(page);
  await client.send('DOM.enable');
  await client.send('CSS.enable');
  const { root } = await client.send('DOM.getDocument');
  const { nodeId } = await client.send('DOM.querySelector', { nodeId: root.nodeId, selector });
  const { fonts } = await client.send('CSS.getPlatformFontsForNode', { nodeId });
  return fonts.map(
    ({ familyName, isCustomFont }) => `${familyName}${isCustomFont ? '' : ' of the system'}`,
  );
}

test('each part uses only the font of its language', async () => {
  const { page } = await openWithFonts('/3.1/');
  for (const [selector, family] of [
    ['main h1 > [lang|=zh]', 'Duidu Han'],
    ['main .pair > [lang|=zh]', 'Duidu Han'],
    ['main h1 > [lang=en]', 'Duidu Latin'],
    ['main .pair > [lang=en]', 'Duidu Latin'],
    ['.brand-name', 'Duidu Han'],
  ] as const) {
    expect(await listPlatformFonts(page, selector), selector).toEqual([family]);
  }
});

/** Collect the characters that a page sets in each font of the site, by computed style. */
function collectCharacters(page: Page): Promise<Record<string, string>> {
  return page.evaluate(() => {
    const texts: Record<string, string> = {};
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { parentElement: parent, data } = walker.currentNode as Text;
      // Search messages are visually hidden.
      if (!parent || parent.closest('head, script, style, noscript, .said')) continue;
      const { fontFamily, fontWeight } = getComputedStyle(parent);
      const [, family] = /^"Duidu (Han|Latin)"/.exec(fontFamily) ?? [];
      if (!family) continue;
      const name = `duidu-${family.toLowerCase()}-${Number(fontWeight) < 600 ? 'regular' : 'bold'}`;
      texts[name] = (texts[name] ?? '') + data;
    }
    return texts;
  });
}

test('no page uses a font for characters that it lacks', async () => {
  const page = await open('/');
  for (const path of [
    ...['/', '/zh/', '/en/', '/about/', '/search/?q=新质生产力', '/en/search/?q=talent', '/terms/'],
    ...['/en/terms/', '/terms/new-quality-productivity/', '/settings/', '/404.html', '/offline/'],
  ]) {
    await page.goto(path);
    if (path.includes('?')) await page.locator('.result').first().waitFor();
    const texts = await collectCharacters(page);
    expect(Object.keys(texts)).not.toEqual([]);
    for (const [name, text] of Object.entries(texts)) {
      const missing = listMissing(await readFont(name as FontName), text.replace(/[\n\r\t]/g, ''));
      const fix = 'add new interface texts to src/site/fonts/charset.ts';
      expect(missing, `${name} lacks characters on ${path}: ${fix}`).toEqual([]);
    }
  }
});

/** Open a page whose fonts come a second late, and name what shifted. */
async function openLate(path: string, size: keyof typeof windows) {
  const delay = async (route: Route) => {
    await new Promise((resolve) => setTimeout(resolve, 1000));
    await route.continue();
  };
  const page = await open(path, windows[size], (page) => page.route('**/*.woff2', delay));
  await page.evaluate(() => document.fonts.ready);
  const late = await page.evaluate(() =>
    performance
      .getEntriesByType('resource')
      .filter(({ name }) => name.endsWith('.woff2'))
      .map(({ duration }) => duration),
  );
  expect(Math.min(...late)).toBeGreaterThan(900);
  await paint(page);
  const shifts = await page.evaluate(async () => {
    const observer = new PerformanceObserver(() => {});
    observer.observe({ type: 'layout-shift', buffered: true });
    const entries = observer.takeRecords() as LayoutShift[];
    return entries.flatMap(({ value, startTime, sources }) =>
      sources.map(
        ({ node, previousRect: from, currentRect: to }) =>
          `${value} at ${startTime} ms: ${node?.textContent?.slice(0, 40)} ${from.x},${from.y} to ${to.x},${to.y}`,
      ),
    );
  });
  return { page, shifts };
}

type LayoutShift = PerformanceEntry & {
  value: number;
  sources: { node?: Node; previousRect: DOMRect; currentRect: DOMRect }[];
};

/** Tell whether this machine has one of some fonts, by PostScript name. */
function hasFont(page: Page, names: readonly string[]): Promise<boolean> {
  const load = (names: readonly string[]) =>
    Promise.any(names.map((name) => new FontFace('probe', `local("${name}")`).load())).then(
      () => true,
      () => false,
    );
  return page.evaluate(load, names);
}

const hanFonts = ['NotoSerifCJKsc-Regular', 'NotoSerifSC-Regular', 'SourceHanSerifSC-Regular'];

describe.each(['phone', 'desktop'] as const)('late fonts on a %s', (size) => {
  test.for(['/zh/3.1/', '/'])('move nothing on %s', async (path, context) => {
    const { page, shifts } = await openLate(path, size);
    // Other fonts may have punctuation and digits of other widths.
    if (!(await hasFont(page, hanFonts))) context.skip('Noto Serif CJK is not on this machine.');
    expect(shifts).toEqual([]);
  });

  test.each(['/en/'])('move nothing on %s', async (path) => {
    expect((await openLate(path, size)).shifts).toEqual([]);
  });
});
