import type { TestProject } from 'vitest/node';
import { startChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The address for connecting to the browser that all tests share. */
    browser: string;
  }
}

/** Start the browser that the tests of a project share. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const browser = await startChromium();
  project.provide('browser', browser.wsEndpoint());
  return () => browser.close();
}
