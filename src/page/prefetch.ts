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
  if (!isVisit && !target.closest('search-box,search-panel')) {
    isVisit = true;
    // What all tools share, so that none of them waits for it.
    import('../ui/tools.ts').catch(() => {});
    import('../features/offline/visit.ts').catch(() => {});
  }
  if (connection?.saveData) return;
  const link = target.closest<HTMLAnchorElement>('a:not([download])');
  if (!link || link.origin !== location.origin || link.pathname === location.pathname) return;
  const [page = ''] = link.href.split('#');
  if (fetched.has(page)) return;
  fetched.add(page);
  addLink({ rel: 'prefetch', href: page });
}

for (const type of ['pointerover', 'focusin']) addEventListener(type, prefetch, { passive: true });
