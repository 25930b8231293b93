import { isSearchKey } from './keys.ts';

/** Lets the search box open the search dialog; without this script it leads to the list of terms. */
class SearchBox extends HTMLElement {
  connectedCallback(): void {
    const form = this.querySelector('form');
    const input = this.querySelector('input');
    if (!form || !input) return;
    const page = this.getAttribute('page') ?? '';
    form.action = page;
    for (const type of ['pointerenter', 'focusin']) {
      this.addEventListener(type, () => this.#load(page), { once: true });
    }
    const open = async (event: Event): Promise<void> => {
      event.preventDefault();
      (await this.#load(page)).openSearch(page, input.value);
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

  /** Load the dialog's script and, at the same time, the files that it will ask for first. */
  async #load(page: string) {
    const bundle = this.getAttribute('bundle') ?? '';
    preload('modulepreload', `${bundle}pagefind.js`);
    preload('preload', `${bundle}data.json`);
    const dialog = await import('./search-dialog.ts');
    dialog.prepareSearch(page);
    return dialog;
  }
}

function preload(rel: string, href: string): void {
  if (document.head.querySelector(`link[href="${href}"]`)) return;
  const link = Object.assign(document.createElement('link'), {
    rel,
    href,
    crossOrigin: 'anonymous',
  });
  if (rel === 'preload') link.as = 'fetch';
  document.head.append(link);
}

customElements.define('search-box', SearchBox);
