import { base, outFolder } from '../config.ts';
import { serveFolder } from './server.ts';

try {
  const { url } = await serveFolder(outFolder, base, Number(process.env['PORT'] ?? 4321));
  console.log(`Serving ${outFolder}/ at ${url}  (Ctrl-C stops)`);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
