import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { listSegments } from '../../src/paper/tree.ts';
import { kinds } from '../support/adverse.ts';
import { lostFiles, noScript, useBrowser, windows } from '../support/browser.ts';
import { readLines } from '../support/lines.ts';
import { plain, readBox, readStyle } from '../support/page.ts';
import { paper } from '../support/paper.ts';

const open = useBrowser();
const openLost = useBrowser('site', lostFiles);
const segments = listSegments(paper.root);

describe('without JavaScript', () => {
  test.each(['zh', 'en'] as const)('the whole paper is readable in %s', async (locale) => {
    const page = await open(`/${locale}/`, noScript.desktop);
    const text = await page.innerText('main');
    for (const segment of segments) expect(text).toContain(segment[locale].text);
  });

  test('the toggle switches and the contents navigate', async () => {
    const page = await open('/', noScript.desktop);
    await page.click('.toggle >> text=English');
    expect(page.url()).toMatch(/\/en\/$/);
    await page.click('.contents >> text=3.1');
    expect(page.url()).toMatch(/\/en\/#3\.1$/);
    await page.click('h3 >> text=3.1 Advantages');
    expect(page.url()).toMatch(/\/en\/3\.1\/$/);
    await page.click('.pager .next');
    expect(page.url()).toMatch(/\/en\/3\.2\/$/);
  });

  test('the contents open on a phone', async () => {
    const page = await open('/zh/3.1/', noScript.phone);
    await page.click('.contents-button');
    await page.click('.contents >> text=3.3');
    expect(page.url()).toMatch(/\/zh\/3\.3\/$/);
  });

  test('the search box opens the terms', async () => {
    const page = await open('/en/3.1/', noScript.desktop);
    await page.fill('.search-box input', 'productivity');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/en\/terms\/\?q=productivity$/);
    await page.click('.terms >> text=new quality productivity');
    expect(await page.innerText('main')).toContain('new quality productive forces');
    await page.click('main a[href$="#abstract-p1s2"]');
    expect(page.url()).toMatch(/\/en\/abstract\/\?mark=.*#abstract-p1s2$/);
    await page.goto('/en/search/?q=oil');
    expect(await page.innerText('main')).toContain('Search needs JavaScript');
  });
});

test.each([
  ...['/', '/zh/', '/en/'].map((path) => [path, 'abstract-p1s1'] as const),
  ...['/3.1/', '/en/3.1/'].map((path) => [path, '3.1-p1s1'] as const),
])('the first screen of %s shows the first line of %s', async (path, anchor) => {
  for (const window of [windows.phone, windows.desktop]) {
    const page = await open(path, window);
    const { top } = await readBox(page, `[id="${anchor}"]`);
    expect(top + 40, path).toBeLessThan(window.viewport.height);
    const { height } = await readBox(page, path.includes('3.1') ? '.up' : '.actions');
    expect(height, 'one line').toBeLessThan(50);
  }
});

test.each([
  ['/', true],
  ['/#5.2-p1', false],
  ['/#:~:text=natural%20resources', false],
])('the first screen of %s is painted before the rest is laid out: %s', async (path, isFirst) => {
  const page = await open(path, windows.phone, async (fresh) => {
    await fresh.addInitScript(() => {
      const skipped: string[] = [];
      document.addEventListener(
        'contentvisibilityautostatechange',
        (event) => {
          const { skipped: isSkipped } = event as ContentVisibilityAutoStateChangeEvent;
          if (isSkipped && event.target instanceof Element) skipped.push(event.target.id);
        },
        true,
      );
      Object.assign(window, { skipped });
    });
  });
  const skipped = await page.evaluate(() => (window as unknown as { skipped: string[] }).skipped);
  expect(skipped.includes('6')).toBe(isFirst);
  const text = await page.innerText('main');
  for (const segment of segments) expect(text).toContain(segment.en.text);
});

test('the head of the paper has buttons to read aloud and to open its citations', async () => {
  const page = await open('/zh/', windows.phone);
  await page.click('.actions .read-aloud');
  await page.waitForSelector('.speech-bar');
  await page.click('.actions >> text=引用');
  await page.waitForSelector('.cite[open]');
  await page.goto('/zh/3.1/');
  await page.click('.reading-time >> text=引用');
  await page.waitForSelector('.cite[open]');
  for (const path of ['/zh/search/', '/zh/settings/']) {
    await page.goto(path);
    expect(await page.locator('.cite').count()).toBe(0);
  }
});

test.each(['/3.1/', '/zh/3.1/', '/en/3.1/'])('screen readers read %s in one run', async (path) => {
  const page = await open(path);
  const heard = await page.locator('main').ariaSnapshot();
  // One link before each paragraph, and none in a heading or before a sentence.
  const links = await page.locator('[id="3.1-p1"]').ariaSnapshot();
  expect(links.match(/- link/g)).toHaveLength(1);
  expect(heard).toMatch(/heading "3\.1 [^#/]*" \[level=1\]/);
  const names = await page.$$eval('.header .said', (all) => all.map(({ innerHTML }) => innerHTML));
  expect(names.length).toBeGreaterThan(2);
  const isMarked = path === '/3.1/' ? /lang="en"/ : /^[^<]+$/;
  for (const name of names) expect(name).toMatch(isMarked);
});

test.each(Object.values(kinds))('%s names its controls, each in one language', async (path) => {
  const page = await openLost(path);
  for (const details of await page.locator('details').all()) {
    await details.evaluate((each: HTMLDetailsElement) => each.toggleAttribute('open', true));
  }
  if (path === '/3.1/') {
    await page.keyboard.press('?');
    await page.waitForSelector('.keys-dialog[open]');
  }
  const tree = await page.locator('body').ariaSnapshot();
  const lines = tree.split('\n').map((line) => line.trim());
  // Two languages in one name would be read by one voice, unless it has elements for them.
  expect(lines.filter((line) => !/url:/.test(line) && line.includes(' / '))).toEqual([]);
  const isPlain =
    /^- (?:radio|radiogroup|combobox|dialog|navigation|region|searchbox|list|table|toolbar) "([^"]*)"/;
  const plain = lines.map((line) => isPlain.exec(line)?.[1] ?? '');
  expect(
    plain.filter((name) => /\p{Script=Han}.*[a-z]{2}|[a-z]{2}.*\p{Script=Han}/iu.test(name)),
  ).toEqual([]);
  const headings = lines.filter((line) => line.startsWith('- heading'));
  expect(headings.filter((line) => /引用本|本节链接|Link to|Cite this/.test(line))).toEqual([]);
});

