import { base, pageName, view } from '../../ui/page.ts';
import { findAnchor, middleOf } from '../../ui/place.ts';
import { keep, readKept } from '../../ui/storage.ts';

const storageKey = `duidu:place:${base}`;

/** The page, view and anchor ('' is the beginning) that a reader left, and its top in the window in CSS pixels. */
type Place = Record<'page' | 'view' | 'anchor', string> & { top: number };

/** The restored place, which is the reader's place until the page scrolls. */
let held: { anchor: string; at: number } | undefined;

/** Keeps the reader's place, to the pixel, when the view of a page changes. */
class LanguageToggle extends HTMLElement {
  connectedCallback(): void {
    for (const type of ['click', 'auxclick', 'contextmenu']) {
      this.addEventListener(type, ({ target }) => {
        const link = target instanceof Element && target.closest('a');
        if (!link) return;
        link.hash = toHash(findHeld());
        link.search = location.search;
      });
    }
    const [navigation] = performance.getEntriesByType(
      'navigation',
    ) as PerformanceNavigationTiming[];
    const isReturn = navigation?.type === 'back_forward';
    const place = readPlace();
    const restore = (): void => {
      if (place && (isReturn || toHash(place.anchor) === location.hash)) restorePlace(place);
    };
    // Otherwise the browser would then scroll to its own remembered position.
    if (isReturn && place) history.scrollRestoration = 'manual';
    restore();
    addEventListener('pageshow', ({ persisted }) => {
      // Safari scrolls to its own remembered position after showing a page from the back/forward cache.
      if (persisted) setTimeout(() => restorePlace(readPlace()));
      else restore();
    });
    addEventListener('pagehide', () => {
      const anchor = findHeld();
      const left: Place = { page: pageName, view, anchor, top: middleOf(anchor) };
      keep(storageKey, left, 'sessionStorage');
      history.scrollRestoration = 'auto';
    });
  }
}

function findHeld(): string {
  return held?.at === scrollY ? held.anchor : findAnchor();
}

/** Return the hash of a place; for the first sentence of a section, that of the section, to show its heading. */
function toHash(anchor: string): string {
  const place = document.getElementById(anchor);
  const section = place?.closest('section');
  const isFirst = section?.querySelector('.pair, .single > [id]') === place;
  const id = (isFirst ? section : place)?.id;
  return id ? `#${id}` : '';
}

function readPlace(): Place | undefined {
  const place = readKept(storageKey, 'sessionStorage') as Place | null | undefined;
  const isHere = place?.page === pageName && place.view !== view;
  return isHere && typeof place.anchor === 'string' ? place : undefined;
}

function restorePlace(place: Place | undefined): void {
  if (!place) return;
  const { anchor, top } = place;
  if (anchor === '') scrollTo(0, 0);
  else if (document.getElementById(anchor)) {
    location.replace(toHash(anchor));
    scrollBy({ top: middleOf(anchor) - top, behavior: 'instant' });
    held = { anchor, at: scrollY };
  }
}

customElements.define('language-toggle', LanguageToggle);
