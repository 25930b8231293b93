import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { noWorker, useBrowser, windows } from '../support/browser.ts';
import { readBox, rest } from '../support/page.ts';

const open = useBrowser();

const location = (page: Page) =>
  page.$$eval('.contents [aria-current=location]', (links) =>
    links.map((link) => link.getAttribute('href')),
  );

const bringTo = (page: Page, id: string) =>
  page.evaluate((anchor) => document.getElementById(anchor)?.scrollIntoView(), id);

describe('the contents', () => {
  test('follow the reading, down and up', async () => {
    const page = await open('/zh/');
    for (const number of ['3.2', '4.5', '6', '2']) {
      await bringTo(page, number);
      await page.waitForSelector(`.contents [href="#${number}"][aria-current=location]`);
      expect(await location(page)).toEqual([`#${number}`]);
    }
  });

  test('keep the current section in view', async () => {
    const page = await open('/', { viewport: { width: 1440, height: 500 } });
    await bringTo(page, '6');
    await page.waitForSelector('.contents [href="#6"][aria-current=location]');
    const isInSight = async () => {
      const { top, bottom } = await readBox(page, '.contents [aria-current=location]');
      return top > 50 && bottom < 500;
    };
    await expect.poll(isInSight).toBe(true);
  });

  test('link back to the top', async () => {
    const page = await open('/zh/', windows.phone);
    await bringTo(page, '5.2');
    await page.click('.contents-button');
    await page.click('.to-top');
    await page.waitForFunction(() => scrollY === 0);
    expect(await page.isVisible('.contents')).toBe(false);
  });
});

test('the line under the header shows reading progress', async () => {
  const page = await open('/zh/3.1/', { viewport: { width: 800, height: 400 } });
  const length = () => {
    const header = document.querySelector('.header') as Element;
    return Number.parseFloat(getComputedStyle(header, '::after').scale);
  };
  for (const part of [0, 0.5, 1]) {
    await page.evaluate((share) => {
      scrollTo(0, (document.documentElement.scrollHeight - innerHeight) * share);
    }, part);
    await expect.poll(() => page.evaluate(length)).toBeCloseTo(part, 1);
  }
});

