import { readKept } from '../../ui/storage.ts';
import { readingKey } from '../reading-place.ts';

/** Links the start page to the sentence at which the reader last left the paper. */
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
    }: Partial<Record<string, string>> = Object(readKept(readingKey));
    // Another program on this host may have kept something else under this key.
    const isText = [page, anchor, section].every((one) => typeof one === 'string');
    if (!isText || /[^\w.-]/.test(page)) return;
    // Every page has the section's name in its contents.
    const entry = document.querySelector(`.contents a[href="#${CSS.escape(section)}"]`);
    if (!link || !label || !entry || location.hash) return;
    link.href = `${page && `${page}/`}${anchor && `#${anchor}`}`;
    label.textContent = entry.firstChild?.textContent ?? '';
    link.hidden = false;
  }
}

customElements.define('continue-reading', ContinueReading);

// Without a script this button could do nothing.
const button = document.querySelector<HTMLElement>('.actions .read-aloud');
button?.removeAttribute('hidden');
button?.addEventListener('click', () => {
  button.dispatchEvent(new Event('read-aloud', { bubbles: true }));
});
