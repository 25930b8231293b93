import { describe, expect, test } from 'vitest';
import { olderEngines } from '../support/engines/engines.ts';
import {
  listVisible,
  openSearch,
  readAt,
  readText,
  useEngine,
  waitForElement,
  waitForPage,
} from '../support/engines/journey.ts';
import { click, waitFor } from '../support/engines/tab.ts';

const size = { width: 390, height: 844 };

for (const [name, kind] of Object.entries(olderEngines)) {
  const missing = kind.findMissing();
  if (missing) console.log(`${name} is not tested: ${missing}`);
}

describe.each(Object.entries(olderEngines))('%s', (_name, kind) => {
  describe.skipIf(kind.findMissing())('leads a reader', () => {
    const open = useEngine(kind);

    test('to the same sentence in English', async () => {
      const tab = await open('/zh/', { size });
      await readAt(tab, '4.2-p1s4');
      await click(tab, '.toggle [hreflang=en]');
      await waitForPage(tab, '/en/');
      await expect.poll(() => listVisible(tab)).toContain('4.2-p1s4');
    });

    test('from what is typed to a sentence', async () => {
      const tab = await open('/zh/3.1/', { size });
      await openSearch(tab);
      await tab.type('新质生产力');
      const found = '#search-results[aria-busy=false][data-query="新质生产力"] .hit';
      await waitFor(tab, `document.querySelectorAll('${found}').length === 30`);
      await click(tab, 'dialog .hit');
      await waitFor(tab, `location.search.startsWith('?mark=')`);
      const anchor = String(await tab.evaluate('location.hash.slice(1)'));
      await expect.poll(() => listVisible(tab)).toContain(anchor);
    });

    test('to settings, and to pinyin over the text', async () => {
      const tab = await open('/settings/', { size });
      await click(tab, '[data-setting=pinyin] label:has([value=on])');
      await click(tab, '[data-setting=theme] label:has([value=dark])');
      await tab.open(String(await tab.evaluate(`new URL('../zh/3.1/', location).href`)));
      await waitFor(tab, `document.querySelectorAll('rt').length > 100`);
      const paper = 'getComputedStyle(document.body).backgroundColor';
      expect(await tab.evaluate(paper)).toBe('rgb(24, 23, 21)');
    });

    test('to a citation with the day of today', async () => {
      const tab = await open('/zh/3.1/', { size });
      await click(tab, '.cite summary');
      await waitForElement(tab, '.cite .copy');
      const year = String(new Date().getFullYear());
      expect(await readText(tab, '.cite [data-style=apa]')).toContain(year);
    });
  });
});