describe('the link to continue reading', () => {
  const continueLink = (page: Page) =>
    page.locator('.continue a').evaluate((link) => ({
      href: link.getAttribute('href'),
      text: (link as HTMLElement).innerText,
      isVisible: link.checkVisibility({ visibilityProperty: true }),
    }));

  test('is hidden at the first visit', async () => {
    expect((await continueLink(await open('/zh/'))).isVisible).toBe(false);
  });

  test('opens the last sentence in any view', async () => {
    const page = await open('/zh/4.2/', windows.phone);
    await bringTo(page, '4.2-p1s4');
    await page.goto('/en/');
    const link = await continueLink(page);
    expect(link.isVisible).toBe(true);
    expect(link.text).toMatch(/Continue reading\s+4\.2/);
    await page.click('.continue a');
    await page.waitForURL(/\/en\/4\.2\/#4\.2-p1s4$/);
    const { top } = await readBox(page, '[id="4.2-p1s4"]');
    expect(top).toBeGreaterThan(40);
    expect(top).toBeLessThan(200);
  });

  test('opens a section that was read at its start', async () => {
    const page = await open('/zh/4.2/');
    await page.goto('/en/');
    expect((await continueLink(page)).href).toBe('4.2/');
  });

  test('opens a place within the whole paper', async () => {
    const page = await open('/zh/');
    await bringTo(page, '5.2-p1s2');
    await page.goto('/zh/');
    expect((await continueLink(page)).href).toBe('#5.2-p1s2');
  });

  test('keeps its place after pages seen only at their start', async () => {
    const page = await open('/zh/4.2/', windows.phone);
    await bringTo(page, '4.2-p1s4');
    for (const path of ['/zh/', '/zh/about/', '/zh/']) {
      await page.goto(path);
    }
    expect((await continueLink(page)).href).toBe('4.2/#4.2-p1s4');
  });

  test('moves nothing when it appears', async () => {
    const page = await open('/zh/', windows.phone);
    const top = async () => (await readBox(page, '[id="abstract-p1s1"]')).top;
    const before = await top();
    await page.evaluate(() =>
      localStorage.setItem('duidu:reading:/', '{"page":"4.3","anchor":"4.3-p1s2"}'),
    );
    await page.goto('/zh/');
    expect((await continueLink(page)).isVisible).toBe(true);
    expect(await top()).toBe(before);
  });
});

describe('the page behind a link', () => {
  test('is fetched once when the pointer is over its link, and the next section prerendered', async () => {
    const page = await open('/zh/3.1/', noWorker.desktop);
    const preload = await page.context().newCDPSession(page);
    const fetched: string[] = [];
    const prerendered: string[] = [];
    preload.on('Preload.prefetchStatusUpdated', ({ key, status }) => {
      if (status === 'Ready') fetched.push(new URL(key.url).pathname);
    });
    // Chromium reports the prerender, but does not start it while Playwright controls it.
    preload.on('Preload.prerenderStatusUpdated', ({ key }) =>
      prerendered.push(new URL(key.url).pathname),
    );
    await preload.send('Preload.enable');
    await page.hover('.brand');
    await expect.poll(() => fetched).toEqual(['/zh/']);
    expect(prerendered).toEqual([]);
    await page.hover('.pager .next');
    await expect.poll(() => fetched).toEqual(['/zh/', '/zh/3.2/']);
    expect(new Set(prerendered)).toEqual(new Set(['/zh/3.2/']));
    await page.click('.pager .next');
    await page.waitForURL(/\/zh\/3\.2\/$/);
    const delivery = () =>
      (performance.getEntriesByType('navigation')[0] as { deliveryType?: string }).deliveryType;
    expect(await page.evaluate(delivery)).toBe('navigational-prefetch');
  });

  test('is fetched by a browser without speculation rules', async () => {
    const page = await open('/zh/3.1/', noWorker.desktop, (page) =>
      page.addInitScript(() => Object.assign(HTMLScriptElement, { supports: undefined })),
    );
    for (let time = 0; time < 2; time++) {
      await page.hover('.pager .next');
      await page.hover('main');
    }
    expect(await page.locator('link[rel=prefetch][href$="/zh/3.2/"]').count()).toBe(1);
  });

  test.each([false, true])('is not fetched without need (saving data: %s)', async (saveData) => {
    const page = await open('/zh/3/', windows.desktop, (page) =>
      page.addInitScript((value) => {
        Object.defineProperty(navigator, 'connection', { value: { saveData: value } });
      }, saveData),
    );
    await page.hover(saveData ? '.pager .next' : '.contents [href="#3.2"]');
    expect(await page.locator('[data-soon], link[rel=prefetch]').count()).toBe(0);
  });
});

test('a page appears with a view transition where the engine supports them', async () => {
  const moving = { ...windows.desktop, reducedMotion: 'no-preference' } as const;
  const page = await open('/zh/3.1/', moving, (page) =>
    page.addInitScript(() => {
      addEventListener('pagereveal', (event) => {
        document.documentElement.dataset['revealed'] = String(event.viewTransition !== null);
      });
    }),
  );
  await page.click('.pager .next');
  await page.waitForURL(/\/zh\/3\.2\/$/);
  await page.waitForSelector('html[data-revealed]');
  expect(await page.getAttribute('html', 'data-revealed')).toBe('true');
});

describe('the contents next to the text', () => {
  test('unfold only the current chapter, in both languages', async () => {
    const page = await open('/', { viewport: { width: 2560, height: 1300 } });
    const shown = () => page.locator('.contents ol ol li').filter({ visible: true }).count();
    expect(await shown()).toBe(0);
    await bringTo(page, '4.2-p1s2');
    await expect.poll(shown).toBe(5);
    const others = page.locator('.contents > ol .other').filter({ visible: true });
    expect(await others.count()).toBe(6);
    const contents = await readBox(page, '.contents');
    expect((await readBox(page, 'main')).left - contents.right).toBeLessThan(1);
    await page.goto('/zh/3.1/');
    expect(await shown()).toBe(3);
  });

  test.each([
    ['settings', '.settings-popover'],
    ['contents', '.contents'],
  ])('and the panel of %s do not scroll the page with the wheel', async (name, panel) => {
    const page = await open('/zh/', { viewport: { width: 800, height: 700 } });
    await page.click(`.${name}-button`);
    await page.waitForSelector(`${panel}:popover-open`);
    await page.hover(panel);
    await page.mouse.wheel(0, 600);
    await rest(page);
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
});
