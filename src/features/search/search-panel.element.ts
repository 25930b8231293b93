import { fillText, type Values } from '../../i18n/words.ts';
import { chapterOf } from '../../paper/number.ts';
import { isSearchKey } from '../../ui/keys.ts';
import { hrefTo, view } from '../../ui/page.ts';
import { longestQuery } from './query.ts';
import type { Filters, Results } from './search.ts';
import { canSearch, prepareSearch, searchSite } from './search-engine.ts';
import { toResultItem } from './search-result.ts';

/** How long to wait after a key for the next, in milliseconds. */
const pause = 60;

const pageTitle = document.title;

/** Searches as the reader types, and shows what is found; on its own page, keeps the address in step. */
export class SearchPanel extends HTMLElement {
  #timer = 0;
  #saying = 0;
  #asked = 0;

  connectedCallback(): void {
    const { form, input } = this.#getParts();
    this.querySelector('.without-script')?.remove();
    if (this.#isPage) this.#readAddress();
    this.addEventListener('focusin', prepareSearch, { once: true });
    // While an input method composes, what stands in the box is not yet what is meant.
    input.addEventListener('input', (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) this.#searchSoon();
    });
    input.addEventListener('compositionstart', () => clearTimeout(this.#timer));
    input.addEventListener('compositionend', () => this.#searchSoon());
    form.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLSelectElement) this.#search();
    });
    form.addEventListener('submit', (event) => {
      // In the dialog it leads to the search page, or closes.
      if (!this.#isPage) return;
      event.preventDefault();
      this.#search().then(() => this.#writeAddress(false));
    });
    this.addEventListener('keydown', this.#moveFocus);
    this.querySelector('.search-retry')?.addEventListener('click', () => {
      input.focus();
      this.#search();
    });
    this.querySelector('.suggestions ul')?.addEventListener('click', (event) => {
      const link = event.target instanceof Element && event.target.closest('a:not(.all)');
      if (!link || !(event instanceof MouseEvent) || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      input.focus();
      this.ask(link.textContent ?? '');
    });
    if (this.#isPage) {
      document.addEventListener('keydown', (event) => {
        if (!isSearchKey(event)) return;
        event.preventDefault();
        input.select();
      });
      addEventListener('popstate', () => {
        this.#readAddress();
        this.#search();
      });
      addEventListener('pagehide', () => {
        this.#writeAddress(history.state?.draft === true);
        writeState({ ...history.state, top: scrollY });
      });
      this.#search().then(() => {
        const top: unknown = history.state?.top;
        if (typeof top === 'number') scrollTo(0, top);
      });
    }
    if (this.#isPage && input.value === '') input.focus();
  }

  /** Search for a text, as if it had been typed; nothing leaves what was. */
  ask(typed: string): void {
    const { input } = this.#getParts();
    input.focus();
    if (typed) {
      input.value = typed;
      // Otherwise the next key may go before what was typed.
      input.setSelectionRange(typed.length, typed.length);
    } else input.select();
    this.#search();
  }

  /** Whether this is the search page's own panel, whose address says what is searched for. */
  get #isPage(): boolean {
    return this.closest('dialog') === null;
  }

  #getParts() {
    const form = this.querySelector('form');
    const input = this.querySelector('input');
    const list = this.querySelector('ol');
    const [language, chapter] = this.querySelectorAll('select');
    if (!form || !input || !list || !language || !chapter) throw new Error('A part is missing');
    return { form, input, list, language, chapter };
  }

