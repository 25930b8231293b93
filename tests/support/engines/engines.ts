import { chromium } from './chromium.ts';
import { firefox } from './firefox.ts';
import type { Engine, EngineKind } from './tab.ts';
import { webkit } from './webkit.ts';

/** The browsers that the site is tested and measured in. */
export const engines: Readonly<Record<string, EngineKind>> = {
  Chromium: chromium,
  Firefox: firefox,
  WebKit: webkit,
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
