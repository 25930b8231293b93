import { startChromium } from './chromium.ts';

/** Fail early if no browser starts; each worker starts its own. */
export default async function setup(): Promise<void> {
  const browser = await startChromium();
  await browser.close();
}
