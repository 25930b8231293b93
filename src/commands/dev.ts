import { dev } from 'astro';

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';

const { PORT = '4321' } = process.env;

try {
  if (!/^\d{1,5}$/.test(PORT)) throw new Error(`PORT is “${PORT}”: give a number, such as 4321`);
  await dev({ server: { port: Number(PORT) } });
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
