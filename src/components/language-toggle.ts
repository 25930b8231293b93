import { findPlace } from './place.ts';

const segmentId = /-p\d+s\d+$/;
const storageKey = 'duidu:place';

/** Keeps the reader's place, to the sentence, when the view of a page changes. */
class LanguageToggle extends HTMLElement {
  /** Where the window stood when the page's address had brought it to its target. */
  #settled = 0;

  connectedCallback(): void {
    for (const type of ['click', 'auxclick', 'contextmenu']) {
      this.addEventListener(type, this.#carryPlace);
    }
    const [navigation] = performance.getEntriesByType(
      'navigation',
    ) as PerformanceNavigationTiming[];
    const isReturn = navigation?.type === 'back_forward';
    // Otherwise the browser goes to its own idea of the place after this has gone to ours.
    if (isReturn && this.#findStored()) history.scrollRestoration = 'manual';
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted || isReturn) this.#restorePlace();
      else this.#settle();
    });
    addEventListener('pagehide', () => {
      this.#storePlace();
      history.scrollRestoration = 'auto';
    });
    addEventListener('hashchange', () => this.#settle());
  }

  /** Let the link that is followed lead to the reader's place, and keep a search's query. */
  #carryPlace = ({ target }: Event): void => {
    const link = target instanceof Element && target.closest('a');
    if (!link) return;
    link.hash = this.#findPlace();
    link.search = location.search;
  };

  /** Return the anchor that the reader is at, or '' at the page's beginning. */
  #findPlace(): string {
    const current = decodeURIComponent(location.hash.slice(1));
    if (current && Math.abs(scrollY - this.#settled) < 8) return current;
    const segments = [...document.querySelectorAll('main [id]')].filter(({ id }) =>
      segmentId.test(id),
    );
    const [first] = segments;
    if (!first) return '';
    const starts = segments.map((element) => ({
      anchor: element.id,
      top: element.getClientRects()[0]?.top ?? Number.NEGATIVE_INFINITY,
    }));
    const line = Number.parseFloat(getComputedStyle(first).scrollMarginTop);
    return findPlace(starts, line, innerHeight) ?? '';
  }

  /** Remember the place for the page that the reader may go back to. */
  #storePlace(): void {
    const place = {
      page: this.getAttribute('page'),
      view: this.getAttribute('view'),
      anchor: this.#findPlace(),
    };
    try {
      sessionStorage.setItem(storageKey, JSON.stringify(place));
    } catch {
      // Without storage the browser's own idea of the place stands.
    }
  }

  /** After Back or Forward to another view of the same page, go to where the reader just was. */
  #restorePlace(): void {
    const anchor = this.#findStored();
    if (anchor && document.getElementById(anchor)) location.replace(`#${anchor}`);
    this.#settle();
  }

  /** Return the anchor that the reader left, if it was in another view of this page. */
  #findStored(): string | undefined {
    const place = readPlace();
    const isOtherView = place?.view !== this.getAttribute('view');
    return place?.page === this.getAttribute('page') && isOtherView ? place.anchor : undefined;
  }

  #settle(): void {
    requestAnimationFrame(() => {
      this.#settled = scrollY;
    });
  }
}

function readPlace(): Record<'page' | 'view' | 'anchor', string> | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

customElements.define('language-toggle', LanguageToggle);