  #readAddress(): void {
    const { input, language, chapter } = this.#getParts();
    const parameters = new URLSearchParams(location.search);
    input.value = parameters.get('q') ?? '';
    language.value = parameters.get('lang') ?? '';
    chapter.value = parameters.get('in') ?? '';
    if (chapter.selectedIndex < 0) chapter.value = chapterOf(parameters.get('in') ?? '');
    for (const select of [language, chapter]) if (select.selectedIndex < 0) select.value = '';
  }

  #getAddress(): string {
    const { form } = this.#getParts();
    const parameters = new URLSearchParams(
      [...new FormData(form)].flatMap(([name, value]) => (value ? [[name, String(value)]] : [])),
    );
    const query = String(parameters);
    return location.pathname + (query && `?${query}`);
  }

  /**
   * Write what is searched for into the address. The first change after an entry that the reader
   * meant makes a new one, a draft, which further changes change and Enter makes one that is meant.
   */
  #writeAddress(isDraft: boolean): void {
    const { input } = this.#getParts();
    const address = this.#getAddress();
    const isSame = address === location.pathname + location.search;
    if (!this.#isPage || input.value.length > longestQuery) return;
    if (isSame && isDraft) return;
    writeState({ draft: isDraft }, address, !isSame && history.state?.draft !== true);
  }

  #searchSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#search(), pause);
  }

  async #search(): Promise<void> {
    const { input, list, language, chapter } = this.#getParts();
    clearTimeout(this.#timer);
    const query = input.value.trim();
    const filters = { locale: language.value || undefined, chapter: chapter.value || undefined };
    const asked = ++this.#asked;
    list.dataset['query'] = query;
    if (query === '') return this.#show(query, []);
    if (!canSearch) return this.#show(query, ['unable']);
    if (query.length > longestQuery) return this.#show(query, ['long']);
    list.ariaBusy = 'true';
    if (list.childElementCount === 0) {
      this.#setStates(['busy'], {});
      this.querySelector('.suggestions')?.toggleAttribute('hidden', true);
    }
    try {
      const results = await searchSite(query, filters as Filters);
      if (asked === this.#asked) this.#showResults(query, results, filters);
      if (asked === this.#asked) this.#writeAddress(true);
    } catch {
      if (asked === this.#asked) this.#show(query, ['failed']);
    }
  }

  #showResults(query: string, found: Results, filters: object): void {
    const { results, isNear, instead, terms, isCut } = found;
    const home = hrefTo('');
    const list = (by: string) =>
      instead.filter((each) => each.by === by).map(({ wording }) => wording);
    const near = [...list('part'), ...list('correction')];
    const isFiltered = Object.values(filters).some(Boolean);
    const none = isNear || !isFiltered ? 'nothing' : 'filtered';
    const titles = results.filter(
      ({ titleMarks }) => [...titleMarks.zh, ...titleMarks.en].length > 0,
    );
    const counted = titles.length > 0 ? 'titles' : 'found';
    const states =
      results.length === 0
        ? [none]
        : isNear
          ? [near.length > 0 ? 'near' : 'apart', counted]
          : [counted, ...['alias', 'pinyin'].filter((by) => list(by).length > 0)];
    if (isCut) states.push('cut');
    this.#show(
      query,
      states,
      results.map((result) => toResultItem(result, view, home, terms)),
      {
        sections: results.length,
        titles: results.filter(({ titleMarks }) => titleMarks.zh.length + titleMarks.en.length > 0)
          .length,
        sentences: results.reduce((sum, { hits }) => sum + hits.length, 0),
        alias: list('alias').join('、'),
        pinyin: list('pinyin').join('、'),
        near: near.join('、'),
      },
    );
    this.#getParts().list.toggleAttribute('data-near', isNear && results.length > 0);
  }

  #show(query: string, states: string[], items: HTMLElement[] = [], values: Values = {}): void {
    const { list } = this.#getParts();
    list.replaceChildren(...items);
    list.removeAttribute('data-near');
    list.ariaBusy = 'false';
    this.#setStates(states, { query: query.slice(0, 80), ...values });
    this.querySelector('.suggestions')?.toggleAttribute(
      'hidden',
      states.length > 0 && !states.includes('nothing'),
    );
    this.querySelector('.search-retry')?.toggleAttribute('hidden', !states.includes('failed'));
    if (this.#isPage) document.title = query ? `${query.slice(0, 80)} | ${pageTitle}` : pageTitle;
  }

  #setStates(states: readonly string[], values: Values): void {
    const shown: string[] = [];
    for (const element of this.querySelectorAll<HTMLElement>('[data-state]')) {
      element.hidden = !states.includes(element.dataset['state'] ?? '');
      if (element.hidden) continue;
      fill(element, values);
      shown.push(element.textContent?.trim() ?? '');
    }
    // A screen reader is told when the reader has stopped typing.
    clearTimeout(this.#saying);
    this.#saying = window.setTimeout(() => {
      const status = this.querySelector('[role=status]');
      if (status) status.textContent = shown.join(' ');
    }, 600);
  }

  /** Let the arrow keys go from the box through what is found and back. */
  #moveFocus = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step === undefined || event.target instanceof HTMLSelectElement || event.isComposing)
      return;
    const { input, list } = this.#getParts();
    const stops: HTMLElement[] = [input, ...list.querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const next = stops[at + step];
    if (at === -1 || !next) return;
    event.preventDefault();
    next.focus();
  };
}

/** Change the entry of the history that is shown, or add one; an engine may refuse too many. */
function writeState(state: object, address = location.href, isNew = false): void {
  try {
    if (isNew) history.pushState(state, '', address);
    else history.replaceState(state, '', address);
  } catch {
    // The search goes on; the address follows at the next change.
  }
}

const templates = new WeakMap<Node, string>();

/** Put values into the texts of an element: `{name}`, or `{name|one|many}` for a counted word. */
function fill(element: HTMLElement, values: Values): void {
  const texts = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node; node = texts.nextNode()) {
    const template = templates.get(node) ?? node.nodeValue ?? '';
    templates.set(node, template);
    node.nodeValue = fillText(template, values);
  }
}

customElements.define('search-panel', SearchPanel);

declare global {
  interface HTMLElementTagNameMap {
    'search-panel': SearchPanel;
  }
}
