import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { chromium } from 'playwright-core';
import { startChromium } from '../tests/support/chromium.ts';
import { startWebKit } from './webkit.ts';

/** A window of a browser that runs functions in the page it shows. */
export interface Tab {
  /** The browser's name and version. */
  name: string;
  open(url: string): Promise<void>;
  /** Evaluate an expression in the page; a promise is awaited. */
  evaluate(expression: string): Promise<unknown>;
  close(): Promise<void>;
}

const starters = { chromium: startChromiumTab, firefox: startFirefox, webkit: startWebKit };

/** The browsers that can be asked for. */
export const browserNames = Object.keys(starters);

/** Start a browser with one window, and nothing in its cache. */
export function startBrowser(name: string): Promise<Tab> {
  return starters[name as keyof typeof starters]();
}

/** Run a function that uses nothing but its argument in the page. */
export async function run<Argument, Result>(
  tab: Tab,
  task: (argument: Argument) => Promise<Result>,
  argument: Argument,
): Promise<Result> {
  return (await tab.evaluate(`(${task})(${JSON.stringify(argument)})`)) as Result;
}

async function startChromiumTab(): Promise<Tab> {
  const server = await startChromium();
  const browser = await chromium.connect(server.wsEndpoint());
  const page = await browser.newPage();
  return {
    name: `Chromium ${browser.version()}`,
    open: async (url) => void (await page.goto(url)),
    evaluate: (expression) => page.evaluate(expression),
    close: () => server.close(),
  };
}

/** What is used of puppeteer-core, which only those who run this install. */
interface Puppeteer {
  launch(options: object): Promise<{
    version(): Promise<string>;
    newPage(): Promise<{
      goto(url: string): Promise<unknown>;
      evaluate(expression: string): Promise<unknown>;
    }>;
    close(): Promise<void>;
  }>;
}

async function startFirefox(): Promise<Tab> {
  const { FIREFOX_PATH = '/usr/bin/firefox-esr' } = process.env;
  if (!existsSync(FIREFOX_PATH)) {
    throw new Error(
      `${FIREFOX_PATH} is missing: run “apt-get install firefox-esr”, or set FIREFOX_PATH`,
    );
  }
  const { default: puppeteer } = await importPuppeteer();
  const browser = await puppeteer.launch({ browser: 'firefox', executablePath: FIREFOX_PATH });
  const page = await browser.newPage();
  return {
    name: (await browser.version()).replace('/', ' '),
    open: async (url) => void (await page.goto(url)),
    evaluate: (expression) => page.evaluate(expression),
    close: () => browser.close(),
  };
}

async function importPuppeteer(): Promise<{ default: Puppeteer }> {
  // Its types are missing where it is not installed, so its name must not be read by the compiler.
  const name: string = 'puppeteer-core';
  return import(name).catch(() => {
    const folder = join('bench', 'node_modules', name);
    throw new Error(`${folder} is missing: run “npm ci --prefix bench”`);
  });
}
