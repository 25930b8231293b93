import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { toChoices } from '../../src/features/settings/settings.ts';
import { settingWords } from '../../src/i18n/words.ts';
import { useBrowser, windows } from '../support/browser.ts';
import { change, rest } from '../support/page.ts';

const open = useBrowser();

async function pressTo(page: Page, key: string, address: RegExp): Promise<void> {
  await page.keyboard.press(key);
  await page.waitForURL(address);
}

test('j and k go to the next section and back', async () => {
  const page = await open('/zh/3.1/');
  await pressTo(page, 'j', /\/zh\/3\.2\/$/);
  await pressTo(page, 'k', /\/zh\/3\.1\/$/);
});

test('1, 2 and 3 change the view and keep the place', async () => {
  const page = await open('/zh/3.1/#3.1-p1s3');
  await pressTo(page, '3', /\/en\/3\.1\/#3\.1-p1s3$/);
  await pressTo(page, '2', /\d\/3\.1\/#3\.1-p1s3$/);
  await pressTo(page, '1', /\/zh\/3\.1\/#3\.1-p1s3$/);
});

test('c opens the contents on a phone, and focuses them on a desktop', async () => {
  const phone = await open('/zh/3.1/', windows.phone);
  await phone.keyboard.press('c');
  expect(await phone.isVisible('.contents')).toBe(true);
  const desktop = await open('/zh/3.1/');
  await desktop.keyboard.press('c');
  const focused = await desktop.evaluate(() => document.activeElement?.getAttribute('href'));
  expect(focused).toBe('/zh/3.1/');
});

test('s opens the settings and closes them', async () => {
  const page = await open('/zh/3.1/');
  await page.keyboard.press('s');
  await page.waitForSelector('.settings-popover:popover-open');
  await page.keyboard.press('s');
  await page.waitForSelector('.settings-popover', { state: 'hidden' });
});

test('t cycles through the themes', async () => {
  const page = await open('/zh/3.1/');
  for (const theme of ['light', 'sepia', 'dark', null]) {
    await page.keyboard.press('t');
    await page.waitForFunction(
      (want) => (document.documentElement.dataset['theme'] ?? null) === want,
      theme,
    );
  }
});

test('? lists every key', async () => {
  const page = await open('/en/3.1/');
  await page.keyboard.press('?');
  await page.waitForSelector('.keys-dialog[open]');
  const listed = await page.innerText('.keys-dialog');
  for (const [key, { en }] of Object.entries(settingWords.keys)) {
    expect(listed).toMatch(new RegExp(`${RegExp.escape(key)}\\s+${en}`));
  }
  await page.keyboard.press('j');
  await page.keyboard.press('Escape');
  expect(await page.isVisible('.keys-dialog')).toBe(false);
  expect(page.url()).toMatch(/\/en\/3\.1\/$/);
});

describe('no key does anything', () => {
  const unchanged = async (page: Page) => {
    await rest(page);
    expect(page.url()).toMatch(/\/zh\/3\.1\/$/);
    const data = await page.evaluate(() => ({ ...document.documentElement.dataset }));
    expect(toChoices(data)).toEqual({});
    expect(await page.isVisible('.keys-dialog[open], .settings-popover')).toBe(false);
  };
  const all = ['j', 'k', '1', '3', 's', 't', '?'];

  test('while the reader types', async () => {
    const page = await open('/zh/3.1/');
    await page.keyboard.press('/');
    await page.waitForSelector('.search-dialog[open]');
    for (const key of all) await page.keyboard.press(key);
    expect(await page.inputValue('.search-dialog input')).toBe(all.join(''));
    await unchanged(page);
  });

  test('with a modifier', async () => {
    const page = await open('/zh/3.1/');
    for (const key of ['j', 'k', 's', 't']) await page.keyboard.press(`Alt+${key}`);
    await unchanged(page);
  });

  test('if single keys are switched off', async () => {
    const page = await open('/zh/3.1/');
    await change(page, 'keys', 'off');
    for (const key of [...all, '/']) await page.keyboard.press(key);
    await rest(page);
    expect(await page.locator('dialog, .settings-popover').count()).toBe(0);
    await change(page, 'keys', 'on');
    await unchanged(page);
  });

  test('among search marks if single keys are switched off, except Esc', async () => {
    const page = await open('/zh/3.1/?mark=资源');
    const count = page.locator('.marks-bar output');
    await count.waitFor();
    await page.keyboard.press('n');
    await page.waitForFunction(() =>
      document.querySelector('output')?.textContent?.startsWith('2'),
    );
    await change(page, 'keys', 'off');
    await page.keyboard.press('n');
    expect(await count.innerText()).toMatch(/^2 /);
    await page.keyboard.press('Escape');
    expect(await count.count()).toBe(0);
  });
});
