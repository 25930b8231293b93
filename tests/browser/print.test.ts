import { expect, test } from 'vitest';
import { useBrowser } from '../support/browser.ts';
import { paper } from '../support/paper.ts';

const open = useBrowser();
const { record } = paper;

async function openOnPaper(path: string, theme = 'dark') {
  const page = await open(path, { viewport: { width: 680, height: 960 } });
  await page.evaluate((value) => {
    document.documentElement.dataset['theme'] = value;
  }, theme);
  await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
  return page;
}

test.each(['/', '/zh/', '/en/', '/3/', '/zh/3.1/', '/en/about/', '/terms/'])(
  '%s prints with its address and heading, and without the interface',
  async (path) => {
    const page = await openOnPaper(path);
    expect(await page.innerText('.address')).toMatch(new RegExp(`\\S ${record.site}${path}$`));
    expect(await page.isVisible('h1')).toBe(true);
    const parts = '.header, .contents, .pager, .self, .cite, footer, .continue, .up';
    expect(await page.locator(parts).filter({ visible: true }).count()).toBe(0);
    if (path === '/zh/3.1/') expect(await page.innerText('.address')).toContain(record.title.zh);
  },
);

test.each(['light', 'sepia', 'dark'])('the text is black on white in %s', async (theme) => {
  const page = await openOnPaper('/3.1/', theme);
  const colors = await page.evaluate(() => {
    const { backgroundColor } = getComputedStyle(document.body);
    const texts = [...document.querySelectorAll('main :is(h1, p)')];
    return [backgroundColor, ...new Set(texts.map((text) => getComputedStyle(text).color))];
  });
  expect(colors[0]).toBe('rgb(255, 255, 255)');
  for (const color of colors.slice(1)) expect(color).toMatch(/rgb\((\d|[1-4]\d|51),/);
});

test('both columns are aligned on paper, and no sentence is split', async () => {
  const page = await openOnPaper('/');
  const rows = await page.$$eval('.pair', (pairs) =>
    pairs.map((pair) => {
      const [zh, en] = pair.querySelectorAll(':scope > [lang]');
      const { breakInside } = getComputedStyle(pair);
      return {
        breakInside,
        isBeside:
          (zh?.getBoundingClientRect().right ?? 0) <= (en?.getBoundingClientRect().left ?? 0),
      };
    }),
  );
  expect(rows.length).toBeGreaterThan(50);
  expect(new Set(rows.map((row) => JSON.stringify(row)))).toEqual(
    new Set(['{"breakInside":"avoid","isBeside":true}']),
  );
});

test.each([
  ['/', 8, 16],
  ['/zh/3.1/', 1, 1],
])('the PDF of %s has from %i to %i pages', async (path, least, most) => {
  const page = await open(path);
  const pdf = await page.pdf({ format: 'A4', preferCSSPageSize: false });
  const count = (pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g) ?? []).length;
  expect(count).toBeGreaterThanOrEqual(least);
  expect(count).toBeLessThanOrEqual(most);
});
