import { existsSync } from 'node:fs';
import { type Browser, type KeyInput, launch } from 'puppeteer-core';
import { listenToErrors } from './listen.ts';
import { defaultSize, type EngineKind, type Tab, type TabOptions } from './tab.ts';

const { FIREFOX_PATH } = process.env;
const installed = [
  ...['/usr/bin/firefox-esr', '/usr/bin/firefox'],
  ...['/Applications/Firefox.app/Contents/MacOS/firefox'],
  'C:\\Program Files\\Mozilla Firefox\\firefox.exe',
];
const path = [FIREFOX_PATH ?? installed].flat().find((each) => existsSync(each));

/** Firefox, through WebDriver BiDi. */
export const firefox: EngineKind = {
  findMissing: () => (path ? undefined : 'install firefox-esr, or set FIREFOX_PATH'),
  async start() {
    const browser = await startFirefox();
    return {
      name: (await browser.version()).replace('/', ' '),
      openTab: async (options) => {
        if (options?.scripts !== false) return openTab(browser, options);
        // Scripts are on or off for all windows.
        const other = await startFirefox({ 'javascript.enabled': false });
        return { ...(await openTab(other, options)), close: () => other.close() };
      },
      close: () => browser.close(),
    };
  },
};

function startFirefox(preferences: Record<string, unknown> = {}): Promise<Browser> {
  return launch({
    browser: 'firefox',
    executablePath: path ?? '',
    extraPrefsFirefox: preferences,
  });
}

async function openTab(browser: Browser, { size = defaultSize }: TabOptions = {}): Promise<Tab> {
  const context = await browser.createBrowserContext();
  const page = await context.newPage();
  await page.setViewport(size);
  const errors: string[] = [];
  page.on('console', (message) => message.type() === 'error' && errors.push(message.text()));
  await page.evaluateOnNewDocument(`(${listenToErrors})((error) => console.error(error))`);
  return {
    open: async (url) => void (await page.goto(url)),
    resize: (size) => page.setViewport(size),
    evaluate: (expression) => page.evaluate(expression),
    clickAt: (x, y) => page.mouse.click(x, y),
    press: async (keys) => {
      const [key, held] = keys.split('+').reverse() as KeyInput[];
      if (held) await page.keyboard.down(held);
      if (key) await page.keyboard.press(key);
      if (held) await page.keyboard.up(held);
    },
    type: (text) => page.keyboard.type(text),
    // The journey waits for the page: Firefox sends no load event for a cached one.
    back: async () => void (await page.evaluate('void setTimeout(() => history.back())')),
    picture: () => page.screenshot(),
    readErrors: async () => errors.splice(0),
    close: () => context.close(),
  };
}
