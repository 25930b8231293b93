import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { buildAndServe } from '../setup.ts';
import { makeWorkFolder } from '../work.ts';
import { engines } from './engines.ts';

/** Build the site as it is published, but for the PDFs, and say which browsers are missing. */
export default async function setup(project: TestProject): Promise<() => void> {
  for (const [name, kind] of Object.entries(engines)) {
    const missing = kind.findMissing();
    if (missing) console.log(`${name} is not tested: ${missing}`);
  }
  // A folder of its own, so that runs at the same time do not take the site from each other.
  const folder = makeWorkFolder();
  const { url, close } = await buildAndServe(folder, '/');
  project.provide('site', { folder, url });
  return () => {
    close();
    rmSync(folder, { recursive: true, force: true });
  };
}
