import { expect, test } from 'vitest';
import { useBrowser, windows } from '../support/browser.ts';
import { findFaultsIn } from '../support/faults.ts';
import { listVisible, paint, readBox } from '../support/page.ts';

const open = useBrowser('otherSite');

test('axe finds no fault in any kind of block, and none is wider than a phone', async () => {
  const page = await open('/1/', windows.phone);
  for (const path of ['/1/', '/2/', '/en/2/', '/about/']) {
    await page.goto(path);
    expect(await findFaultsIn(page, [['light', 390]]), path).toEqual([]);
  }
});

test('a reference links to its note, and the note links back', async () => {
  const page = await open('/en/2.1/', windows.phone);
  await page.click('main [role="doc-noteref"] >> nth=1');
  const target = await page.evaluate(() => document.querySelector(':target')?.textContent);
  expect(target).toContain('what is seen at once');
  await page.click(':target [role="doc-backlink"]');
  await expect.poll(() => listVisible(page)).toContain('2.1-p1s1');
});

test('a change of view keeps the place in a table, a figure and a formula', async () => {
  for (const anchor of ['1-p2s1', '1-p3s1']) {
    const page = await open(`/zh/1/#${anchor}`);
    await page.click('a[hreflang="en"] >> visible=true');
    await page.waitForURL('**/en/1/**');
    await expect.poll(() => listVisible(page)).toContain(anchor);
  }
});

test('a page reserves the space of a figure before it loads', async () => {
  const { promise: isLet, resolve: letGo } = Promise.withResolvers<void>();
  const page = await open('/zh/1/', windows.phone, (fresh) =>
    fresh.route('**/images/columns*', (route) => isLet.then(() => route.continue())),
  );
  // Wait for the fonts, which are cut to another text and move this one.
  await page.evaluate(async () => {
    document.querySelector('figure')?.scrollIntoView();
    await document.fonts.ready;
  });
  await paint(page);
  const shifts = page.evaluate(async () => {
    const found: number[] = [];
    const toValues = (entries: PerformanceEntry[]) =>
      entries.map((entry) => (entry as unknown as { value: number }).value);
    const observer = new PerformanceObserver((list) => found.push(...toValues(list.getEntries())));
    observer.observe({ type: 'layout-shift' });
    await document.querySelector<HTMLImageElement>('figure img')?.decode();
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    return [...found, ...toValues(observer.takeRecords())];
  });
  letGo();
  expect(await shifts).toEqual([]);
  const { width, height } = await readBox(page, 'figure img');
  expect(width / height).toBeCloseTo(2.4, 1);
});
