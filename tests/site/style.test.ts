import { exec } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { test } from 'vitest';

const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
const tools: string[] = scripts.check.split(' && ');

// They run as tests so that they use the processor while other tests wait for a browser.
test.each(tools)('%s finds no fault', async (tool) => {
  await promisify(exec)(tool).catch(({ message, stdout, stderr }) => {
    throw new Error(`${message}\n${stdout}${stderr}`);
  });
});