/** List what is wider than the window or than its box, other than an input whose text scrolls. */
const listCut = () =>
  [...document.querySelectorAll('body *:not(.skip, svg *, input)')]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest('.said'))
    .filter((each) => {
      const { right } = each.getBoundingClientRect();
      const { overflowX } = getComputedStyle(each);
      const isClipped = overflowX !== 'visible' && each.scrollWidth > each.clientWidth;
      return right > innerWidth || isClipped;
    })
    .map((each) => each.outerHTML.slice(0, 100));

test('text of two and four times its size fits a phone', async () => {
  const page = await open('/', { viewport: { width: 390, height: 800 } }, async () => {});
  const session = await page.context().newCDPSession(page);
  const enlarge = (standard: number) =>
    session.send('Page.setFontSizes', { fontSizes: { standard, fixed: standard } });
  for (const path of [
    ...[
      '/',
      '/3.1/',
      '/en/3.1/',
      '/3/',
      '/search/?q=新质',
      '/en/settings/',
      '/settings/',
      '/about/',
    ],
    ...['/terms/', '/terms/new-quality-productivity/', '/404.html'],
  ]) {
    await page.goto(path);
    if (path.includes('search')) await page.waitForSelector('.hit');
    for (const [size, width] of [32, 64].flatMap((size) => [
      [size, 390] as const,
      [size, 320] as const,
    ])) {
      await page.setViewportSize({ width, height: 800 });
      await enlarge(size);
      const at = `${path} at ${size} px in ${width} px`;
      expect(await page.evaluate(() => document.documentElement.scrollWidth), at).toBe(width);
      expect(await page.evaluate(listCut), at).toEqual([]);
      expect((await readBox(page, '.contents-button svg')).height, at).toBeGreaterThan(35);
    }
  }
  await page.goto('/3.1/');
  for (const [key, tool, last] of [
    ['r', '.speech-bar', 'button:last-child'],
    ['q', '.quote-menu', 'select'],
  ] as const) {
    await page.keyboard.press(key);
    await page.waitForSelector(`${tool} ${last}`);
    expect((await readBox(page, `${tool} ${last}`)).right, tool).toBeLessThan(320);
  }
});

