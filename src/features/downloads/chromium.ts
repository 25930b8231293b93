import { existsSync } from 'node:fs';
import { env } from 'node:process';
import type { BrowserServer } from 'playwright-core';

// The one without windows is twice as fast.
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

/** Start the first Chromium at hand that works: CHROME_PATH, Playwright's own, or an installed one. */
export async function startInstalled(): Promise<BrowserServer | undefined> {
  const { chromium } = await import('playwright-core');
  const { CHROME_PATH } = env;
  const paths = CHROME_PATH ? [CHROME_PATH] : [chromium.executablePath(), ...installed];
  for (const path of paths.filter((each) => existsSync(each))) {
    const browser = await start(path).catch(() => console.log(`${path} does not start.`));
    if (browser) return browser;
  }
  return undefined;
}

/** Start the Chromium at a path. */
export async function start(
  executablePath: string,
  variables: Record<string, string> = {},
): Promise<BrowserServer> {
  const { chromium } = await import('playwright-core');
  const args = ['--no-sandbox', '--disable-quic', '--disable-background-networking'];
  return chromium.launchServer({ executablePath, env: { ...env, ...variables }, args });
}
