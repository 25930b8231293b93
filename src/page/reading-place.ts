import { base, pageName } from '../ui/page.ts';
import { findAnchor } from '../ui/place.ts';
import { keep } from '../ui/storage.ts';

/** The storage key of the last place; it contains the path, as one host may have several papers. */
export const readingKey = `duidu:reading:${base}`;

function storePlace(): void {
  const anchor = findAnchor();
  if (!document.querySelector('main :is(.single, .pairs)') || !(pageName || anchor)) return;
  const section = anchor ? document.getElementById(anchor)?.closest('section')?.id : undefined;
  keep(readingKey, { page: pageName, anchor, section });
}

// The page of the whole paper links to the last place.
if (pageName === '') import('./text/continue-reading.element.ts').catch(() => {});
addEventListener('pagehide', storePlace);
// A phone may discard a hidden page without a `pagehide` event.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') storePlace();
});
