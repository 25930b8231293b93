import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { chromium } from 'playwright-core';

/** A Chromium that can be started, with what its environment needs. */
export interface FoundChromium {
  executablePath: string;
  env: Record<string, string>;
}

const installed = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

/**
 * Find a Chromium, or get one: CHROME_PATH, an installed one, Playwright's own (installed if need
 * be), and on Linux x64 the one that npm has.
 *
 * @throws {Error} that says what to do where none can be had
 */
export async function findChromium(): Promise<FoundChromium> {
  const { CHROME_PATH } = process.env;
  if (CHROME_PATH) return { executablePath: CHROME_PATH, env: {} };
  const own = chromium.executablePath();
  const path = [own, ...installed].find((path) => existsSync(path)) ?? installOwn(own);
  if (path) return { executablePath: path, env: {} };
  if (process.platform === 'linux' && process.arch === 'x64') return installFromNpm();
  throw new Error(
    'The browser tests need Chromium, and none was found or could be downloaded.\n' +
      'Install Chrome, Chromium or Edge, or set CHROME_PATH to one, and run “npm test” again.',
  );
}

function installOwn(path: string): string | undefined {
  console.log('No Chromium found. Asking Playwright to download its own …');
  const cli = join('node_modules', 'playwright-core', 'cli.js');
  const args = [cli, 'install', '--no-shell', 'chromium'];
  const { status } = spawnSync(process.execPath, args, { stdio: 'ignore', timeout: 240_000 });
  return status === 0 && existsSync(path) ? path : undefined;
}

/** Get the Chromium that is published as an npm package, with the libraries that it needs. */
async function installFromNpm(): Promise<FoundChromium> {
  const cache = resolve('node_modules/.cache/chromium');
  const folder = join(cache, 'node_modules', '@sparticuz', 'chromium');
  if (!existsSync(folder)) {
    console.log('Playwright could not. Getting @sparticuz/chromium (67 MB) from npm …');
    mkdirSync(cache, { recursive: true });
    const args = ['install', '--prefix', cache, '--no-audit', '--no-fund'];
    execFileSync('npm', [...args, '@sparticuz/chromium@153.0.0'], { stdio: 'ignore' });
  }
  // It unpacks itself into the folder for temporary files.
  process.env['TMPDIR'] = cache;
  const entry = pathToFileURL(join(folder, 'build', 'index.js')).href;
  const { default: packed, inflate } = await import(entry);
  await inflate(join(folder, 'bin', 'al2023.tar.br'));
  return {
    executablePath: await packed.executablePath(),
    env: { LD_LIBRARY_PATH: join(cache, 'al2023', 'lib'), FONTCONFIG_PATH: join(cache, 'fonts') },
  };
}
