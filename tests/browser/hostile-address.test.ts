import { afterEach, expect, inject, test } from 'vitest';
import { watchPage } from '../support/hostile.ts';
import { type Host, startHost, useReader } from '../support/offline.ts';
import { foreignHost } from '../support/payloads.ts';

const open = useReader();

let host: Host;
afterEach(() => host.cut());

const paths = [
  ...['%', '%E0%A4%A', '%00', '%u003cscript%u003e', '<script>__ran=1</script>', '"onerror=__ran=1'],
  ...[
    'javascript:__ran=1',
    `/${foreignHost}`,
    `\\${foreignHost}`,
    '..%2f..%2fetc',
    '__proto__',
    'x'.repeat(999),
  ],
  ...['constructor', '%E2%80%AE', '{{x}}', "';__ran=1//"],
].map((path) => `${path}/`);

test('a hostile address leads to the page of what is kept, without a network', async () => {
  host = await startHost(inject('site').folder);
  const errors: string[] = [];
  const page = await open(`${host.url}about/`, async (fresh) => {
    await watchPage(fresh);
    fresh.on('pageerror', ({ message }) => errors.push(message));
    fresh.on('console', (message) => {
      // That a page is not there is said too.
      if (message.type() === 'error' && !/^Failed to load resource/.test(message.text()))
        errors.push(message.text());
    });
  });
  await page.hover('h1');
  await page.click('.offline button:visible');
  await page.waitForSelector('.offline [role=status]:text-matches("已保存")');
  for (const path of paths) await page.goto(host.url + path);
  await host.cut();
  for (const path of paths) {
    await page.goto(host.url + path).catch(() => {});
    expect(await page.textContent('h1'), path).toContain('未连网');
    const links = page.locator('kept-pages a');
    const origins = await links.evaluateAll((all) =>
      all.map((link) => (link as HTMLAnchorElement).origin),
    );
    expect(origins.filter((origin) => !host.url.startsWith(origin))).toEqual([]);
  }
  expect(errors).toEqual([]);
}, 60_000);
