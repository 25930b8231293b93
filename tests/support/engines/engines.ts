import { chromium } from './chromium.ts';
import { firefox } from './firefox.ts';
import { oldChromium } from './old-chromium.ts';
import type { Engine, EngineKind } from './tab.ts';
import { webkit } from './webkit.ts';

/** The browsers for tests and measurements. */
export const engines: Readonly<Record<string, EngineKind>> = {
  Chromium: chromium,
  Firefox: firefox,
  WebKit: webkit,
};

/** Older browsers in phone apps and old systems: the oldest that package.json names, and one in between. */
export const olderEngines: Readonly<Record<string, EngineKind>> = {
  'Chromium 109': oldChromium('109.0.6'),
  'Chromium 116': oldChromium('116.0.0'),
};

/**
 * Start a browser by its name, in any case.
 *
 * @throws {Error} with install instructions, if it is missing
 */
export async function startEngine(name: string): Promise<Engine> {
  const kind = Object.entries(engines).find(([each]) => each.toLowerCase() === name.toLowerCase());
  const missing = kind ? kind[1].findMissing() : 'there is no such browser';
  if (!kind || missing) throw new Error(`${name} is missing: ${missing}`);
  return kind[1].start();
}
