import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { type Choices, listSettings, settings } from '../../src/features/settings/settings.ts';
import { settingWords } from '../../src/i18n/words.ts';
import { useBrowser, windows } from '../support/browser.ts';

const open = useBrowser();

/** The computed styles that choices change. */
const look = () => {
  const of = (selector: string) => {
    const element = document.querySelector(selector);
    if (!element) throw new Error(`No ${selector}`);
    return { style: getComputedStyle(element), box: element.getBoundingClientRect() };
  };
  const zh = of('.pair > [lang="zh-Hans"]');
  const en = of('.pair > [lang=en]');
  return {
    paper: getComputedStyle(document.body).backgroundColor,
    ink: getComputedStyle(document.body).color,
    font: zh.style.fontFamily,
    size: Number.parseFloat(zh.style.fontSize),
    leading: Number.parseFloat(zh.style.lineHeight) / Number.parseFloat(zh.style.fontSize),
    width: of('main').box.width,
    isEnglishFirst: en.box.left < zh.box.left || en.box.top < zh.box.top,
    isEnglishHidden: en.style.visibility === 'hidden',
  };
};

async function openPanel(page: Page): Promise<void> {
  await page.click('.settings-button');
  await page.waitForSelector('.settings-popover:popover-open');
}

async function choose(page: Page, choices: Choices): Promise<void> {
  for (const [name, value] of Object.entries(choices)) {
    await page.check(`.settings input[name=${name}][value=${value}]`, { force: true });
  }
}

describe('a choice', () => {
  test('of theme changes the colors, and stays on the next page', async () => {
    const page = await open('/3.1/');
    const before = await page.evaluate(look);
    await openPanel(page);
    const papers = new Set([before.paper]);
    for (const theme of ['sepia', 'dark'] as const) {
      await choose(page, { theme });
      papers.add((await page.evaluate(look)).paper);
    }
    expect(papers.size).toBe(3);
    const dark = await page.evaluate(look);
    await page.goto('/3.2/');
    expect((await page.evaluate(look)).paper).toBe(dark.paper);
    expect((await page.evaluate(look)).ink).toBe(dark.ink);
  });

  test('of light or dark overrides the system', async () => {
    const page = await open('/3.1/', { ...windows.desktop, colorScheme: 'dark' });
    const system = await page.evaluate(look);
    await openPanel(page);
    await choose(page, { theme: 'light' });
    const light = await page.evaluate(look);
    expect(light.paper).not.toBe(system.paper);
    await page.emulateMedia({ colorScheme: 'light' });
    expect(await page.evaluate(look)).toEqual(light);
  });

  test('of size, spacing, width and typeface changes the text', async () => {
    const page = await open('/3.1/', { viewport: { width: 2000, height: 900 } });
    const before = await page.evaluate(look);
    await openPanel(page);
    await choose(page, { size: 'largest', leading: 'loose', measure: 'narrow', face: 'sans' });
    const after = await page.evaluate(look);
    expect(after.size / before.size).toBeCloseTo(1.6);
    expect(after.leading / before.leading).toBeCloseTo(1.15);
    expect(after.font).not.toBe(before.font);
    await choose(page, { size: 'medium' });
    expect((await page.evaluate(look)).width).toBeLessThan(before.width);
    await choose(page, { measure: 'wide' });
    expect((await page.evaluate(look)).width).toBeGreaterThan(before.width);
  });

  test.each(Object.values(windows))('of the first language puts it first at %j', async (window) => {
    const page = await open('/3.1/', window);
    expect((await page.evaluate(look)).isEnglishFirst).toBe(false);
    await openPanel(page);
    await choose(page, { first: 'en' });
    expect((await page.evaluate(look)).isEnglishFirst).toBe(true);
    const order = () =>
      [...document.querySelectorAll('.pair > [lang]')].map((cell) => cell.getAttribute('lang'));
    await expect
      .poll(async () => (await page.evaluate(order)).slice(0, 2))
      .toEqual(['en', 'zh-Hans']);
    await choose(page, { first: 'zh' });
    await expect
      .poll(async () => (await page.evaluate(order)).slice(0, 2))
      .toEqual(['zh-Hans', 'en']);
  });

  test('is made and undone by keyboard', async () => {
    const page = await open('/3.1/');
    const before = await page.evaluate(look);
    await page.focus('.settings-button');
    await page.keyboard.press('Enter');
    await page.waitForSelector('.settings-popover:popover-open');
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await page.waitForSelector('html[data-size=larger]');
    await page.keyboard.press('Shift+Tab');
    await page.focus('.settings .reset');
    await page.keyboard.press('Enter');
    expect(await page.evaluate(look)).toEqual(before);
    expect(await page.innerText('.settings .said')).not.toBe('');
    await page.keyboard.press('Escape');
    expect(await page.isVisible('.settings-popover')).toBe(false);
    expect(await page.evaluate(() => document.activeElement?.className)).toContain(
      'settings-button',
    );
  });

  test('shows in another tab that is open', async () => {
    const page = await open('/3.1/');
    const other = await page.context().newPage();
    await other.goto(page.url());
    await openPanel(page);
    await choose(page, { theme: 'dark' });
    await other.waitForSelector('html[data-theme=dark]');
    await choose(page, { theme: 'system' });
    await other.waitForSelector('html:not([data-theme])');
  });
});

