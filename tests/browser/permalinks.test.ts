import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningServer, serveFolder } from '../../src/commands/serve.ts';
import { noScript, useBrowser } from '../support/browser.ts';
import { copyContent } from '../support/edited.ts';
import { plain, readBox, readStyle } from '../support/page.ts';

const edited = copyContent();
let served: RunningServer;

beforeAll(async () => {
  // The second sentence is merged into the first, and the third is edited.
  edited.changeLines('3.2', (lines, locale) => {
    const [first = '', second = '', third = ''] = lines.splice(0, 3);
    const both = locale === 'zh' ? first.replace('。', '；') + second : `${first} ${second}`;
    lines.unshift(both, third.replace('新疆', '本区'));
  });
  edited.run('publish', '--yes');
  served = await serveFolder(edited.site, '/', 0);
});
afterAll(() => {
  served.server.close();
  edited.remove();
});

const open = useBrowser(() => served.url);

/** Open a page without JavaScript, as from an old link. */
const follow = (path: string) => open(path, noScript.desktop);

test.each([
  ['3.2/#3.2-p1s2', '[id="3.2-p1s1"]'],
  ['zh/3.2/#3.2-p1s2', '[id="3.2-p1s1"]'],
  ['en/#3.2-p1s2', '[id="3.2-p1s1"]'],
])('%s marks the merged sentence, with a note', async (path, selector) => {
  const page = await follow(path);
  const note = page.locator('[id="3.2-p1s2"]');
  expect(await note.isVisible()).toBe(true);
  const said = await note.textContent();
  expect(said).toMatch(/第 2 版|version 2/);
  expect(said).toContain('3.2-p1s2');
  expect(await readStyle(page, selector, 'background-color')).not.toBe(plain);
  const { top } = await readBox(page, selector);
  expect(top).toBeGreaterThan(0);
  expect(top).toBeLessThan(400);
});

test('a note shows only at its own address', async () => {
  const page = await follow('3.2/#3.2-p1s1');
  expect(await page.locator('[id="3.2-p1s2"]').isVisible()).toBe(false);
  // That sentence was edited too: it now contains more.
  expect(await page.locator('.edited:visible').count()).toBe(1);
  const other = await follow('3.2/');
  expect(await other.locator(':is(.alias, .edited):visible').count()).toBe(0);
});
