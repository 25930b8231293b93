import { startChromium } from './chromium.ts';

/** Make sure that there is a browser, which each worker then starts for itself. */
export default async function setup(): Promise<void> {
  const browser = await startChromium();
  await browser.close();
}
