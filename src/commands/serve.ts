import './json-modules.ts';
import { base, outFolder } from '../site/config.ts';
import { serveFolder } from './server.ts';

const { PORT = '4321' } = process.env;

try {
  if (!/^\d{1,5}$/.test(PORT)) throw new Error(`PORT is “${PORT}”: give a number, such as 4321`);
  const { url } = await serveFolder(outFolder, base, Number(PORT));
  console.log(`Serving ${outFolder}/ at ${url}  (Ctrl-C stops)`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
