import { dev } from 'astro';
import { readContent } from '../content.ts';
import { ContentError } from '../lib/problem.ts';

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';

try {
  readContent();
  await dev({});
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  process.exitCode = 1;
}
