import { describe, expect, test } from 'vitest';
import { readPaper } from '../../src/lib/paper.ts';
import { toSearchRecords } from '../../src/lib/search-record.ts';
import { useBrowser, windows } from '../support/browser.ts';

const open = useBrowser();
const records = toSearchRecords(readPaper('content').root);

/** List the sections whose title or text has a term, straight from the text. */
function listSections(term: string): string[] {
  return records
    .filter(({ title, segments }) =>
      [title, ...segments].some(({ zh, en }) => `${zh}\n${en}`.toLowerCase().includes(term)),
    )
    .map(({ number }) => number)
    .sort();
}

describe('search', () => {
  test.each([
    ['/zh/', '新质生产力'],
    ['/', '新质生产力'],
    ['/zh/', '天池英才'],
  ])('from the box on %s finds every section with %s', async (path, term) => {
    const page = await open(path);
    await page.fill('.search-box input', term);
    await page.keyboard.press('Enter');
    await page.waitForSelector('#search-results[aria-busy=false]');
    const found = await page
      .locator('#search-results > li')
      .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset['number'] ?? ''));
    expect(found.sort()).toEqual(listSections(term));
  });

  test.each(['productivity', 'livestock products'])('finds every section with %s', async (term) => {
    const page = await open(`/en/search/?q=${term}`);
    await page.waitForSelector('.hit');
    const found = await page
      .locator('#search-results > li')
      .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset['number'] ?? ''));
    expect(found).toEqual(expect.arrayContaining(listSections(term)));
  });

  test('shows each sentence with its counterpart, marked, and leads to it', async () => {
    const page = await open('/zh/search/?q=天池英才');
    const hit = page.locator('.hit');
    await hit.first().waitFor();
    expect(await hit.count()).toBe(1);
    expect(await hit.locator('mark').allInnerTexts()).toEqual(['天池英才']);
    expect(await hit.innerText()).toContain('Tianchi Talents');
    await hit.click();
    expect(page.url()).toMatch(/\/zh\/4\.3\/#4\.3-p1s4$/);
  });

  test('says that nothing was found', async () => {
    const page = await open('/en/search/?q=helicopter');
    await page.waitForSelector('text=Nothing was found.');
  });

  test.each(['<img src=x onerror=alert(1)>', '(.*', '"', '\\', '%', '💡', '新"质', '['])(
    'answers the query %s',
    async (query) => {
      const page = await open(`/zh/search/?q=${encodeURIComponent(query)}`);
      await page.waitForSelector(':is([data-state=found], [data-state=nothing]):not([hidden])');
      expect(await page.locator('#search-results img').count()).toBe(0);
    },
  );

  test('is opened from its button on a phone', async () => {
    const page = await open('/zh/3.1/', windows.phone);
    await page.click('.search-box button');
    await page.waitForURL(/\/zh\/search\//);
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  });
});

test('search says that its files did not load, and tries again', async () => {
  const page = await open('/zh/');
  // The browser itself notes a file that fails in its console.
  page.removeAllListeners('console');
  await page.route('**/pagefind/**', (route) => route.abort());
  await page.goto(new URL('/zh/search/?q=石油', page.url()).href);
  await page.waitForSelector('text=未能载入');
  await page.unroute('**/pagefind/**');
  await page.click('text=重试');
  await page.waitForSelector('.hit');
});
