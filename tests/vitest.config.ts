import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { BaseSequencer, type TestSpecification } from 'vitest/node';
import { limit } from './support/speed.ts';
import { Tally } from './support/tally.ts';

const sites = './tests/support/setup-sites.ts';
const browser = './tests/support/setup-browser.ts';

/** Begins with what takes longest, so that no worker has to wait for another at the end. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files);
    const isLong = ({ moduleId }: TestSpecification) =>
      /\/(?:adverse|adverse-network|axe|commands|dev|journeys|offline|other-paper|read-aloud)\.test/.test(
        moduleId,
      );
    return sorted.toSorted((a, b) => Number(isLong(b)) - Number(isLong(a)));
  }
}

/** Make a project of the tests in a folder, with what is set up before they run. */
function toProject(name: string, order: number, globalSetup: readonly string[]) {
  return {
    test: {
      name,
      include: [`tests/${name}/**/*.test.ts`],
      globalSetup: [...globalSetup],
      // One after the other, so that what is quick fails first.
      sequence: { groupOrder: order },
      // The files of a worker share what was read, and the pages that are open.
      isolate: order > 2,
      testTimeout: limit(120_000),
      hookTimeout: limit(180_000),
      expect: { poll: { timeout: limit(10_000) } },
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
    // A test mostly waits for the browser, and half of that time nothing runs.
    maxWorkers: 2 * availableParallelism(),
    sequence: { sequencer: LongestFirst },
    reporters: ['default', new Tally()],
  },
});
