import { expect, inject, test } from 'vitest';
import type { OpenPage } from '../support/engines/journey.ts';
import { serveLate, watchVisit } from '../support/engines/visit.ts';

/** The number of first visits per case: one, or more before a release. */
const visits = Number(process.env['VISITS'] ?? 1);
const cells = [
  { path: '', width: 1440 },
  { path: '3.1/', width: 447 },
  { path: 'en/3.1/', width: 447 },
].flatMap((page) => [0, 200, 1000].map((delay) => ({ ...page, delay, pageDelay: 0 })));
// On a slow connection the page does not wait for fonts that are not cached.
const slow = { path: 'en/3.1/', width: 447, delay: 400, pageDelay: 250 };

/** Test what a reader sees while the fonts of a first visit load. */
export function testFirstVisits(open: OpenPage): void {
  const { folder } = inject('site');

  test.each([...cells, slow])(
    'sets /$path in one face when fonts are $delay ms late, and the page $pageDelay ms',
    async ({ path, width, ...delays }) => {
      for (let visit = 0; visit < visits; visit++) {
        const host = await serveLate(folder, delays);
        const wait = delays.pageDelay > 0 ? 60 : 500;
        const tab = await open(host.url + path, { size: { width, height: 900 } });
        const first = await watchVisit(tab, host, folder);
        // Lines in another font may have the same width by chance.
        expect(first.share.bold).toBeLessThan(0.15);
        expect(Math.max(first.share.regular, first.share.other)).toBeGreaterThan(0.8);
        // Some time passes between the load of a font and its event.
        if (first.wait < wait / 2) expect(first.share.regular).toBeGreaterThan(0.9);
        if (first.wait > wait + 150) expect(first.share.other).toBeGreaterThan(0.8);
        if (first.hasHan || path.startsWith('en/')) expect(first.shift).toBeLessThanOrEqual(0.02);
        await tab.open(host.url + path);
        const again = await watchVisit(tab, host, folder);
        if (again.wait < wait / 2) expect(again.share.regular).toBeGreaterThan(0.9);
        expect(again.shift).toBeLessThanOrEqual(0.02);
        host.close();
      }
    },
  );
}
