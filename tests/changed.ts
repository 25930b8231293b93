import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { listBuilt } from './support/built.ts';

/** Runs the tests of files edited since the last commit: unit tests that import them, and tests of what is built from them. */
const git = (...args: string[]) => execFileSync('git', args, { encoding: 'utf8' }).split('\n');
const files = [
  ...git('diff', '--name-only', '--diff-filter=d', 'HEAD'),
  ...git('ls-files', '--others', '--exclude-standard'),
].filter(Boolean);
const built = listBuilt(files).map((name) => `tests/${name}.test.ts`);
const code = built.map((file) => readFileSync(file, 'utf8')).join();

/** Run Vitest, and tell whether it passed. */
function run(args: readonly string[], env: Record<string, string> = {}): boolean {
  const vitest = ['node_modules/vitest/vitest.mjs', 'run', '--config', 'tests/vitest.config.ts'];
  const options = { stdio: 'inherit', env: { ...process.env, ...env } } as const;
  return (
    spawnSync(process.execPath, [...vitest, '--passWithNoTests', ...args], options).status === 0
  );
}

const isSound = [
  run(['--project=unit', '--changed']),
  // Only the sites that these tests use are built, and PDFs only if they are read.
  built.length === 0 ||
    run(['--project=site', '--project=browser', ...built], {
      TEST_SITES: ['site', 'subSite', 'otherSite'].filter((name) => code.includes(name)).join(),
      TEST_PDF: code.includes('.pdf') ? '' : '0',
    }),
];
process.exitCode = isSound.every(Boolean) ? 0 : 1;
