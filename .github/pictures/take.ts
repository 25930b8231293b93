// Take the pictures of the README from the built site: npm run build && npm run pictures
import { writeFileSync } from 'node:fs';
import type { Page } from 'playwright-core';
import { serveFolder } from '../../src/commands/serve.ts';
import { startInstalled } from '../../src/features/downloads/pdf.ts';

/** The pictures by name, and the selector to wait for before each. */
const pictures = {
  bilingual: { path: '3.1/', wait: 'h1' },
  search: { path: 'search/?q=新质生产力', wait: 'main mark' },
};
const viewport = { width: 1200, height: 720 };

async function save(page: Page, name: string): Promise<void> {
  const session = await page.context().newCDPSession(page);
  const clip = { x: 0, y: 0, ...viewport, scale: 1.5 };
  const options = { format: 'webp', quality: 70, clip } as const;
  const { data } = await session.send('Page.captureScreenshot', options);
  writeFileSync(new URL(`${name}.webp`, import.meta.url), Buffer.from(data, 'base64'));
}

const { server, url } = await serveFolder('dist', '/', 0);
const browser = await startInstalled();
if (!browser) throw new Error('No Chromium, Chrome or Edge was found: set CHROME_PATH');
for (const colorScheme of ['light', 'dark'] as const) {
  const page = await browser.newPage({ viewport, colorScheme });
  for (const [name, { path, wait }] of Object.entries(pictures)) {
    await page.goto(url + path);
    await page.waitForSelector(wait);
    // On a second visit the fonts are loaded from the start.
    await page.reload();
    await page.waitForSelector(wait);
    await page.evaluate(() => document.fonts.ready);
    await save(page, `${name}-${colorScheme}`);
  }
}
await browser.close();
server.close();
