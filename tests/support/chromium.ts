import { execFileSync, spawnSync } from 'node:child_process';
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
import type { Browser } from 'playwright-core';
import { start, startInstalled } from '../../src/features/downloads/pdf.ts';
import { limitFonts } from './fontconfig.ts';

/**
 * Start the first Chromium that works: CHROME_PATH, Playwright's own, an installed one, or else one that
 * Playwright downloads or, on Linux x64, that npm has.
 *
 * @throws {Error} with advice, if there is none
 */
export async function startChromium(): Promise<Browser> {
  const browser =
    (await startInstalled(limitFonts())) ??
    (installOwn() ? await startInstalled(limitFonts()) : undefined) ??
    (await startFromNpm());
  if (browser) return browser;
  throw new Error(
    'The browser tests need Chromium, and none was found or could be downloaded.\n' +
      'Install Chrome, Chromium or Edge, or set CHROME_PATH to one, and run “npm test” again.',
  );
}

function installOwn(): boolean {
  console.log('No Chromium found. Asking Playwright to download its own …');
  const cli = join('node_modules', 'playwright-core', 'cli.js');
  const args = [cli, 'install', '--no-shell', 'chromium'];
  return spawnSync(process.execPath, args, { stdio: 'inherit', timeout: 240_000 }).status === 0;
}

async function startFromNpm(): Promise<Browser | undefined> {
  try {
    const { path, env } = getFromNpm('153.0.0');
    return await start(path, { ...env, ...limitFonts() });
  } catch (error) {
    console.log(String(error));
    return undefined;
  }
}

/**
 * Install an older Chromium from an npm package, with the libraries that it needs, once.
 *
 * @throws {Error} if it is not available
 */
export function getFromNpm(version: string): { path: string; env: Record<string, string> } {
  if (process.platform !== 'linux' || process.arch !== 'x64') throw new Error('only for Linux x64');
  const home = resolve('node_modules/.cache/chromium', version);
  const libraries = ['lib', 'al2023/lib'].map((each) => join(home, each)).join(':');
  const browser = { path: join(home, 'chromium'), env: { LD_LIBRARY_PATH: libraries } };
  if (existsSync(home)) return browser;
  const beside = `${home}-${process.pid}`;
  mkdirSync(beside, { recursive: true });
  const run = (command: string, ...args: string[]) =>
    execFileSync(command, args, { cwd: beside, stdio: ['ignore', 'pipe', 'ignore'] });
  console.log(`Getting @sparticuz/chromium ${version} (about 60 MB) from npm …`);
  const archive = String(run('npm', 'pack', '--silent', `@sparticuz/chromium@${version}`)).trim();
  run('tar', '-xzf', archive);
  for (const name of readdirSync(join(beside, 'package/bin'))) {
    const file = name.replace(/\.br$/, '');
    const content = brotliDecompressSync(readFileSync(join(beside, 'package/bin', name)));
    writeFileSync(join(beside, file), content, { mode: 0o755 });
    if (file.endsWith('.tar')) run('tar', '-xf', file);
  }
  rmSync(join(beside, archive));
  if (existsSync(home)) rmSync(beside, { recursive: true });
  else renameSync(beside, home);
  return browser;
}