test('related things are close together in a wide window', async () => {
  const page = await open('/settings/');
  const top = async (place: string) => (await readBox(page, place)).top;
  expect((await top('.keys h2')) - (await top('.settings'))).toBeLessThan(15);
  await page.goto('/');
  expect((await top('h2')) - (await readBox(page, '.title-block')).bottom).toBeLessThan(40);
  await page.click('.take-along summary');
  const end = async (place: string) => (await readBox(page, place)).right;
  expect((await end('.downloads div a')) - (await end('.downloads b'))).toBeLessThan(700);
  await page.goto('/about/');
  const [first, second] = await page.locator('.concordance li').all();
  const rows = await Promise.all([first, second].map((row) => row?.boundingBox()));
  expect((rows[1]?.y ?? 0) - (rows[0]?.y ?? 0) - (rows[0]?.height ?? 0)).toBeGreaterThan(5);
});

/** List the visible controls that a tap 21 px above or below their middle does not reach. */
const listLow = (selector: string) =>
  [...document.querySelectorAll(selector)]
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))
    .filter((each) => {
      each.scrollIntoView({ block: 'center', behavior: 'instant' });
      const [{ left, width, top, height } = new DOMRect()] = each.getClientRects();
      return [-21, 21].some((away) => {
        const hit = document.elementFromPoint(left + width / 2, top + height / 2 + away);
        return hit?.closest('a, button, label, select') !== each;
      });
    })
    .map((each) => each.outerHTML.slice(0, 100));

test('frequent controls are 44 px high on a phone', async () => {
  const page = await open('/zh/', windows.phone);
  for (const [path, controls] of [
    ['/zh/', '.actions a, .read-aloud'],
    ['/zh/3.1/', '.header :is(.contents-button, .settings-button), .toggle a, .up a, .pager a'],
    ['/zh/search/?q=新质生产力', '.result a, .search-form :is(button, select)'],
    ['/zh/search/', '.suggestions a'],
    ['/zh/terms/', '.terms a'],
    ['/zh/settings/', '.settings :is(label, button)'],
  ] as const) {
    await page.goto(path);
    if (path.includes('q=')) await page.waitForSelector('.hit');
    expect(await page.evaluate(listLow, controls), path).toEqual([]);
  }
  await page.goto('/zh/3.1/');
  await page.click('.contents-button');
  expect(await page.evaluate(listLow, '.contents :is(a, button)')).toEqual([]);
  await page.keyboard.press('Escape');
  await page.tap('[id="3.1-p1s2"]');
  await page.waitForSelector('.sentence-bar:popover-open');
  expect(await page.evaluate(listLow, '.sentence-bar button')).toEqual([]);
});

