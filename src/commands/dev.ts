import { dev } from 'astro';
import { ContentError } from '../paper/report.ts';
import { readContent } from '../site/content.ts';

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';

try {
  readContent();
  await dev({});
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  process.exitCode = 1;
}
