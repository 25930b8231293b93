import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { limit } from './support/speed.ts';
import { Tally } from './support/tally.ts';

const sites = './tests/support/setup-sites.ts';
const browser = './tests/support/setup-browser.ts';
const engines = './tests/support/setup-engines.ts';

/** Starts the slowest files first, so that no worker waits for another at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      /\/(?:adverse|adverse-network|axe|commands|dev|firefox|offline|other-paper|read-aloud|style|webkit)\.test/.test(
        moduleId,
      );
    return sorted.toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)));
  }
}

/** Make a project for the tests in a folder, with its setup. */
function toProject(name: string, order: number, globalSetup: readonly string[]) {
  return {
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      globalSetup: [...globalSetup],
      // One after the other, so that fast projects fail first, and a worker keeps its pages.
      sequence: { groupOrder: order },
      // The files of a worker share cached content and open pages.
      isolate: order > 2,
      testTimeout: limit(240_000),
      hookTimeout: limit(480_000),
      expect: { poll: { timeout: limit(30_000) } },
    },
  };
}

export default defineConfig({
  test: {
    projects: [
      toProject('unit', 0, []),
      toProject('site', 1, [sites]),
      toProject('browser', 2, [sites, browser]),
      // These need browsers that npm does not install: “npm run test:engines”.
      toProject('engines', 3, [sites, engines]),
    ],
    // Tests mostly wait for the browser, half of the time without using the processor.
    maxWorkers: 2 * availableParallelism(),
    sequence: { sequencer: LongestFirst },
    reporters: ['default', new Tally()],
  },
});
