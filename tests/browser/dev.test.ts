import {
  appendFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { locales } from '../../src/paper/locale.ts';
import { anyError, useBrowser } from '../support/browser.ts';
import { type DevServer, startDev } from '../support/dev.ts';
import { copyContent } from '../support/edited.ts';

const { content, remove } = copyContent();
const toFile = (name: string) => join(content, name);
let running: DevServer;
const open = useBrowser(() => running.url, anyError);

beforeAll(async () => {
  running = await startDev(content);
});
afterAll(() => {
  running.server.kill();
  remove();
});

/** Write a section in both languages. */
function writeSection(number: string, zh: string, en: string): void {
  writeFileSync(toFile(`zh/${number}.md`), zh);
  writeFileSync(toFile(`en/${number}.md`), en);
}

test('a page in development shows an error, and the text once it is fixed', async () => {
  const file = toFile('zh/3.2.md');
  const sound = readFileSync(file, 'utf8');
  const page = await open('/zh/3.2/');
  expect(await page.textContent('h1')).toContain('地理位置优势');
  writeFileSync(file, sound.replace('。', '<b>x</b>,坏。'));
  await page.waitForSelector('vite-error-overlay >> text=/zh\\/3\\.2\\.md:3:\\d+/');
  await page.waitForSelector('vite-error-overlay >> text=write it in Markdown, or delete it');
  // The error stays when another file is saved.
  appendFileSync(toFile('zh/6.md'), '\n\n此句只有中文。\n');
  await page.waitForSelector('vite-error-overlay >> text=/zh\\/3\\.2\\.md:3:\\d+/');
  await page.waitForSelector('vite-error-overlay >> text=/en\\/6\\.md:\\d+/');
  appendFileSync(toFile('en/6.md'), '\n\nThis is in English too.\n');
  writeFileSync(file, sound.replace('。', '，此句已改。'));
  await page.waitForSelector('main >> text=此句已改');
});

test('a page in development follows added, renamed and removed sections', async () => {
  const page = await open('/zh/');
  writeSection('7', '# 新章\n\n新的一章。\n', '# New\n\nA new chapter.\n');
  await page.waitForSelector('main >> text=7 新章');
  writeSection('8', '# 后章\n\n后面一章。\n', '# Later\n\nA later chapter.\n');
  await page.waitForSelector('main >> text=8 后章');
  for (const locale of locales) renameSync(toFile(`${locale}/8.md`), toFile(`${locale}/7.1.md`));
  await page.waitForSelector('main >> text=7.1 后章');
  for (const number of ['7.1', '7']) {
    for (const locale of locales) rmSync(toFile(`${locale}/${number}.md`));
  }
  await page.waitForSelector('main >> text=新章', { state: 'detached' });
  await page.waitForSelector('main >> text=6 结论与展望');
});

test('a page in development shows added terms', async () => {
  const page = await open('/zh/terms/');
  appendFileSync(toFile('terms.yaml'), '- zh: 测试之词\n  en: word of a test\n');
  await page.waitForSelector('main >> text=测试之词');
});

test('a page in development shows images in their current size', async () => {
  const page = await open('/zh/');
  const draw = (width: number) =>
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="30"></svg>`;
  mkdirSync(toFile('images'), { recursive: true });
  writeFileSync(toFile('images/map.svg'), draw(40));
  writeSection('7', '# 图\n\n![图](../images/map.svg)\n', '# Map\n\n![Map](../images/map.svg)\n');
  await page.waitForSelector('main img[width="40"]');
  writeFileSync(toFile('images/map.svg'), draw(50));
  await page.waitForSelector('main img[width="50"]');
});

test('an editor corrects rows on the page, and requests from other sites are refused', async () => {
  const read = () => locales.map((locale) => readFileSync(toFile(`${locale}/3.1.md`), 'utf8'));
  const before = read();
  const report = join(content, '../import-report.md');
  const [zh, en] = before.map((text) => text.split('\n')[2]);
  const item = `- zh/3.1.md:3 · en/3.1.md:3: 9% certain\n  - ${zh}\n  - ${en}\n`;
  writeFileSync(report, `## Doubtful (1)\n\n${item}`);
  const page = await open('/3.1/');
  const doubtful = page.locator('review-row[data-doubtful] >> text=Please check: 9% certain');
  await expect.poll(() => doubtful.count()).toBe(1);
  await page.locator('button >> text=Mark as correct').click();
  await expect.poll(() => doubtful.count()).toBe(0);
  expect(readFileSync(report, 'utf8')).toBe('## Doubtful (0)\n\n');
  const rows = page.locator('.pair:has(review-row button:enabled)');
  await expect.poll(() => rows.count()).toBeGreaterThan(2);
  const count = await rows.count();
  const press = async (name: string) => {
    await rows.first().hover();
    await page.locator(`review-row button >> text=${name}`).first().click();
  };
  await press('Join with next');
  await expect.poll(() => rows.count()).toBe(count - 1);
  await press('Split');
  await expect.poll(() => rows.count()).toBe(count);
  expect(read()).toEqual(before);
  await press('Edit');
  await page.locator('textarea[lang=zh]').fill('甲。\n乙。\n丙。');
  await page.locator('textarea[lang=en]').fill('Edited here.\nTwo.');
  await press('Save');
  await page.waitForSelector('main >> text=Edited here.');
  await expect.poll(() => rows.count()).toBe(count);
  await press('Split');
  await page.locator('textarea[lang=zh]').fill('甲。\n乙。\n\n丙。');
  await press('Save');
  await expect.poll(() => rows.count()).toBe(count + 1);
  expect(read()[0]).toContain('\n甲。\\\n乙。\n丙。\n');
  await press('First English sentence up');
  await page.waitForSelector('review-row [role=alert] >> text=expected a pair before or after');
  const ask = (headers: HeadersInit) => fetch(`${running.url}@review`, { headers });
  expect((await ask({ 'Sec-Fetch-Site': 'cross-site' })).ok).toBe(false);
  expect((await ask({})).ok).toBe(false);
  expect((await ask({ 'Sec-Fetch-Site': 'same-origin' })).ok).toBe(true);
  for (const [at, text] of before.entries()) writeFileSync(toFile(`${locales[at]}/3.1.md`), text);
});

test('a file in development is served with its media type', async () => {
  mkdirSync(toFile('images'), { recursive: true });
  const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="30"></svg>';
  writeFileSync(toFile('images/plan.svg'), drawing);
  writeSection(
    '8',
    '# 图\n\n![图](../images/plan.svg)\n',
    '# Plan\n\n![Plan](../images/plan.svg)\n',
  );
  const read = async (path: string) => {
    const { status, headers } = await fetch(running.url + path);
    return [status, headers.get('content-type')?.split(';')[0]];
  };
  expect(await read('downloads/paper-zh.epub')).toEqual([200, 'application/epub+zip']);
  expect(await read('downloads/paper.tsv')).toEqual([200, 'text/tab-separated-values']);
  expect(await read('en/cite/ris/3.1.ris')).toEqual([200, 'application/x-research-info-systems']);
  expect(await read('pictures/3.1.png')).toEqual([200, 'image/png']);
  await expect.poll(() => read('images/plan.svg')).toEqual([200, 'image/svg+xml']);
});
