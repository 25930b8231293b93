import { mkdirSync, mkdtempSync } from 'node:fs';
import { resolve } from 'node:path';

/**
 * Make an empty folder to build into. It is in the project: builds that write elsewhere share one folder
 * of Astro's for what they run, and two at a time would take it from each other.
 */
export function makeWorkFolder(): string {
  mkdirSync('.build', { recursive: true });
  return mkdtempSync(resolve('.build', 'work-'));
}
