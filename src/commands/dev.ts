import { argv, env } from 'node:process';
import { dev } from 'astro';
import { readPort } from './port.ts';

env['ASTRO_TELEMETRY_DISABLED'] = '1';

try {
  await dev({ server: { port: readPort(argv.slice(2), env) } });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
