import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { type View, views } from '../../paper/locale.ts';
import type { Addresses } from '../../paper/paper.ts';
import type { Section } from '../../paper/tree.ts';
import { startInstalled } from './chromium.ts';
import { finishPdf } from './pdf-patch.ts';

/**
 * Print the whole paper in each view from the built site, where there is a browser to do it.
 *
 * The pages are at their addresses for good, as the links in print are made of them, and are taken from
 * the folder; nothing is asked of a network.
 *
 * @param date the day that the files say they were made on
 * @returns nothing where there is no browser
 */
export async function printPdfs(
  folder: string,
  root: Section,
  { toPage, toFile }: Addresses,
  date: string,
): Promise<ReadonlyMap<View, Uint8Array> | undefined> {
  const started = await startInstalled();
  if (!started) return undefined;
  const { chromium } = await import('playwright-core');
  try {
    const browser = await chromium.connect(started.wsEndpoint());
    const context = await browser.newContext();
    await context.route('**/*', async (route) => {
      const url = route
        .request()
        .url()
        .replace(/[?#].*$/, '');
      const path = url.startsWith(toFile('')) ? decodeURI(url.slice(toFile('').length)) : '';
      const file = join(folder, path.replace(/(^|\/)$/, '$1index.html'));
      if (existsSync(file)) await route.fulfill({ path: file });
      else await route.abort();
    });
    const print = async (view: View): Promise<[View, Uint8Array]> => {
      const page = await context.newPage();
      await page.goto(toPage(view, ''), { waitUntil: 'load' });
      await page.evaluate(async () => {
        // What is lazy is not printed.
        for (const image of document.images) image.loading = 'eager';
        await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
        await document.fonts.ready;
      });
      const pdf = await page.pdf({
        preferCSSPageSize: true,
        format: 'A4',
        tagged: true,
        outline: true,
      });
      return [view, finishPdf(pdf, { root, view, date })];
    };
    return new Map(await Promise.all(views.map(print)));
  } finally {
    await started.close();
  }
}
