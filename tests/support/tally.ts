import { basename } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with its slowest files, and with the line “N passed, N failed” for tools that read the output. */
export class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: string): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    // A file that cannot be loaded and an error outside tests are failures too.
    const broken = modules.filter((module) => module.errors().length > 0).length + errors.length;
    const seconds = (module: TestModule) => Math.round(module.diagnostic().duration / 1000);
    const longest = modules
      .toSorted((a, b) => seconds(b) - seconds(a))
      .slice(0, 5)
      .map((module) => `${basename(module.moduleId, '.test.ts')} ${seconds(module)} s`);
    const failed = Math.max(count('failed') + broken, reason === 'passed' ? 0 : 1);
    const skipped = count('skipped');
    // After the summary of the default reporter, which prints at the end of this event.
    process.once('exit', () => {
      console.log(`What took longest: ${longest.join(', ')}`);
      console.log(
        `${count('passed')} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`,
      );
    });
  }
}
