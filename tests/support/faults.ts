import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** List what axe finds, WCAG 2.2’s size of targets among it, with what it is found in. */
export async function findFaults(page: Page): Promise<string[]> {
  // Pages here have no frames, for which the other mode opens a page of its own each time.
  const { violations } = await new AxeBuilder({ page })
    .setLegacyMode()
    .options({ rules: { 'target-size': { enabled: true } } })
    .analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
}
