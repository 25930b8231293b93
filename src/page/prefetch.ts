import { addLink } from '../ui/page.ts';

const { connection } = navigator as { connection?: { saveData?: boolean } };
const canSpeculate = HTMLScriptElement.supports?.('speculationrules');

let isVisit = false;
let soon: HTMLAnchorElement | undefined;

/**
 * Load the page behind a link that the reader points at: by the page's speculation rules for `[data-soon]`, or by
 * prefetching. The first pointer movement after the page has loaded starts offline copies of visited pages.
 */
function prefetch({ target }: Event): void {
  const element = target instanceof Element ? target : document.body;
  if (
    !isVisit &&
    document.readyState === 'complete' &&
    !element.closest('search-box,search-panel')
  ) {
    isVisit = true;
    // This also loads the module that all tools share.
    import('../features/offline/offline-copy.element.ts').catch(() => {});
  }
  if (connection?.saveData) return;
  const link = element.closest<HTMLAnchorElement>('a:not([download])');
  if (!link || link === soon) return;
  if (link.origin !== location.origin || link.pathname === location.pathname) return;
  soon?.removeAttribute('data-soon');
  link.dataset['soon'] = '';
  soon = link;
  if (!canSpeculate) addLink({ rel: 'prefetch', href: link.href });
}

for (const type of ['pointerover', 'focusin', 'scroll']) {
  addEventListener(type, prefetch, { passive: true });
}
