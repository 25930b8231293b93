import { isSearchKey } from '../../ui/keys.ts';
import { addLink, base, hrefTo, inTime, sayLost, toolsHref, version } from '../../ui/page.ts';

class SearchBox extends HTMLElement {
  #isAsked = false;
  #isOpening = false;

  connectedCallback(): void {
    const form = this.querySelector('form');
    const input = this.querySelector('input');
    if (!form || !input) return;
    form.action = hrefTo('search');
    for (const type of ['pointerenter', 'focusin']) {
      this.addEventListener(type, () => this.#load().catch(() => {}), { once: true });
    }
    const open = (event: Event): void => {
      event.preventDefault();
      if (!this.#isOpening) this.#open(input, form.action);
    };
    input.addEventListener('click', open);
    input.addEventListener('compositionend', open);
    input.addEventListener('input', (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) open(event);
    });
    form.addEventListener('submit', (event) => {
      if (input.value === '') open(event);
    });
    document.addEventListener('keydown', (event) => {
      if (isSearchKey(event)) open(event);
    });
  }

  async #open(input: HTMLInputElement, page: string): Promise<void> {
    const opener = document.activeElement;
    // Text typed while the dialog loads stays in this box, and then moves to the dialog's.
    input.focus();
    this.#isOpening = true;
    try {
      const { openSearch } = await inTime(this.#load().catch(() => this.#load()));
      const dialog = await openSearch(() => {
        const typed = input.value;
        input.value = '';
        return typed;
      });
      // Return the focus to the reader's place, not to the box.
      const giveBack = (): void => {
        if (opener instanceof HTMLElement && opener !== document.body) opener.focus();
        else input.blur();
      };
      dialog.addEventListener('close', giveBack, { once: true });
    } catch {
      sayLost('.search-box .said', `${page}?${new URLSearchParams({ q: input.value })}`);
    }
    this.#isOpening = false;
  }

  async #load() {
    if (!this.#isAsked) {
      const named = this.dataset['files'];
      const files = `${named} ${base}pagefind/data.${version}.json ${toolsHref}`;
      for (const href of files.split(' ')) {
        if (href.endsWith('.js')) addLink({ rel: 'modulepreload', href });
        else addLink({ rel: 'preload', href, crossOrigin: 'anonymous', as: 'fetch' });
      }
    }
    this.#isAsked = true;
    // Import the tools in parallel; the dialog would import them only after it has loaded.
    const [dialog] = await Promise.all([import('./search-dialog.ts'), import('../../ui/tools.ts')]);
    dialog.prepareDialog();
    return dialog;
  }
}

customElements.define('search-box', SearchBox);

// The link of a search result has the words to mark in its address.
const marked = new URLSearchParams(location.search).get('mark');
if (marked) {
  import('./search-marks.ts').then((marks) => marks.markOccurrences(marked)).catch(() => {});
}
