import { base, pageName, view } from '../../ui/page.ts';
import { findAnchor } from '../../ui/place.ts';
import { keep, readKept } from '../../ui/storage.ts';

const storageKey = `duidu:place:${base}`;

/** The page, view and anchor ('' is the beginning) that a reader left. */
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
      // Safari goes to its own idea of the place after it has shown a page that it kept.
      if (persisted) setTimeout(() => this.#restorePlace());
      else if (isReturn) this.#restorePlace();
    });
    addEventListener('pagehide', () => {
      this.#storePlace();
      history.scrollRestoration = 'auto';
    });
  }

  #carryPlace = ({ target }: Event): void => {
    const link = target instanceof Element && target.closest('a');
    if (!link) return;
    const anchor = findAnchor();
    const place = anchor ? document.getElementById(anchor) : null;
    const section = place?.closest('section');
    // The heading comes along with the first sentence below it.
    const isFirst = section?.querySelector('.pair, .single > [id]') === place;
    link.hash = (isFirst ? section : place)?.id ?? '';
    link.search = location.search;
  };

  #storePlace(): void {
    const place: Place = { page: pageName, view, anchor: findAnchor() };
    keep(storageKey, place, 'sessionStorage');
  }

  #restorePlace(): void {
    const anchor = this.#findPlaceInOtherView()?.anchor;
    if (anchor === '') scrollTo(0, 0);
    else if (typeof anchor === 'string' && document.getElementById(anchor))
      location.replace(`#${anchor}`);
  }

  #findPlaceInOtherView(): Place | undefined {
    const place = readKept(storageKey, 'sessionStorage') as Place | null | undefined;
    return place?.page === pageName && place.view !== view ? place : undefined;
  }
}

customElements.define('language-toggle', LanguageToggle);
