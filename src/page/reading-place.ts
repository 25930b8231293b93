import { base, pageName } from '../ui/page.ts';
import { findAnchor } from '../ui/place.ts';
import { keep } from '../ui/storage.ts';

/** The storage key of the place that was read last; two papers may be on one host, each under its own path. */
export const readingKey = `duidu:reading:${base}`;

function storePlace(): void {
  const anchor = findAnchor();
  if (!document.querySelector('main :is(.single, .pairs)') || !(pageName || anchor)) return;
  const section = anchor ? document.getElementById(anchor)?.closest('section')?.id : undefined;
  keep(readingKey, { page: pageName, anchor, section });
}

// The page of the whole paper leads back to it.
if (pageName === '') import('./text/continue-reading.element.ts').catch(() => {});
addEventListener('pagehide', storePlace);
// A phone may end a page that is out of sight without a word.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') storePlace();
});
