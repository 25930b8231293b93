import { base } from '../../ui/page.ts';
import { readKept } from '../../ui/storage.ts';
import { toOfflineKey, toSitePath } from './offline.ts';
import { canKeep, readPageVersion, startWorker, tell } from './offline-worker.ts';

/** Keep this page for reading without a network, with what it has loaded, unless the reader wants nothing kept. */
async function keepVisit(): Promise<void> {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (!canKeep() || connection?.saveData || readKept(toOfflineKey(base)) === 'off') return;
  await startWorker();
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const files = [location.href, ...loaded]
    .map((url) => new URL(url))
    .filter(({ origin, pathname }) => origin === location.origin && pathname.startsWith(base))
    .map(({ pathname }) => toSitePath(pathname, base));
  await tell({ ask: 'keep', version: readPageVersion() ?? '', files });
}

/** Offer, where the page lists what can be taken along, to keep all of it in the browser. */
function offerCopy(): void {
  const place = document.querySelector('.downloads .offline');
  if (place) import('./offline-copy.ts').then((copy) => copy.offerCopy(place)).catch(() => {});
}

offerCopy();
// Without storage, or room in it, pages are read from the network as ever.
keepVisit().catch(() => {});
