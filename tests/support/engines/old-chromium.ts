import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliDecompressSync } from 'node:zlib';
import { connect } from './devtools.ts';
import type { EngineKind } from './tab.ts';

/** An older Chromium, such as apps on phones have, out of a version of an npm package (Linux x64). */
export function oldChromium(version: string): EngineKind {
  let folder: string | undefined;
  let missing = '';
  const find = () => {
    try {
      folder ??= unpack(version);
    } catch (error) {
      missing = `@sparticuz/chromium ${version} could not be had from npm (${String(error).split('\n')[0]})`;
    }
    return folder;
  };
  return {
    findMissing: () => (find() ? undefined : missing),
    async start() {
      const home = find() ?? '';
      const libraries = ['lib', 'al2023/lib'].map((each) => join(home, each)).join(':');
      return connect(join(home, 'chromium'), { LD_LIBRARY_PATH: libraries });
    },
  };
}

/** Get a version of the package, once, and return the folder that its browser is in. */
function unpack(version: string): string {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('only for Linux x64');
  const home = resolve('node_modules/.cache/old-chromium', version);
  if (existsSync(home)) return home;
  const beside = `${home}-${process.pid}`;
  mkdirSync(beside, { recursive: true });
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, {
      cwd: beside,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
  console.log(`Getting @sparticuz/chromium ${version} (58 MB) from npm …`);
  const archive = run('npm', 'pack', '--silent', `@sparticuz/chromium@${version}`).trim();
  run('tar', '-xzf', archive);
  for (const name of readdirSync(join(beside, 'package/bin'))) {
    const file = name.replace(/\.br$/, '');
    const content = brotliDecompressSync(readFileSync(join(beside, 'package/bin', name)));
    writeFileSync(join(beside, file), content, { mode: 0o755 });
    if (file.endsWith('.tar')) run('tar', '-xf', file);
  }
  rmSync(join(beside, archive));
  renameSync(beside, home);
  return home;
}
