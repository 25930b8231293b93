import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { toSearchRecords } from '../../src/features/search/search-index.ts';
import { takeAway } from '../support/adverse.ts';
import { lostFiles, noWorker, useBrowser, windows } from '../support/browser.ts';
import { paint, readBox, readMarked, rest } from '../support/page.ts';
import { paper } from '../support/paper.ts';

const open = useBrowser();
const records = toSearchRecords(paper.root);

/** List the sections whose title or text contains a term, straight from the text. */
function listSections(term: string): string[] {
  return records
    .filter(({ title, segments }) =>
      [title, ...segments].some(({ zh, en }) => `${zh}\n${en}`.toLowerCase().includes(term)),
    )
    .map(({ number }) => number)
    .sort();
}

/** Wait for the answer to a query, and list the sections found. */
async function listFound(page: Page, query: string): Promise<string[]> {
  await page.waitForSelector(
    `#search-results[aria-busy=false][data-query="${query}"]:not([data-near])`,
    { state: 'attached' },
  );
  return page
    .locator('#search-results > li')
    .evaluateAll((items) => items.map((item) => (item as HTMLElement).dataset['number'] ?? ''));
}

describe('the search page', () => {
  test.each([
    ['/zh/search/', '新质生产力'],
    ['/search/', '天池英才'],
    ['/en/search/', 'livestock products'],
  ])('%s finds every section with %s', async (path, term) => {
    const page = await open(`${path}?q=${term}`);
    expect([...new Set(await listFound(page, term))].sort()).toEqual(listSections(term));
  });

  test('shows a section with its chapter, its sentences whole, marked and paired', async () => {
    const page = await open('/zh/search/?q=天池英才');
    await listFound(page, '天池英才');
    expect(await page.innerText('.result .path')).toBe('4 加快培育发展新质生产力的策略');
    expect(await page.locator('.hit').count()).toBe(1);
    expect(await page.locator('.hit mark').allInnerTexts()).toEqual(['天池英才']);
    expect(await page.innerText('.hit [lang=zh-Hans]')).toMatch(/^另一方面，.*贡献力量。$/);
    expect(await page.innerText('.hit [lang=en]')).toMatch(/^On the other hand.*development\.$/);
  });

  test('describes the results in words', async () => {
    const page = await open('/en/search/?q=天池英才');
    await listFound(page, '天池英才');
    expect(await page.innerText('.search-state')).toBe('1 sentence in 1 section.');
    await page.fill('input[name=q]', '新质生产力');
    await listFound(page, '新质生产力');
    expect(await page.innerText('.search-state')).toBe(
      '30 sentences and 3 headings in 14 sections.',
    );
  });

  test.each([
    ['xinzhi shengchanli', '拼音已识别为“新质生产力”。'],
    ['new quality productive forces', '同时搜索了“new quality productivity”。'],
    ['新质劳动力', '没有找到“新质劳动力”，以下是“新质'],
    ['helicopter', '没有找到“helicopter”。'],
  ])('explains the results of %s: %s', async (query, text) => {
    const page = await open(`/zh/search/?q=${query}`);
    await page.waitForSelector(`.search-state >> text=${text}`);
  });

  test('labels the nearest results', async () => {
    const page = await open('/zh/search/?q=produktivity');
    await page.waitForSelector('#search-results[data-near] .hit');
  });

  test('clears the address with its box, and restores both with Back', async () => {
    const page = await open('/zh/search/?q=石油');
    await listFound(page, '石油');
    await page.fill('input[name=q]', '');
    await page.waitForURL((url) => url.search === '');
    await page.goBack();
    await listFound(page, '石油');
  });

  test.each([
    ['新疆应如何加快培育发展新质生产力', /\/zh\/\?mark=/],
    ['第3.1节', /\/zh\/3\.1\/\?mark=/],
    ['3.1-p1s2', /\/zh\/3\.1\/\?mark=.*#3\.1-p1s2$/],
    ['3.1 p1 s2', /#3\.1-p1s2$/],
    ['第3.1节第1段第2句', /#3\.1-p1s2$/],
    ['https://duidu.example/en/3.1/#3.1-p1s2.', /#3\.1-p1s2$/],
    ['[1]', /#[\d.]+-p\d+s\d+$/],
  ])('opens the place named by %s', async (typed, address) => {
    const page = await open(`/zh/search/?q=${encodeURIComponent(typed)}`);
    await listFound(page, typed);
    await page.locator('#search-results :is(.hit, h2 a)').last().click();
    await page.waitForURL(address);
  });

  test.each([
    ['力。', 9, ''],
    ['，新', 31, ''],
    ['productivity', 32, ''],
    ['domestic ，在', 7, 'No match with this punctuation'],
    ['industries', 23, 'Including other forms: industry'],
  ])('shows exact matches of %s, and labels the others', async (typed, sentences, said) => {
    const page = await open(`/en/search/?q=${typed}`);
    await listFound(page, typed);
    expect(await page.locator('#search-results .hit').count()).toBe(sentences);
    expect(await page.innerText('.search-state')).toContain(said);
  });

  test('searches as the reader types, and keeps the address, Back and reload in step', async () => {
    const page = await open('/zh/search/');
    await page.keyboard.type('石油');
    await listFound(page, '石油');
    expect(decodeURIComponent(page.url())).toMatch(/\?q=石油$/);
    await page.reload();
    expect(await listFound(page, '石油')).toEqual(['3.1', '4.1']);
    await page.fill('input[name=q]', '新质生产力');
    await listFound(page, '新质生产力');
    await page.evaluate(() => scrollTo(0, 1500));
    await page.click('[data-number=abstract] .hit >> nth=-1');
    await page.waitForURL(/abstract/);
    await page.goBack();
    await listFound(page, '新质生产力');
    await page.waitForFunction(() => scrollY > 1000);
  });

  test('goes back to the last submitted search, not by single keys', async () => {
    const page = await open('/zh/search/?q=石油');
    await listFound(page, '石油');
    const query = () => page.inputValue('input[name=q]');
    await page.fill('input[name=q]', '棉花');
    await page.waitForURL(/%E6%A3%89%E8%8A%B1/);
    await page.keyboard.press('Enter');
    await page.fill('input[name=q]', '番茄');
    await page.waitForURL(/%E7%95%AA%E8%8C%84/);
    await page.goBack();
    await listFound(page, '棉花');
    expect(await query()).toBe('棉花');
    await page.goBack();
    await listFound(page, '石油');
    expect(await query()).toBe('石油');
  });

  test('announces the results once the typing stops', async () => {
    const page = await open('/en/search/');
    await page.keyboard.type('petroleum', { delay: 30 });
    await listFound(page, 'petroleum');
    await page.waitForSelector('[role=status] >> text=2 sentences in 2 sections.');
  });

  test('waits for an input method to finish composing', async () => {
    const page = await open('/zh/search/', windows.desktop, (page) => page.clock.install());
    const client = await page.context().newCDPSession(page);
    const composed = { text: 'shiyou', selectionStart: 6, selectionEnd: 6 };
    await client.send('Input.imeSetComposition', composed);
    await page.clock.runFor(1000);
    await paint(page);
    expect(await page.getAttribute('#search-results', 'data-query')).toBe('');
    await client.send('Input.insertText', { text: '石油' });
    expect(await listFound(page, '石油')).toEqual(['3.1', '4.1']);
  });

  test('narrows to a language and to a chapter', async () => {
    const page = await open('/zh/search/?q=新质生产力');
    await listFound(page, '新质生产力');
    await page.selectOption('select[name=in]', '3');
    await page.waitForFunction(() => document.querySelectorAll('.result').length < 5);
    expect(await listFound(page, '新质生产力')).toEqual(['3', '3.3']);
    await page.selectOption('select[name=lang]', 'en');
    await page.waitForSelector('text=所选范围内没有找到');
    expect(new URL(page.url()).search).toMatch(/lang=en&in=3$/);
  });

  test('suggests terms while the box is empty', async () => {
    const page = await open('/zh/search/');
    await page.click('.suggestions >> text=新质生产力');
    expect(await listFound(page, '新质生产力')).toHaveLength(14);
    expect(await page.isVisible('.suggestions')).toBe(false);
  });

  test('moves through the results with the arrow keys', async () => {
    const page = await open('/zh/search/?q=石油');
    await listFound(page, '石油');
    await page.focus('input[name=q]');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    const hash = () => page.evaluate(() => (document.activeElement as HTMLAnchorElement).hash);
    expect(await hash()).toBe('#3.1-p1s2');
    await page.keyboard.press('ArrowUp');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.tagName)).toBe('INPUT');
  });
});

describe('the search dialog', () => {
  test.each(['/', 'Control+k', 'Meta+k'])('opens with %s and closes with Esc', async (keys) => {
    const page = await open('/zh/3.1/');
    await page.focus('.pager a');
    await page.keyboard.press(keys);
    await page.waitForSelector('dialog[open] input:focus');
    await page.keyboard.type('石油');
    expect(await listFound(page, '石油')).toEqual(['3.1', '4.1']);
    await page.keyboard.press('Escape');
    if (await page.isVisible('dialog')) await page.keyboard.press('Escape');
    expect(await page.isVisible('dialog')).toBe(false);
    // The close event comes slightly later, and only then does the focus return.
    await page.waitForFunction(() => document.activeElement?.closest('.pager'));
  });

  test.each(['phone', 'desktop'] as const)('opens from the box on a %s', async (window) => {
    const page = await open('/en/', windows[window]);
    await page.click(window === 'phone' ? '.search-box button' : '.search-box input');
    await page.waitForSelector('dialog[open] input:focus');
    await page.click('dialog .search-close');
    expect(await page.isVisible('dialog')).toBe(false);
  });

  test('takes over text typed into the box of a page, including slashes', async () => {
    const page = await open('/zh/');
    await page.focus('.search-box input');
    await page.keyboard.type('石');
    await page.waitForSelector('dialog[open] input:focus');
    await page.keyboard.type('油/');
    expect(await page.inputValue('dialog input')).toBe('石油/');
    expect(await listFound(page, '石油/')).toEqual(['3.1', '4.1']);
  });

  test.each(['phone', 'desktop'] as const)(
    'loses no key typed while it loads on a %s',
    async (window) => {
      const page = await open('/zh/3.1/', windows[window]);
      await page.route('**/zh/search/', async (route) => {
        await new Promise((resolve) => setTimeout(resolve, 500));
        await route.continue();
      });
      await page.keyboard.press('/');
      await page.keyboard.type('xinjiang', { delay: 20 });
      await page.waitForSelector('dialog[open] input:focus');
      expect(await page.inputValue('dialog input')).toBe('xinjiang');
      expect(await page.inputValue('.search-box input')).toBe('');
    },
  );

  test('closes when a result is on the current page', async () => {
    const page = await open('/zh/3.1/?mark=新疆#3.1-p1s1');
    await page.waitForSelector('.marks-bar');
    await page.keyboard.press('Control+k');
    await page.waitForSelector('dialog[open] input:focus');
    await page.keyboard.type('新疆');
    await listFound(page, '新疆');
    await page.click('[data-number="3.1"] .hit >> nth=-1');
    await page.waitForFunction(() => location.hash === '#3.1-p1s7');
    expect(await page.isVisible('dialog')).toBe(false);
    await page.waitForSelector('.marks-bar >> text=7 / 7');
  });

  test('keeps its box and its close button in view', async () => {
    const page = await open('/zh/', windows.phone);
    await page.click('.search-box button');
    await page.waitForSelector('dialog[open] input:focus');
    await page.keyboard.type('新质生产力');
    await listFound(page, '新质生产力');
    await page.evaluate(() => document.querySelector('dialog')?.scrollTo(0, 2000));
    for (const part of ['.search-close', 'dialog input']) {
      expect((await readBox(page, part)).top).toBeGreaterThanOrEqual(0);
    }
  });

  test('searches for a suggested term without leaving the page', async () => {
    const page = await open('/zh/3.1/');
    await page.keyboard.press('/');
    await page.click('dialog .suggestions >> text=绿色发展');
    expect(await listFound(page, '绿色发展')).toEqual(['4.5', 'abstract', '6', '5.3']);
    expect(page.url()).toMatch(/\/zh\/3\.1\/$/);
  });

  test('links to the search page, which shows the same results', async () => {
    const page = await open('/zh/');
    await page.keyboard.press('/');
    await page.waitForSelector('dialog[open] input:focus');
    await page.keyboard.type('石油');
    const found = await listFound(page, '石油');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/zh\/search\//);
    expect(await listFound(page, '石油')).toEqual(found);
  });

  test('loads nothing before the reader opens it', async () => {
    const page = await open('/zh/3.1/');
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.reload({ waitUntil: 'networkidle' });
    expect(asked.filter((path) => /pagefind|search/.test(path))).toEqual([]);
    await Promise.all([page.waitForRequest(/pagefind\/data\./), page.hover('.search-box')]);
  });
});

describe('the page of a result', () => {
  test('marks every occurrence, steps through them, and clears them', async () => {
    const page = await open('/zh/search/?q=畜产品');
    await listFound(page, '畜产品');
    await page.click('[data-number="3.1"] .hit >> nth=1');
    await page.waitForSelector('.marks-bar');
    const count = () => page.textContent('.marks-bar output');
    expect(await readMarked(page)).toEqual({
      marked: Array(4).fill('畜产品'),
      current: ['畜产品'],
    });
    expect(await count()).toBe('2 / 4');
    await page.keyboard.press('n');
    expect(await count()).toBe('3 / 4');
    await page.keyboard.press('Shift+N');
    await page.keyboard.press('Shift+N');
    expect(await count()).toBe('1 / 4');
    await page.keyboard.press('Escape');
    expect((await readMarked(page)).marked).toEqual([]);
    expect(await page.locator('.marks-bar').count()).toBe(0);
    expect(page.url()).toMatch(/\/zh\/3\.1\/#3\.1-p1s5$/);
  });

  test('marks across a marker and quotation marks, in both languages', async () => {
    const page = await open('/?mark=天池英才引进|talent');
    await page.waitForSelector('.marks-bar');
    const { marked } = await readMarked(page);
    expect(new Set(marked.map((text) => text.toLowerCase()))).toEqual(
      new Set(['天池英才”引进', 'talent']),
    );
  });

  test('marks a term in the language that the page has', async () => {
    const page = await open('/en/search/?q=绿色发展');
    await listFound(page, '绿色发展');
    await page.click('[data-number="4.5"] .hit >> nth=0');
    await page.waitForSelector('.marks-bar');
    const { marked } = await readMarked(page);
    expect(marked.map((text) => text.toLowerCase())).toContain('green development');
  });

  test('reports a match in the other language', async () => {
    const page = await open('/en/3.1/?mark=石油');
    await page.waitForSelector('.marks-bar >> text=The match is in the other language');
    await page.keyboard.press('Escape');
    await page.waitForFunction(() => location.search === '');
  });

  test('stays unmarked without the highlight API', async () => {
    const page = await open('/zh/3.1/?mark=新疆', windows.desktop, (page) =>
      takeAway(page, 'CSS.highlights'),
    );
    await rest(page);
    expect(await page.locator('.marks-bar').count()).toBe(0);
  });
});

describe('search on a bad network', () => {
  const openLost = useBrowser('site', lostFiles);

  test('reports a file that did not load, and retries on demand', async () => {
    const page = await openLost('/zh/', noWorker.desktop);
    for (const file of ['data.', 'index/']) {
      await page.route(`**/pagefind/${file}**`, (route) => route.abort());
      await page.goto('/zh/search/?q=石油');
      await page.waitForSelector('text=加载失败');
      expect(await page.locator('.result').count()).toBe(0);
      await page.unrouteAll();
      await page.click('.search-retry');
      await page.waitForSelector('.hit');
      expect(await listFound(page, '石油'), file).toEqual(['3.1', '4.1']);
    }
  });

  test('retries a failed file once without a message', async () => {
    const page = await openLost('/zh/');
    const failed = new Set<string>();
    await page.route('**/pagefind/**', (route) => {
      const path = new URL(route.request().url()).pathname;
      if (failed.has(path)) return route.continue();
      failed.add(path);
      return route.abort();
    });
    await page.goto('/zh/search/?q=石油');
    expect(await listFound(page, '石油')).toEqual(['3.1', '4.1']);
    expect(failed.size).toBe(2);
  });

  test('works offline after the first query', async () => {
    const page = await openLost('/zh/search/?q=石油');
    await listFound(page, '石油');
    await page.waitForLoadState('networkidle');
    await page.context().setOffline(true);
    await page.fill('input[name=q]', '生物多样性');
    expect(await listFound(page, '生物多样性')).toEqual(['5.3']);
  });
});
