import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** A theme and a width for a page. */
export type Look = readonly [theme: 'light' | 'sepia' | 'dark', width: number];

/** The looks for the pages of a site: colors do not depend on the width. */
export const looks: readonly Look[] = [
  ['light', 320],
  ['sepia', 820],
  ['dark', 1440],
];

/** List the faults that axe finds, including WCAG 2.2’s target size, with their elements. */
export async function findFaults(page: Page): Promise<string[]> {
  // The other mode opens a new page each time for frames, which pages here do not have.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ rules: { 'target-size': { enabled: true } } })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}

/** List the faults that axe finds in some looks, and pages wider than their window. */
export async function findFaultsIn(page: Page, some = looks): Promise<string[]> {
  const found: string[] = [];
  for (const [theme, width] of some) {
    await page.setViewportSize({ width, height: 900 });
    await setTheme(page, theme);
    const faults = await findFaults(page);
    const wider = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
    if (wider > 0) faults.push(`${wider} px too wide`);
    found.push(...faults.map((fault) => `${theme} at ${width} px: ${fault}`));
  }
  return found;
}

/** Show a page in a theme. */
export async function setTheme(page: Page, theme: string): Promise<void> {
  await page.evaluate((value) => {
    document.documentElement.dataset['theme'] = value;
  }, theme);
}
