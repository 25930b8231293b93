import { defineConfig } from 'vitest/config';
import { Tally } from './support/tally.ts';

const sites = './tests/support/setup-sites.ts';
const browser = './tests/support/setup-browser.ts';

/** Make a project of the tests in a folder, with what is set up before they run. */
function toProject(name: string, order: number, globalSetup: readonly string[]) {
  return {
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      globalSetup: [...globalSetup],
      // One after the other, so that what is quick fails first.
      sequence: { groupOrder: order },
      // What needs no browser shares what it has read.
      isolate: order > 1,
      // Until the last tests that fail now and then have been found, a browser may be late for once.
      retry: order > 1 ? 1 : 0,
      testTimeout: 120_000,
      hookTimeout: 180_000,
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      toProject('unit', 0, []),
      toProject('site', 1, [sites]),
      toProject('browser', 2, [sites, browser]),
      // They need browsers that npm does not bring: “npm run test:engines”.
      toProject('engines', 3, [sites]),
    ],
    // A test mostly waits for the browser, which has processes of its own.
    maxWorkers: 2,
    reporters: ['default', new Tally()],
  },
});
