import { chromium } from './chromium.ts';
import { firefox } from './firefox.ts';
import { oldChromium } from './old-chromium.ts';
import type { Engine, EngineKind } from './tab.ts';
import { webkit } from './webkit.ts';

/** The browsers that the site is tested and measured in. */
export const engines: Readonly<Record<string, EngineKind>> = {
  Chromium: chromium,
  Firefox: firefox,
  WebKit: webkit,
};

/** What apps on phones and old systems have: the oldest that package.json names, and one between. */
export const olderEngines: Readonly<Record<string, EngineKind>> = {
  'Chromium 109': oldChromium('109.0.6'),
  'Chromium 116': oldChromium('116.0.0'),
};

/**
 * Start a browser by its name, in letters of either case.
 *
 * @throws {Error} that says what to install where it is missing
 */
export async function startEngine(name: string): Promise<Engine> {
  const kind = Object.entries(engines).find(([each]) => each.toLowerCase() === name.toLowerCase());
  const missing = kind ? kind[1].findMissing() : 'there is no such browser';
  if (!kind || missing) throw new Error(`${name} is missing: ${missing}`);
  return kind[1].start();
}
