import { AxeBuilder } from '@axe-core/playwright';
import { expect, test } from 'vitest';
import { useBrowser, windows } from '../support/browser.ts';

const open = useBrowser();
const paths = ['', '3/', '3.1/', 'search/?q=新质生产力', 'about/'];
const pages = ['', 'zh/', 'en/'].flatMap((view) => paths.map((path) => `/${view}${path}`));

test.each([...pages, '/404.html'])('%s has no fault that axe finds', async (path) => {
  for (const window of [windows.phone, windows.desktop]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      const page = await open(path, { ...window, colorScheme });
      if (path.includes('search')) await page.waitForSelector('.hit');
      const { violations } = await new AxeBuilder({ page }).analyze();
      expect(
        violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`),
      ).toEqual([]);
      await page.context().close();
    }
  }
});
