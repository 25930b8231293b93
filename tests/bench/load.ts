/**
 * Measure how many requests nginx answers on this machine: for pages, and for the script.
 *
 * `npm run build && npm run bench:load`
 */
import { execFile, execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { outFolder } from '../../src/site/config.ts';
import { findProgram, startNginx } from '../support/hosts.ts';
import { printTable } from './figures.ts';

const readers = 128;
const seconds = 8;
const wrk = findProgram('wrk');
const work = mkdtempSync(join(tmpdir(), 'duidu-load-'));

try {
  if (!wrk || !findProgram('nginx')) {
    throw new Error('nginx or wrk is missing: run “apt-get install nginx-light wrk”');
  }
  await measure(wrk);
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function measure(program: string): Promise<void> {
  const folder = join(work, 'site');
  cpSync(outFolder, folder, { recursive: true });
  execFileSync('find', [folder, '-type', 'f', '-exec', 'gzip', '-k9', '{}', '+']);
  const page = readFileSync(join(folder, 'zh/3.1/index.html'), 'utf8');
  const [, script = ''] = /<script type="module" src="\/([^"]+)"/.exec(page) ?? [];
  const { url, stop } = await startNginx(folder, '/');
  const rows = [['path', 'sent', 'requests/s', 'MB/s', '99 % within', 'errors']];
  try {
    for (const path of ['zh/3.1/', 'zh/', script]) {
      for (const coding of ['gzip', 'identity']) {
        rows.push([path, coding, ...(await load(program, url + path, coding))]);
      }
    }
  } finally {
    stop();
  }
  console.log(`\n${readers} connections, ${cpus().length} cores for nginx and wrk together`);
  printTable(rows);
}

/** Request an address as fast as it is answered. */
async function load(program: string, url: string, coding: string): Promise<string[]> {
  const options = [`-t${cpus().length}`, `-c${readers}`, `-d${seconds}s`, '--latency'];
  const { stdout } = await promisify(execFile)(program, [
    ...options,
    ...['-H', `Accept-Encoding: ${coding}`, url],
  ]);
  const read = (pattern: RegExp): string => pattern.exec(stdout)?.[1] ?? '';
  const [, ...failed] =
    /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout) ?? [];
  const refused = Number(read(/Non-2xx or 3xx responses: (\d+)/) || 0);
  const errors = failed.map(Number).reduce((sum, count) => sum + count, refused);
  return [
    read(/Requests\/sec:\s+(\d+)/),
    read(/Transfer\/sec:\s+(\S+?)(?:MB)?$/m),
    read(/99%\s+(\S+)/),
    String(errors),
  ];
}
