import { basename } from 'node:path';
import type { Reporter, TestModule } from 'vitest/node';

/** Ends a run with its slowest files, and with the line “N passed, N failed” for tools that read the output. */
export class Tally implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: string): void {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const count = (state: string) => tests.filter((test) => test.result().state === state).length;
    // Files that do not load, and hooks that fail, are not tests: the runner counts them apart too.
    const broken = modules.flatMap((module) => [module, ...module.children.allSuites()]);
    const otherErrors = broken.flatMap((part) => part.errors()).length + errors.length;
    const seconds = (module: TestModule) => Math.round(module.diagnostic().duration / 1000);
    const longest = modules
      .toSorted((a, b) => seconds(b) - seconds(a))
      .slice(0, 5)
      .map((module) => `${basename(module.moduleId, '.test.ts')} ${seconds(module)} s`);
    const failed = count('failed') || Number(reason !== 'passed');
    // After the summary of the default reporter, which prints at the end of this event.
    process.once('exit', () => {
      console.log(`What took longest: ${longest.join(', ')}`);
      const more = [
        [count('skipped'), 'skipped'] as const,
        [otherErrors, 'errors outside tests'] as const,
      ];
      const parts = more.flatMap(([many, what]) => (many > 0 ? [`${many} ${what}`] : []));
      console.log([`${count('passed')} passed`, `${failed} failed`, ...parts].join(', '));
    });
  }
}
