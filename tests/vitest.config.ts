import { defineConfig } from 'vitest/config';
import { Tally } from './support/tally.ts';

export default defineConfig({
  test: {
    dir: import.meta.dirname,
    globalSetup: './tests/support/setup.ts',
    // A test mostly waits for the browser, which has processes of its own.
    maxWorkers: 2,
    testTimeout: 30_000,
    // What did not get its turn on a busy machine is tried once more; what failed is not.
    retry: { count: 1, condition: /timed out in/ },
    hookTimeout: 30_000,
    reporters: ['default', new Tally()],
  },
});
