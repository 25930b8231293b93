import { configDefaults, defineConfig } from 'vitest/config';
import { Tally } from './support/tally.ts';

export default defineConfig({
  test: {
    dir: import.meta.dirname,
    // They need more than npm brings: “npm run test:engines”.
    exclude: [...configDefaults.exclude, 'engines/**'],
    globalSetup: './tests/support/setup.ts',
    // A test mostly waits for the browser, which has processes of its own.
    maxWorkers: 2,
    testTimeout: 30_000,
    // On a busy machine a browser may be late for once; what is wrong is wrong twice.
    retry: 1,
    hookTimeout: 30_000,
    reporters: ['default', new Tally()],
  },
});
