import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { citeWords } from '../../src/i18n/words.ts';
import { type Locale, langs } from '../../src/paper/locale.ts';
import { listSegments } from '../../src/paper/tree.ts';
import { lasting, noScript, useBrowser, useClipboard, windows } from '../support/browser.ts';
import {
  change,
  paint,
  plain,
  readBox,
  readClipboard,
  readStyle,
  rest,
  waitForText,
} from '../support/page.ts';
import { paper } from '../support/paper.ts';

const open = useBrowser();
useClipboard();
const { root, record } = paper;
const segments = new Map(listSegments(root).map((segment) => [segment.anchor, segment]));
const textOf = (anchor: string, locale: Locale) => segments.get(anchor)?.[locale].text ?? '';
/** The sentence in quotation marks, with single ones inside. */
const quoted = (anchor: string, locale: Locale) =>
  `“${textOf(anchor, locale).replaceAll('“', '‘').replaceAll('”', '’')}”`;
const title = { zh: '3.1 自然资源优势', en: '3.1 Advantages in Natural Resources' };

/** Open a page on a fixed date, with a readable clipboard. */
function openPage(path: string): Promise<Page> {
  const options = { ...windows.desktop, permissions: ['clipboard-read', 'clipboard-write'] };
  const onDay = (page: Page) => page.clock.setFixedTime(new Date(2026, 10, 24, 12));
  return open(path, options, lasting('a day', onDay));
}

const said = '.quote-menu [role=status]';

/** Press a button of the menu, wait for its confirmation, and return the clipboard. */
async function press(page: Page, name: 'copyLink' | 'copyQuotation' | 'copyBoth'): Promise<string> {
  const index = ['copyLink', 'copyQuotation', 'copyBoth'].indexOf(name);
  await page.click(`.quote-menu > button:nth-of-type(${index + 1})`);
  expect(await waitForText(page, said)).toMatch(/已复制|Copied/);
  return readClipboard(page);
}

async function openMenu(page: Page, anchor: string): Promise<void> {
  const link = page.locator(`main .self[href="#${anchor}"]`);
  await link.evaluate((element: HTMLElement) => element.focus({ preventScroll: true }));
  await page.keyboard.press('Enter');
  await page.waitForSelector('.quote-menu:popover-open');
}

async function select(page: Page, from: [string, number], to: [string, number]): Promise<void> {
  await page.evaluate(
    ([[start, startAt], [end, endAt]]) => {
      const first = (selector: string) => {
        const walker = document.createTreeWalker(
          document.querySelector(selector) as Element,
          NodeFilter.SHOW_TEXT,
        );
        return walker.nextNode() as Text;
      };
      const [node, last] = [first(start), first(end)];
      getSelection()?.setBaseAndExtent(node, startAt, last, endAt < 0 ? last.length : endAt);
    },
    [from, to] as const,
  );
  await page.waitForSelector('.quote-button:popover-open');
}

