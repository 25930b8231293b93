import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { lostFiles, useBrowser, windows } from '../support/browser.ts';
import { watchPage } from '../support/hostile.ts';
import { type Host, startHost } from '../support/offline.ts';
import { rest } from '../support/page.ts';
import { foreignHost } from '../support/payloads.ts';

const open = useBrowser(() => host.url, lostFiles);
const openWatched = (path: string) => open(path, windows.desktop, watchPage);

let host: Host;
beforeEach(async () => {
  host = await startHost(inject('site').folder);
});
afterEach(() => host.cut());

const paths = [
  ...['%E0%A4%A', '<script>__ran=1</script>', 'javascript:__ran=1', '..%2f..%2fetc', '__proto__'],
  ...['%E2%80%AE', "';__ran=1//"],
].map((path) => `${path}/`);

test('a hostile address offline shows the saved pages', async () => {
  const page = await openWatched('about/');
  await page.hover('h1');
  await page.click('.offline button:visible');
  await page.waitForSelector('.offline [role=status]:text-matches("已保存")');
  for (const path of paths) await page.goto(host.url + path);
  await host.cut();
  for (const path of paths) {
    await page.goto(host.url + path).catch(() => {});
    expect(await page.textContent('h1'), path).toContain('没有网络连接');
  }
});

test('an address with two slashes never leads to another host', async () => {
  const page = await openWatched('zh/3.1/');
  const twice = `${host.url}/${foreignHost}/`;
  const asked = page.waitForRequest(twice);
  await page.evaluate((href) => {
    const link = Object.assign(document.createElement('a'), { href, textContent: 'x' });
    document.querySelector('h1')?.prepend(link);
  }, twice);
  await page.hover('h1 a');
  await asked;
  await page.goto(twice);
  await rest(page);
});
