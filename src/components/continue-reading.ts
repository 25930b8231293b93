import { findAnchor } from './reader-place.ts';
import { keep, readKept } from './storage.ts';

// Two papers may be on one host, each under its own path.
const storageKey = `duidu:reading:${import.meta.env.BASE_URL}`;

/** Leads on the start page to the sentence at which the reader last left the paper. */
class ContinueReading extends HTMLElement {
  connectedCallback(): void {
    this.#show();
    addEventListener('pageshow', ({ persisted }) => {
      if (persisted) this.#show();
    });
  }

  #show(): void {
    const link = this.querySelector('a');
    const label = this.querySelector('span:last-child');
    const kept: Partial<Record<string, unknown>> = Object(readKept(storageKey));
    const { page = '', anchor = '', section = page } = kept;
    const entry = findEntry(section);
    if (!link || !label || !entry || location.hash) return;
    // Another program on this host may have kept something else under this key.
    if (typeof anchor !== 'string' || (page !== '' && !findEntry(page))) return;
    link.href = `${page && `${page}/`}${anchor && `#${anchor}`}`;
    label.textContent = entry.firstChild?.textContent ?? '';
    this.dataset['ready'] = '';
  }
}

/** Find a section in the contents, which are on every page and have its name. */
function findEntry(section: unknown): Element | null {
  return typeof section === 'string'
    ? document.querySelector(`.contents a[href="#${CSS.escape(section)}"]`)
    : null;
}

/** Keep where the reader is in the paper; its very beginning is no place to continue at. */
function storePlace(): void {
  const page = document.querySelector('language-toggle')?.getAttribute('page');
  const anchor = findAnchor();
  if (!document.querySelector('main :is(.single, .pairs)') || !(page || anchor)) return;
  const section = document.getElementById(anchor)?.closest('section')?.id;
  keep(storageKey, { page, anchor, section });
}

customElements.define('continue-reading', ContinueReading);
addEventListener('pagehide', storePlace);
// A phone may end a page that is out of sight without a word.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') storePlace();
});
