import './json-modules.ts';
import { resolve } from 'node:path';
import { readHeaderRules } from '../site/built.ts';
import { base, outFolder } from '../site/config.ts';
import { formatNginx } from './nginx-config.ts';

try {
  process.stdout.write(formatNginx(readHeaderRules(outFolder, base), resolve(outFolder), base));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}
