import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { BrowserServer } from 'playwright-core';
import { start, startInstalled } from '../../src/features/downloads/pdf.ts';
import { limitFonts } from './fontconfig.ts';

/**
 * Start the first Chromium that works: CHROME_PATH, Playwright's own, an installed one, and, if there
 * is none, one that Playwright downloads or, on Linux x64, that npm has.
 *
 * @throws {Error} that says what to do where none can be had
 */
export async function startChromium(): Promise<BrowserServer> {
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
  const args = [
    join('node_modules', 'playwright-core', 'cli.js'),
    'install',
    '--no-shell',
    'chromium',
  ];
  return spawnSync(process.execPath, args, { stdio: 'inherit', timeout: 240_000 }).status === 0;
}

/** Start the Chromium that is published as an npm package, with the libraries that it needs. */
async function startFromNpm(): Promise<BrowserServer | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const cache = resolve('node_modules/.cache/chromium');
  const folder = join(cache, 'node_modules', '@sparticuz', 'chromium');
  try {
    if (!existsSync(folder)) {
      console.log('Getting @sparticuz/chromium (67 MB) from npm …');
      mkdirSync(cache, { recursive: true });
      const args = ['install', '--prefix', cache, '--no-audit', '--no-fund'];
      execFileSync('npm', [...args, '@sparticuz/chromium@153.0.0'], { stdio: 'inherit' });
    }
    // It unpacks itself into the folder for temporary files.
    process.env['TMPDIR'] = cache;
    const entry = pathToFileURL(join(folder, 'build', 'index.js')).href;
    const { default: packed, inflate } = await import(entry);
    await inflate(join(folder, 'bin', 'al2023.tar.br'));
    const path: string = await packed.executablePath();
    return await start(path, {
      LD_LIBRARY_PATH: join(cache, 'al2023', 'lib'),
      ...limitFonts(),
    });
  } catch (error) {
    console.log(String(error));
    return undefined;
  }
}
