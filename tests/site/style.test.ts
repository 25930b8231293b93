import { exec } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const tools: string[] = scripts.check.split(' && ');

// As tests, they use the processor while others wait for a browser.
test.each(tools)('%s finds no fault', async (tool) => {
  const run = promisify(exec)(tool).then(
    () => '',
    ({ stdout, stderr }) => `${stdout}${stderr}`,
  );
  expect(await run).toBe('');
});
