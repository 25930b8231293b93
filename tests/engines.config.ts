import { defineConfig } from 'vitest/config';
import { Tally } from './support/tally.ts';

export default defineConfig({
  test: {
    dir: `${import.meta.dirname}/engines`,
    globalSetup: './tests/support/engines/setup.ts',
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // On a busy machine a browser may be late for once; what is wrong is wrong twice.
    retry: 1,
    reporters: ['default', new Tally()],
  },
});
