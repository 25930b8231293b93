import { dev } from 'astro';
import { contentFolder } from '../config.ts';
import { readPaper } from '../lib/paper.ts';
import { ContentError } from '../lib/problem.ts';

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';

try {
  readPaper(contentFolder);
  await dev({});
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  process.exitCode = 1;
}
