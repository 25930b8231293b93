import { text as readText } from 'node:stream/consumers';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type CiteStyle, citeStyles, formatCitation } from '../../src/features/cite/styles.ts';
import type { View } from '../../src/paper/locale.ts';
import { lasting, noScript, useBrowser, useClipboard, windows } from '../support/browser.ts';
import { cite } from '../support/cited.ts';
import { readClipboard, readTexts, waitForText } from '../support/page.ts';
import { paper } from '../support/paper.ts';

const open = useBrowser();
const { record } = paper;

/** The date on the reader's clock; in Greenwich it is the day before. */
const day = '2026-11-24';
const local = {
  ...windows.desktop,
  timezoneId: 'Asia/Urumqi',
  permissions: ['clipboard-read', 'clipboard-write'],
};

const today = lasting('today', (page) =>
  page.clock.setFixedTime(new Date(`${day}T00:30:00+06:00`)),
);

/** Open a page on that date, with its panel. */
async function openPanel(path: string): Promise<Page> {
  const page = await open(path, local, today);
  await page.click('.cite summary');
  await page.waitForSelector('.cite .copy');
  await page.click('.cite details summary');
  return page;
}

function toText(view: View, style: CiteStyle, date?: string): string {
  return formatCitation(cite(record, '3.1', view), style, date)
    .map(({ text }) => text)
    .join('');
}

const entry = (style: string) => `.cite [data-style="${style}"]`;
const said = '.cite [role=status]:not(:empty)';

test.each([
  ['/zh/3.1/', 'zh'],
  ['/3.1/', 'bilingual'],
  ['/en/3.1/', 'en'],
] as const)('the panel of %s has the reader’s date in each citation', async (path, view) => {
  const page = await openPanel(path);
  for (const id of citeStyles) {
    const [text] = await readTexts(page, entry(id));
    expect(text).toBe(toText(view, id, day));
  }
});

test('an address in a section that the page leaves out leads to the page of that section', async () => {
  const page = await open('/zh/3/');
  await page.evaluate(() => {
    for (const left of document.querySelectorAll('[id^="3.2"]')) left.remove();
    location.hash = '#3.2-p1s1';
  });
  await page.waitForURL('**/zh/3.2/#3.2-p1s1');
});

describe('a copied citation', () => {
  useClipboard();

  test('has the shown text, plain and with italics', async () => {
    const page = await openPanel('/en/3.1/');
    await page.click(`${entry('apa')} .copy`);
    expect(await waitForText(page, said)).toContain('Copied');
    expect(await readClipboard(page)).toBe(toText('en', 'apa', day));
    expect(await readClipboard(page, 'text/html')).toMatch(
      /<i[^>]*>How Xinjiang Should .*Natural Resources<\/i>.*\. \(n\.d\.\)\. Duidu\. Retrieved November 24, 2026/,
    );
    await page.waitForFunction(() => localStorage.getItem('duidu:style') === '"apa"');
  });

  test('is copied without the clipboard API', async () => {
    const page = await openPanel('/zh/3.1/');
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined, configurable: true });
    });
    await page.focus(`${entry('gbt-2025-numeric')} .copy`);
    await page.keyboard.press('Enter');
    expect(await waitForText(page, said)).toBe('已复制');
    await page.evaluate(() => Reflect.deleteProperty(navigator, 'clipboard'));
    expect(await readClipboard(page)).toBe(toText('zh', 'gbt-2025-numeric', day));
  });

  test('does not claim a copy that failed', async () => {
    const page = await openPanel('/zh/3.1/');
    await page.evaluate(() => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined });
      document.execCommand = () => false;
    });
    await page.click(`${entry('apa')} .copy`);
    expect(await waitForText(page, said)).not.toContain('已复制');
    expect(await page.evaluate(() => localStorage.getItem('duidu:style'))).toBeNull();
  });
});

test('citation files have the reader’s date, and a link in a citation covers its whole URL', async () => {
  const page = await openPanel('/zh/3.1/');
  for (const [extension, access] of [
    ['bib', 'urldate = {2026-11-24}'],
    ['ris', 'Y2  - 2026/11/24'],
    ['json', '"accessed":{"date-parts":[[2026,11,24]]}'],
  ]) {
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.click(`.cite a[href$=".${extension}"]`),
    ]);
    expect(download.suggestedFilename()).toBe(`3.1.${extension}`);
    expect(await readText(await download.createReadStream())).toContain(access);
  }
  const links = await page
    .locator('.cite dd a')
    .evaluateAll((all) => all.map((a) => a.textContent));
  expect(new Set(links)).toEqual(new Set([`${record.site}/zh/3.1/`]));
  expect(links).toHaveLength(citeStyles.length);
});

describe('the panel', () => {
  test('opens without JavaScript, with a placeholder for the date', async () => {
    const page = await open('/zh/3.1/', noScript.desktop);
    expect(await page.isVisible(entry('apa'))).toBe(false);
    await page.click('.cite summary');
    expect((await page.innerText(entry('gbt-2025-numeric'))).trim()).toBe(
      toText('zh', 'gbt-2025-numeric'),
    );
    expect(await page.locator('.cite button').count()).toBe(0);
    await page.goto('/en/3.1/#cite');
    expect(await page.isVisible(entry('apa'))).toBe(true);
  });

  test('puts the reader’s style first, before the link, and folds the others', async () => {
    const page = await open('/zh/3.1/#cite');
    const list = () =>
      page
        .locator('.cite :is(dd, a):visible')
        .evaluateAll((all) => all.map((each) => (each as HTMLElement).dataset['style'] ?? ''));
    await page.waitForSelector('.cite .copy');
    expect((await list()).filter(Boolean)).toEqual(['gbt-2025-numeric']);
    await page.evaluate(() => localStorage.setItem('duidu:style', '"mla"'));
    await page.goto('/en/3.1/#cite');
    await page.waitForSelector('.cite .copy');
    // Then come its own link, the link to the page, and the files.
    expect(await list()).toEqual(['mla', '', '', '', '', '']);
    expect(await page.locator('.cite dd').count()).toBe(citeStyles.length);
  });

  test('opens by its address, ready to copy', async () => {
    const page = await open('/zh/3.1/#cite', windows.phone);
    await page.waitForSelector('.cite .copy');
    expect(await page.isVisible(entry('gbt-2025-numeric'))).toBe(true);
    expect(await page.innerText(entry('gbt-2025-numeric'))).not.toContain('[引用日期]');
  });
});