describe('the number of a sentence', () => {
  test.each([
    ['/zh/3.1/', 'zh'],
    ['/en/3.1/', 'en'],
    ['/3.1/', ''],
  ])('on %s copies its address by keyboard', async (path, view) => {
    const page = await openPage(path);
    await openMenu(page, '3.1-p1s4');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toMatch(
      /复制链接|Copy link/,
    );
    expect(await press(page, 'copyLink')).toBe(`${record.site}/${view && `${view}/`}3.1/#3.1-p1s4`);
  });

  test('copies the sentence with its citation, in the language of the view', async () => {
    const page = await openPage('/zh/3.1/');
    await openMenu(page, '3.1-p1s4');
    expect(await press(page, 'copyQuotation')).toBe(
      `${quoted('3.1-p1s4', 'zh')}\n${record.title.zh}：${title.zh}[EB/OL]. [2026-11-24]. ${record.site}/zh/3.1/#3.1-p1s4.`,
    );
  });

  test('copies both languages with their citation, in any view', async () => {
    const page = await openPage('/en/3.1/');
    await openMenu(page, '3.1-p1s4');
    await page.selectOption('.quote-menu select', 'gbt-2025-numeric');
    expect(await press(page, 'copyBoth')).toBe(
      `${quoted('3.1-p1s4', 'zh')}\n${quoted('3.1-p1s4', 'en')}\n${record.title.zh}：${title.zh}[EB/OL]. 对读，译. [2026-11-24]. ${record.site}/3.1/#3.1-p1s4.`,
    );
  });

  test('links to the section’s page from the whole paper', async () => {
    const page = await openPage('/zh/');
    await openMenu(page, '3.1-p1s4');
    expect(await press(page, 'copyQuotation')).toContain(
      `${title.zh}[EB/OL]. [2026-11-24]. ${record.site}/zh/3.1/#3.1-p1s4.`,
    );
  });

  test('keeps the style for the next page, and copies its italics', async () => {
    const page = await openPage('/en/3.1/');
    await openMenu(page, '3.1-p1s1');
    await page.selectOption('.quote-menu select', 'mla');
    await page.goto('en/3.2/');
    await openMenu(page, '3.2-p1s1');
    expect(await page.inputValue('.quote-menu select')).toBe('mla');
    expect(await press(page, 'copyQuotation')).toMatch(/#3\.2-p1s1\. Accessed 24 Nov\. 2026\.$/);
    const html = await readClipboard(page, 'text/html');
    expect(html).toContain(`<p lang="en">${quoted('3.2-p1s1', 'en')}</p>`);
    await page.selectOption('.quote-menu select', 'apa');
    await press(page, 'copyQuotation');
    expect(await readClipboard(page, 'text/html')).toContain(`<i>${record.title.en}: 3.2 `);
  });

  test.each(['/zh/', '/en/'])('is next to the first line of its sentence on %s', async (path) => {
    const page = await openPage(path);
    for (const width of [320, 390, 820, 1440, 2560]) {
      await page.setViewportSize({ width, height: 900 });
      await page.hover('p.single');
      const read = () =>
        [...document.querySelectorAll<HTMLAnchorElement>('.single > .self ~ .self')].map((link) => {
          const id = decodeURIComponent(link.hash.slice(1));
          const [line] = document.getElementById(id)?.getClientRects() ?? [];
          const { top, bottom } = link.getBoundingClientRect();
          return {
            id,
            off: (top + bottom - (line?.top ?? 0) - (line?.bottom ?? 0)) / 2,
            top,
            bottom,
          };
        });
      // If two sentences begin in one line, the second number is below the first.
      const astray = async () => {
        const all = await page.evaluate(read);
        return all.filter(({ off, top }, at) => {
          const isBelow = Math.abs(top - (all[at - 1]?.bottom ?? 0)) < 1;
          return Math.abs(off) > 2 && !(isBelow && off > 0);
        });
      };
      await expect.poll(astray, { message: `at ${width}` }).toEqual([]);
    }
  });

  test('tints its sentence, names its action, and is reached by the arrow keys', async () => {
    const page = await openPage('/zh/3.1/');
    const second = '.self[href="#3.1-p1s2"]';
    const tint = (anchor: string) => readStyle(page, `[id="${anchor}"]`, 'background-color');
    await page.hover('[id="3.1-p1s1"]');
    expect(await tint('3.1-p1s1')).not.toBe(plain);
    await page.hover(second);
    expect(await tint('3.1-p1s2')).not.toBe(plain);
    const sign = (element: Element) => getComputedStyle(element, '::after').content;
    expect(await page.locator(second).evaluate(sign)).toBe('"引用"');
    // Tab stops at the heading and once for each paragraph.
    const stops = await page.locator('main .self:not([tabindex])').count();
    expect(stops).toBe(1 + (await page.locator('.single').count()));
    await page.focus('.self[href="#3.1-p1"]');
    const focused = () => page.evaluate(() => document.activeElement?.id);
    for (const [key, anchor] of [
      ...[['ArrowDown', '3.1-p1s1'] as const, ['ArrowDown', '3.1-p1s2'] as const],
      ...[['ArrowRight', '3.1-p1s3'] as const, ['ArrowUp', '3.1-p1s2'] as const],
    ]) {
      await page.keyboard.press(key);
      expect(await focused()).toBe(anchor);
    }
    await page.keyboard.press('Enter');
    await page.waitForSelector('.quote-menu:popover-open');
    expect(await press(page, 'copyLink')).toBe(`${record.site}/zh/3.1/#3.1-p1s2`);
  });

  test.each(['hover', 'always', 'never'])('is shown as chosen: %s', async (numbers) => {
    const page = await openPage('/en/3.1/');
    await change(page, 'numbers', numbers);
    const shown = () => readStyle(page, '.self[href="#3.1-p1s2"]', 'opacity');
    expect(await shown()).toBe(numbers === 'always' ? '1' : '0');
    await page.hover('[id="3.1-p1s2"]');
    expect(await shown()).toBe(numbers === 'never' ? '0' : '1');
  });

  test('closes on Esc, and returns the focus', async () => {
    const page = await openPage('/3.1/');
    await openMenu(page, '3.1-p1s2');
    await page.keyboard.press('Escape');
    await page.waitForSelector('.quote-menu', { state: 'hidden' });
    await page.waitForSelector('.self[href="#3.1-p1s2"]:focus');
  });

  test('reports a citation that does not load, and copies the link', async () => {
    const page = await openPage('/zh/3.1/');
    const link = page.locator('main .self[href="#3.1-p1s2"]');
    await link.evaluate((element: HTMLElement) => element.focus());
    // The browser logs failed responses, which would fail the test.
    await page.evaluate(() => {
      const { fetch } = window;
      window.fetch = (input, init) =>
        String(input).includes('/data/')
          ? Promise.reject(new TypeError('offline'))
          : fetch(input, init);
    });
    await page.keyboard.press('Enter');
    await page.waitForSelector('.quote-menu:popover-open');
    await page.click('.quote-menu > button:nth-of-type(2)');
    await page.waitForSelector(`${said} >> text=${citeWords.notLoaded.zh}`);
    expect(await press(page, 'copyLink')).toBe(`${record.site}/zh/3.1/#3.1-p1s2`);
  });
});

test('the sign of a paragraph copies all of it', async () => {
  const page = await openPage('/3.1/');
  await openMenu(page, '3.1-p1');
  const copied = await press(page, 'copyQuotation');
  const all = Array.from({ length: 7 }, (_, index) => textOf(`3.1-p1s${index + 1}`, 'zh')).join('');
  expect(copied.split('\n')[0]).toBe(`“${all.replaceAll('“', '‘').replaceAll('”', '’')}”`);
  expect(copied).toContain('/3.1/#3.1-p1.');
});

describe('a tapped sentence', () => {
  const options = { ...windows.phone, permissions: ['clipboard-read', 'clipboard-write'] };
  const bar = '.sentence-bar:popover-open';

  test.each(['/3.1/', '/zh/3.1/'])('can be cited, heard and copied on %s', async (path) => {
    const page = await open(path, options);
    const sentence = path === '/3.1/' ? '[id="3.1-p1s2"] [lang=en]' : '[id="3.1-p1s2"]';
    await page.tap(sentence);
    await page.waitForSelector(bar);
    for (const button of await page.locator(`${bar} button`).all()) {
      const { width = 0, height = 0 } = (await button.boundingBox()) ?? {};
      expect(Math.min(width, height)).toBeGreaterThanOrEqual(44);
    }
    await page.tap(`${bar} [name=copy]`);
    expect(await waitForText(page, `${bar} [role=status]`)).toMatch(/已复制/);
    expect(await readClipboard(page)).toBe(textOf('3.1-p1s2', path === '/3.1/' ? 'en' : 'zh'));
    await page.tap(`${bar} [name=cite]`);
    await page.waitForSelector('.quote-menu:popover-open');
    await page.keyboard.press('Escape');
    await page.tap(sentence);
    await page.tap(`${bar} [name=listen]`);
    await page.waitForSelector('.speech-bar');
  });
});

describe('selected text', () => {
  const zh = (anchor: string) => `[id="${anchor}"] > [lang="${langs.zh}"]`;

  test('is quoted as selected, with the address of its sentence', async () => {
    const page = await openPage('/3.1/');
    await select(page, [zh('3.1-p1s2'), 0], [zh('3.1-p1s2'), 10]);
    await page.click('.quote-button');
    const copied = await press(page, 'copyQuotation');
    expect(copied.split('\n')[0]).toBe(`“${textOf('3.1-p1s2', 'zh').slice(0, 10)}”`);
    expect(copied).toMatch(/\/3\.1\/#3\.1-p1s2\.$/);
  });

  test('in English is cited as English in the bilingual view', async () => {
    const page = await openPage('/3.1/');
    await select(page, ['[id="3.1-p1s2"] > [lang=en]', 0], ['[id="3.1-p1s2"] > [lang=en]', 10]);
    await page.click('.quote-button');
    const copied = await press(page, 'copyQuotation');
    expect(copied).toContain(title.en);
    expect(copied).toMatch(/\/en\/3\.1\/#3\.1-p1s2\.$/);
  });

  test('of several sentences has the address of their range', async () => {
    const page = await openPage('/zh/3.1/');
    await select(page, ['[id="3.1-p1s2"]', 3], ['[id="3.1-p1s4"]', -1]);
    await page.click('.quote-button');
    expect(await press(page, 'copyLink')).toBe(`${record.site}/zh/3.1/#3.1-p1s2..s4`);
  });

  test('is copied in both languages as whole sentences', async () => {
    const page = await openPage('/zh/3.1/');
    await select(page, ['[id="3.1-p1s2"]', 3], ['[id="3.1-p1s3"]', 4]);
    await page.click('.quote-button');
    const [first, second] = (await press(page, 'copyBoth')).split('\n');
    expect(first).toBe(`“${textOf('3.1-p1s2', 'zh')}${textOf('3.1-p1s3', 'zh')}”`);
    expect(second).toBe(`“${textOf('3.1-p1s2', 'en')} ${textOf('3.1-p1s3', 'en')}”`);
  });

  test('offers nothing outside the text or without a selection', async () => {
    const page = await open('/zh/3.1/', windows.desktop, (page) => page.clock.install());
    await select(page, ['[id="3.1-p1s2"]', 0], ['[id="3.1-p1s2"]', 5]);
    await page.evaluate(() =>
      getSelection()?.selectAllChildren(document.querySelector('h1') as Element),
    );
    await page.waitForSelector('.quote-button', { state: 'hidden' });
    await page.clock.runFor(1000);
    await paint(page);
    expect(await page.locator('.quote-button:popover-open').count()).toBe(0);
  });

  test.each<
    [cited: string, how: string, path: string, pointed?: string | undefined, focused?: string]
  >([
    ['3.1-p1s3', 'a sentence in the address', '/zh/3.1/#3.1-p1s3'],
    ['3.1-p1s3..s5', 'a range in the address', '/zh/3.1/#3.1-p1s3..s5'],
    ['3.1-p1s6', 'the pointer', '/zh/3.1/#3.1-p1s3', '3.1-p1s6', '3.1-p1s4'],
    ['3.1-p1s2', 'the pointer', '/3.1/', '3.1-p1s2'],
    ['3.1-p1s4', 'the focus', '/zh/3.1/#3.1-p1s3', undefined, '3.1-p1s4'],
    ['3.1-p1', 'the focus', '/3.1/', undefined, '3.1-p1'],
    ['abstract-p1s1', 'what is in view', '/zh/'],
  ])('q cites %s by %s on %s', async (cited, _how, path, pointed, focused) => {
    const page = await openPage(path);
    await rest(page);
    const link = page.locator(`main .self[href="#${focused}"]`);
    if (focused) await link.evaluate((each) => each.focus({ preventScroll: true }));
    if (pointed) {
      const box = await page.locator(`[id="${pointed}"]`).evaluate((each) => {
        const { left, top, width, height } = [...each.getClientRects()].at(-1) ?? new DOMRect();
        return [left + Math.min(width / 2, 60), top + height / 2] as const;
      });
      await page.mouse.move(...box);
    }
    await page.keyboard.press('q');
    await page.waitForSelector('.quote-menu:popover-open');
    const [anchor = '', words = ' '] = (await page.innerText('.quote-menu p')).split(' ');
    expect(anchor).toBe(cited);
    expect(textOf(anchor.replace(/p1$/, 'p1s1').replace(/\.\.s\d+/, ''), 'zh')).toContain(
      words.slice(0, 12),
    );
    expect(await press(page, 'copyLink')).toMatch(new RegExp(`/#${cited}$`));
  });
});

describe('a range in the address', () => {
  const marked = (page: Page) =>
    page.evaluate(() => {
      const all = [...document.querySelectorAll('main :is(.pair, .single > [id])')];
      const isMarked = (each: Element) => !/, 0\)$/.test(getComputedStyle(each).backgroundColor);
      return all.filter(isMarked).map(({ id }) => id);
    });

  test.each(['/3.1/', '/zh/3.1/', '/en/'])('marks all its sentences on %s', async (path) => {
    const page = await openPage(`${path}#3.1-p1s2..s4`);
    await page.waitForSelector('.in-range');
    expect(await marked(page)).toEqual(['3.1-p1s2', '3.1-p1s3', '3.1-p1s4']);
    await page.evaluate(() => location.assign('#3.1-p1s6'));
    await page.waitForSelector('.in-range', { state: 'detached' });
    expect(await marked(page)).toEqual(['3.1-p1s6']);
  });

  test('marks its first sentence without JavaScript', async () => {
    const page = await open('/3.1/#3.1-p1s2..s4', noScript.desktop);
    const place = '[id="3.1-p1s2"]';
    expect(await readStyle(page, place, 'background-color')).not.toBe(plain);
    const { top } = await readBox(page, place);
    expect(top).toBeGreaterThan(40);
    expect(top).toBeLessThan(300);
  });
});

test('an address that is nearly right leads to the nearest place, and says so', async () => {
  const page = await openPage('/zh/3.1/');
  for (const [hash, found] of [
    ['3.1-p1s3.', '3.1-p1s3'],
    ['3.1-p1s3。', '3.1-p1s3'],
    ['3.1-P1S3', '3.1-p1s3'],
    ['3.1-p1s99', '3.1-p1s7'],
    ['3.1-p1s4..s2', '3.1-p1s2..s4'],
    ['3.1-p1s2..%E0%A4%A', ''],
    ['4.2-p9s1', ''],
  ]) {
    // Load the page again, or change only its hash.
    await page.goto(`/zh/3.1/${found?.endsWith('3') ? `?${hash}` : ''}#${hash}`);
    if (hash?.startsWith('4')) continue;
    const said = await waitForText(page, '.near-place:popover-open');
    if (found) expect(said.trim()).toMatch(new RegExp(`^没有“.+”，最接近的是 ${found}。$`));
    if (found) expect(decodeURI(new URL(page.url()).hash)).toBe(`#${found}`);
    expect(await page.locator('.in-range').count(), hash).toBe(found?.includes('..') ? 3 : 0);
  }
  await page.waitForURL(/\/zh\/4\.2\/#4\.2-p1$|\/zh\/4\.2\/#4\.2-p9s1$/);
  await page.waitForURL(/\/zh\/4\.2\/#4\.2-p\d$/);
});

const lost = useBrowser('site', /404/);

test.each([
  ['/3.1/)#3.1-p1s3', '/3.1/#3.1-p1s3'],
  ['/EN/3.1/', '/en/3.1/'],
  ['/zh/3.1/。', '/zh/3.1/'],
])('the mistyped address %s leads to %s', async (path, address) => {
  const page = await lost(path);
  await page.waitForURL((url) => url.pathname + url.hash === address);
});

test('a missing page links to its parent, and without JavaScript to the page before an extra character', async () => {
  const page = await lost('/zh/3.1.9/');
  expect(await page.getAttribute('.near-page:not([hidden]) a', 'href')).toBe('/zh/3.1/');
  const plain = await lost('/3.1/)', noScript.desktop);
  await plain.click('main a[href="./"]');
  await plain.waitForURL((url) => url.pathname === '/3.1/');
});
