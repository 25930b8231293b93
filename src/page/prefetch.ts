import { addLink } from '../ui/link.ts';

const { connection } = navigator as { connection?: { saveData?: boolean } };
const fetched = new Set<string>();

let isVisit = false;

/**
 * Fetch the page behind a link that the reader points at, so that it is there when it is followed. The
 * first time, the reader is at work, and the visit begins; but a search has the network to itself.
 */
function prefetch({ target }: Event): void {
  if (!(target instanceof Element)) return;
  if (!target.closest('search-box,search-panel')) beginVisit();
  if (connection?.saveData) return;
  const link = target.closest<HTMLAnchorElement>('a:not([download])');
  if (!link || link.origin !== location.origin || link.pathname === location.pathname) return;
  const [page = ''] = link.href.split('#');
  if (fetched.has(page)) return;
  fetched.add(page);
  addLink({ rel: 'prefetch', href: page });
}

/** Keep the page, once; a page that is still loading scrolls by itself to its anchor. */
function beginVisit(): void {
  if (isVisit || document.readyState !== 'complete') return;
  isVisit = true;
  import('../features/offline/offline-copy.element.ts').catch(() => {});
}

for (const type of ['pointerover', 'focusin']) addEventListener(type, prefetch, { passive: true });
addEventListener('scroll', beginVisit, { passive: true });
