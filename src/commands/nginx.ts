import { resolve } from 'node:path';
import { base, outFolder } from '../config.ts';
import { listHeaderRules } from '../lib/headers.ts';
import { formatNginx } from '../lib/nginx.ts';

process.stdout.write(formatNginx(listHeaderRules(base), resolve(outFolder), base));
