import { existsSync } from 'node:fs';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Browser } from 'playwright-core';
import { isLong, type Paper, type Section } from '../../paper/tree.ts';
import { readContent } from '../../site/content.ts';

// The headless shell is twice as fast.
const installed = [
  '/usr/bin/chromium-headless-shell',
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

async function listChromiums(): Promise<string[]> {
  const { chromium } = await import('playwright-core');
  const { CHROME_PATH } = env;
  const paths = CHROME_PATH ? [CHROME_PATH] : [chromium.executablePath(), ...installed];
  return paths.filter((path) => existsSync(path));
}

/** Start the Chromium at a path. */
export async function start(
  executablePath: string,
  variables: Record<string, string> = {},
): Promise<Browser> {
  const { chromium } = await import('playwright-core');
  const args = ['--no-sandbox', '--disable-quic', '--disable-background-networking'];
  return chromium.launch({ executablePath, env: { ...env, ...variables }, args });
}

/** Start the first Chromium that works. */
export async function startInstalled(
  variables: Record<string, string> = {},
): Promise<Browser | undefined> {
  for (const path of await listChromiums()) {
    const browser = await start(path, variables).catch(() =>
      console.log(`${path} does not start.`),
    );
    if (browser) return browser;
  }
  return undefined;
}

/** Tell whether the build prints PDFs, which it skips for books, with `PDF=0`, or without a browser. */
export async function isPrinted(root: Section): Promise<boolean> {
  return isWanted(root) && (await listChromiums()).length > 0;
}

function isWanted(root: Section): boolean {
  return env['NODE_ENV'] === 'production' && env['PDF'] !== '0' && !isLong(root);
}

/** Print the whole paper in each view, from the finished pages. */
export function printedPdfs(): AstroIntegration {
  let printing: Promise<unknown> | undefined;
  return {
    name: 'pdf',
    hooks: {
      // The browser prints in its own process while Astro finishes the build.
      'astro:build:generated': ({ dir }) => {
        printing = printPdfs(fileURLToPath(dir), readContent());
        printing.catch(() => {});
      },
      'astro:build:done': async () => {
        await printing;
      },
    },
  };
}

/** Print each view into the built site; throw if the browser fails, as pages already link to the files. */
async function printPdfs(folder: string, paper: Paper): Promise<void> {
  if (!isWanted(paper.root)) return;
  if (!(await isPrinted(paper.root))) {
    console.log('No PDFs were printed: there is no Chromium, Chrome or Edge');
    return;
  }
  const browser = await startInstalled();
  try {
    if (!browser) throw new Error('no browser starts');
    const { printViews } = await import('./print.ts');
    await printViews(browser, folder, paper);
  } catch (cause) {
    const advice = 'set CHROME_PATH to another browser, or PDF=0 to leave out the PDFs';
    throw new Error(`The PDFs cannot be printed (${cause}): ${advice}`, { cause });
  } finally {
    await browser?.close();
  }
}
