import { base, pageName } from '../../ui/page.ts';
import { findAnchor } from '../../ui/place.ts';
import { keep, readKept } from '../../ui/storage.ts';

// Two papers may be on one host, each under its own path.
const storageKey = `duidu:reading:${base}`;

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
    const {
      page = '',
      anchor = '',
      section = page,
    }: Partial<Record<string, string>> = Object(readKept(storageKey));
    // Another program on this host may have kept something else under this key.
    const isText = [page, anchor, section].every((one) => typeof one === 'string');
    if (!isText || /[^\w.-]/.test(page)) return;
    // The section's name is in the contents, which are on every page.
    const entry = document.querySelector(`.contents a[href="#${CSS.escape(section)}"]`);
    if (!link || !label || !entry || location.hash) return;
    link.href = `${page && `${page}/`}${anchor && `#${anchor}`}`;
    label.textContent = entry.firstChild?.textContent ?? '';
    link.hidden = false;
  }
}

function storePlace(): void {
  const anchor = findAnchor();
  if (!document.querySelector('main :is(.single, .pairs)') || !(pageName || anchor)) return;
  const section = anchor ? document.getElementById(anchor)?.closest('section')?.id : undefined;
  keep(storageKey, { page: pageName, anchor, section });
}

customElements.define('continue-reading', ContinueReading);
addEventListener('pagehide', storePlace);
// A phone may end a page that is out of sight without a word.
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'hidden') storePlace();
});
