import { mkdirSync, mkdtempSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Make an empty folder for a build. It is inside the project: builds that write elsewhere share a temporary
 * folder of Astro, and two at a time would conflict.
 */
export function makeWorkFolder(): string {
  mkdirSync('.build', { recursive: true });
  return mkdtempSync(resolve('.build', 'work-'));
}
