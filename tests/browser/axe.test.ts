import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'vitest';
import { useBrowser, windows } from '../support/browser.ts';

const open = useBrowser();
const paths = [
  '',
  '3/',
  '3.1/',
  'search/?q=新质生产力',
  'about/',
  'terms/',
  'terms/new-quality-productivity/',
];
const pages = ['', 'zh/', 'en/'].flatMap((view) => paths.map((path) => `/${view}${path}`));

test.each([...pages, '/404.html'])('%s has no fault that axe finds', async (path) => {
  const page = await open(path);
  if (path.includes('search')) await page.waitForSelector('.hit');
  for (const { viewport } of Object.values(windows)) {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ colorScheme });
      // Pages here have no frames, for which the other mode opens a page of its own each time.
      const { violations } = await new AxeBuilder({ page }).setLegacyMode().analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      ).toEqual([]);
    }
  }
});
