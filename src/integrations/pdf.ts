import { serveFolder } from '../commands/server.ts';
import { base } from '../config.ts';
import { toPath } from '../lib/address.ts';
import { fixPdfTime } from '../lib/download/pdf.ts';
import { type View, views } from '../lib/view.ts';
import { startInstalled } from './chromium.ts';

/**
 * Print the whole paper in each view from the built site, where there is a browser to do it.
 *
 * @param day the day that the files say they were made on
 * @returns nothing where there is none
 */
export async function printPdfs(
  folder: string,
  day: string,
): Promise<ReadonlyMap<View, Uint8Array> | undefined> {
  const started = await startInstalled();
  if (!started) return undefined;
  const { chromium } = await import('playwright-core');
  const { server, url } = await serveFolder(folder, base, 0);
  try {
    const browser = await chromium.connect(started.wsEndpoint());
    const printed = new Map<View, Uint8Array>();
    for (const view of views) {
      const page = await browser.newPage();
      await page.goto(new URL(toPath(view, '').slice(1), url).href, { waitUntil: 'load' });
      await page.evaluate(() => document.fonts.ready);
      const pdf = await page.pdf({
        preferCSSPageSize: true,
        format: 'A4',
        tagged: true,
        outline: true,
      });
      printed.set(view, fixPdfTime(pdf, day));
      await page.close();
    }
    return printed;
  } finally {
    server.close();
    await started.close();
  }
}