test('bilingual rows are side by side in a wide window and stacked in a narrow one', async () => {
  const page = await open('/');
  for (const width of [720, 820, 1440, 2560, 320, 390, 700]) {
    await page.setViewportSize({ width, height: 900 });
    const [zh = [], en = []] = await Promise.all(
      ['zh', 'en'].map((lang) => page.evaluate(readLines, `.pair > [lang]:lang(${lang})`)),
    );
    expect(zh).toHaveLength(segments.length);
    for (const [at, [first]] of zh.entries()) {
      const other = en[at]?.[0];
      if (!first || !other) throw new Error('A row has no cell');
      if (width < 720) expect(other.top).toBeGreaterThan(first.top);
      else expect(other.left).toBeGreaterThan(first.right);
      if (width >= 720) expect(Math.abs(other.top - first.top)).toBeLessThan(10);
      else expect(other.left).toBe(first.left);
    }
  }
});

describe('a sentence of the bilingual view', () => {
  const isMarked = async (page: Page, anchor: string) =>
    (await readStyle(page, `[id="${anchor}"]`, 'background-color')) !== plain;

  test.each([
    ['hovered', windows.desktop, (page: Page) => page.hover('[id="3.1-p1s2"] [lang=en]')],
    ['tapped', windows.phone, (page: Page) => page.tap('[id="3.1-p1s2"] [lang=en]')],
    ['reached by its link', windows.desktop, (page: Page) => page.focus('[id="3.1-p1s2"] > .self')],
  ] as const)('is marked with its counterpart when it is %s', async (_how, window, act) => {
    const page = await open('/3.1/', window);
    expect(await isMarked(page, '3.1-p1s2')).toBe(false);
    await act(page);
    expect(await isMarked(page, '3.1-p1s2')).toBe(true);
    expect(await isMarked(page, '3.1-p1s3')).toBe(false);
  });

  test('is unmarked when another is tapped', async () => {
    const page = await open('/3.1/', windows.phone);
    await page.tap('[id="3.1-p1s1"] [lang=zh-Hans]');
    await page.tap('[id="3.1-p1s2"] [lang=en]');
    expect(await isMarked(page, '3.1-p1s1')).toBe(false);
  });
});

describe('the links of the text to itself', () => {
  test.each([
    ['/zh/3.1/', 'p[id="3.1-p1"]', '> .self'],
    ['/zh/3.1/', 'h1', '+ .self'],
    ['/3.1/', '[id="3.1-p1"]', '> .self'],
    ['/3.1/', '[id="3.1-p1s3"]', '> .self'],
  ])('appear in %s when %s is pointed at', async (path, target, link) => {
    const page = await open(path);
    await page.mouse.move(0, 0);
    expect(await readStyle(page, `${target} ${link}`, 'opacity')).toBe('0');
    await page.hover(target);
    expect(await readStyle(page, `${target} ${link}`, 'opacity')).toBe('1');
  });

  test('are reached with the Tab key and link to the place', async () => {
    const page = await open('/en/3.1/');
    await page.focus('.up a');
    await page.keyboard.press('Tab');
    expect(await readStyle(page, 'h1 + .self', 'opacity')).toBe('1');
    while (
      (await page.evaluate(
        () => document.activeElement?.id || document.activeElement?.getAttribute('href'),
      )) !== '#3.1-p1'
    )
      await page.keyboard.press('Tab');
    expect(await readStyle(page, 'p > .self', 'opacity')).toBe('1');
    await page.focus('h1 + .self');
    await page.keyboard.press('Enter');
    expect(page.url()).toMatch(/#3\.1$/);
  });
});

test('the contents of a phone close after a choice', async () => {
  const page = await open('/zh/', windows.phone);
  await page.click('.contents-button');
  expect(await page.isVisible('.contents')).toBe(true);
  await page.click('.contents >> text=4.2');
  expect(await page.isVisible('.contents')).toBe(false);
  expect(page.url()).toMatch(/#4\.2$/);
  await page.click('.contents-button');
  await page.keyboard.press('Escape');
  expect(await page.isVisible('.contents')).toBe(false);
});
