import type { Browser } from 'playwright-core';
import { startChromium } from '../chromium.ts';
import { defaultSize, type EngineKind, type Tab, type TabOptions } from './tab.ts';

/** Chromium, which is downloaded if missing. */
export const chromium: EngineKind = {
  findMissing: () => undefined,
  async start() {
    const browser = await startChromium();
    return {
      name: `Chromium ${browser.version()}`,
      openTab: (options) => openTab(browser, options),
      close: () => browser.close(),
    };
  },
};

async function openTab(browser: Browser, options: TabOptions = {}): Promise<Tab> {
  const { size = defaultSize, scripts = true } = options;
  const context = await browser.newContext({ viewport: size, javaScriptEnabled: scripts });
  const page = await context.newPage();
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  return {
    open: async (url) => void (await page.goto(url)),
    resize: (size) => page.setViewportSize(size),
    evaluate: (expression) => page.evaluate(expression),
    clickAt: (x, y) => page.mouse.click(x, y),
    press: (keys) => page.keyboard.press(keys),
    type: (text) => page.keyboard.type(text),
    back: async () => void (await page.goBack()),
    picture: () => page.screenshot(),
    readErrors: async () => errors.splice(0),
    close: () => context.close(),
  };
}
