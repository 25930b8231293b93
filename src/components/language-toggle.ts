import { isSegmentAnchor } from '../lib/address.ts';
import { findPlace } from '../lib/place.ts';

const storageKey = 'duidu:place';

/** Where a reader was: on which page, in which view of it, at which anchor ('' is its beginning). */
type Place = Record<'page' | 'view' | 'anchor', string | null>;

/** Keeps the reader's place, to the sentence, when the view of a page changes. */
class LanguageToggle extends HTMLElement {
  connectedCallback(): void {
    for (const type of ['click', 'auxclick', 'contextmenu']) {
      this.addEventListener(type, this.#carryPlace);
    }
    const [navigation] = performance.getEntriesByType(
      'navigation',
    ) as PerformanceNavigationTiming[];
    const isReturn = navigation?.type === 'back_forward';
    // Otherwise the browser goes to its own idea of the place after this has gone to ours.
    if (isReturn && this.#findPlaceInOtherView()) history.scrollRestoration = 'manual';
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted || isReturn) this.#restorePlace();
    });
    addEventListener('pagehide', () => {
      this.#storePlace();
      history.scrollRestoration = 'auto';
    });
  }

  /** Let the link that is followed lead to the reader's place, and keep a search's query. */
  #carryPlace = ({ target }: Event): void => {
    const link = target instanceof Element && target.closest('a');
    if (!link) return;
    // The heading comes along with the first sentence below it.
    link.hash = findAnchor().replace(/-p1s1$/, '');
    link.search = location.search;
  };

  /** Remember the place for the page that the reader may go back to. */
  #storePlace(): void {
    const place = { ...this.#getPage(), anchor: findAnchor() } satisfies Place;
    try {
      sessionStorage.setItem(storageKey, JSON.stringify(place));
    } catch {
      // Without storage the browser's own idea of the place stands.
    }
  }

  /** After Back or Forward to another view of the same page, go to where the reader just was. */
  #restorePlace(): void {
    const anchor = this.#findPlaceInOtherView()?.anchor;
    if (anchor === '') scrollTo(0, 0);
    else if (anchor && document.getElementById(anchor)) location.replace(`#${anchor}`);
  }

  /** Return the place that the reader left, if it was in another view of this page. */
  #findPlaceInOtherView(): Place | undefined {
    const { page, view } = this.#getPage();
    const place = readPlace();
    return place?.page === page && place.view !== view ? place : undefined;
  }

  #getPage() {
    return { page: this.getAttribute('page'), view: this.getAttribute('view') };
  }
}

/** Return the anchor that the reader is at, or '' at the page's beginning. */
function findAnchor(): string {
  const segments = [...document.querySelectorAll('main [id]')].filter(({ id }) =>
    isSegmentAnchor(id),
  );
  const [first] = segments;
  if (!first) return '';
  const line = Number.parseFloat(getComputedStyle(first).scrollMarginTop);
  const starts = segments.map((element) => ({ anchor: element.id, top: topOf(element) }));
  return findTarget(line) ?? findPlace(starts, line, innerHeight) ?? '';
}

/** Return the anchor in the page's address, if its target still is where the address brought it. */
function findTarget(line: number): string | undefined {
  const target = document.querySelector('main :target');
  if (!target) return undefined;
  const top = topOf(target);
  const isAtLine = Math.abs(top - line) <= 4;
  const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 4;
  if (!isAtLine && !(isAtEnd && top > line && top < innerHeight)) return undefined;
  // A heading's readable id is only in the views that have its language.
  return target.matches('section, [id*="-p"]') ? target.id : target.closest('section')?.id;
}

function topOf(element: Element): number {
  return element.getClientRects()[0]?.top ?? Number.NEGATIVE_INFINITY;
}

function readPlace(): Place | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(storageKey) ?? 'null') ?? undefined;
  } catch {
    return undefined;
  }
}

customElements.define('language-toggle', LanguageToggle);