test('one button resets every choice and the storage', async () => {
  const page = await open('/3.1/');
  await openPanel(page);
  for (const name of listSettings()) {
    const { values, initial } = settings[name];
    await choose(page, { [name]: values.find((value) => value !== initial) ?? '' });
  }
  const attributes = () =>
    Object.keys(document.documentElement.dataset)
      .filter((name) => !['view', 'page', 'version', 'faces'].includes(name))
      .sort();
  expect(await page.evaluate(attributes)).toEqual([...listSettings()].sort());
  await page.click('.settings .reset');
  expect(await page.evaluate(attributes)).toEqual([]);
  expect(await page.evaluate(() => localStorage.getItem('duidu:settings'))).toBe('{}');
  const checked = await page.$$eval('.settings :checked', (inputs) =>
    inputs.map((input) => (input as HTMLInputElement).value),
  );
  expect(checked).toEqual(listSettings().map((name) => settings[name].initial));
});

test('choices apply before the first paint', async () => {
  const page = await open('/3.1/');
  await page.evaluate(() => localStorage.setItem('duidu:settings', '{"theme":"dark"}'));
  // If a file applied the choice, this would be too late.
  await page.route('**/*.js', (route) =>
    route.fulfill({ contentType: 'text/javascript', body: '' }),
  );
  await page.reload();
  const { paper } = await page.evaluate(look);
  expect(paper).toBe('rgb(24, 23, 21)');
});

test('the settings page applies each choice as the panel does', async () => {
  const page = await open('/zh/settings/');
  await choose(page, { theme: 'sepia' });
  await page.waitForSelector('html[data-theme=sepia]');
  expect(await page.innerText('.settings')).toContain(settingWords.choices.theme.values.sepia.zh);
  expect(await page.isVisible('.keys dl')).toBe(true);
});

test('a view offers only settings that change it', async () => {
  const shown = async (path: string) => {
    const page = await open(path);
    await openPanel(page);
    return page.$$eval('.settings .setting', (sets) =>
      sets.filter((set) => set.checkVisibility()).map((set) => set.getAttribute('data-setting')),
    );
  };
  expect(await shown('/3.1/')).toEqual(listSettings());
  expect(await shown('/zh/3.1/')).not.toContain('first');
  expect(await shown('/en/3.1/')).not.toContain('pinyin');
});

describe('a hidden translation', () => {
  const hide = async (window: object, first = 'zh') => {
    const page = await open('/3.1/', window);
    await openPanel(page);
    await choose(page, { translation: 'hidden', first });
    await page.keyboard.press('Escape');
    await page.mouse.move(5, 500);
    return page;
  };
  const visible = (page: Page, id: string, lang: string) =>
    page.isVisible(`[id="${id}"] > [lang="${lang}"]`);

  test.each([
    ['pointed at', windows.desktop, (page: Page) => page.hover('[id="3.1-p1s2"] [lang="zh-Hans"]')],
    ['reached by keyboard', windows.desktop, (page: Page) => page.focus('[id="3.1-p1s2"] > .self')],
    ['tapped', windows.phone, (page: Page) => page.tap('[id="3.1-p1s2"] [lang="zh-Hans"]')],
  ] as const)('is shown when the sentence is %s', async (_how, window, act) => {
    const page = await hide(window);
    expect(await visible(page, '3.1-p1s2', 'en')).toBe(false);
    expect(await visible(page, '3.1-p1s2', 'zh-Hans')).toBe(true);
    await act(page);
    expect(await visible(page, '3.1-p1s2', 'en')).toBe(true);
    expect(await visible(page, '3.1-p1s3', 'en')).toBe(false);
  });

  test('is the Chinese one if English comes first', async () => {
    const page = await hide(windows.desktop, 'en');
    expect(await visible(page, '3.1-p1s2', 'zh-Hans')).toBe(false);
    expect(await visible(page, '3.1-p1s2', 'en')).toBe(true);
  });

  test('is printed', async () => {
    const page = await hide(windows.desktop);
    await page.emulateMedia({ media: 'print' });
    expect(await visible(page, '3.1-p1s2', 'en')).toBe(true);
  });
});
