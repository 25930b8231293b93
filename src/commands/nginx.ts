import { resolve } from 'node:path';
import { readHeaderRules } from '../built.ts';
import { base, outFolder } from '../config.ts';
import { formatNginx } from '../lib/nginx.ts';

try {
  process.stdout.write(formatNginx(readHeaderRules(outFolder, base), resolve(outFolder), base));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
