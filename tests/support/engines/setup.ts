import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { buildAndServe } from '../setup.ts';

/** Build the site as it is published, without the PDFs, which no browser here looks at. */
export default async function setup(project: TestProject): Promise<() => void> {
  const folder = '.build/engines';
  const { url, close } = await buildAndServe(folder, '/');
  project.provide('site', { folder, url });
  return () => {
    close();
    rmSync(folder, { recursive: true, force: true });
  };
}
