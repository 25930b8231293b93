import { type Bilingual, langs, leadOf, locales, type Values } from '../../paper/locale.ts';
import { readPlace } from '../../paper/nearest.ts';
import { addNumber, chapterOf } from '../../paper/number.ts';
import { longestQuery, splitAtRanges } from '../../text/phrases.ts';
import { isSearchKey } from '../../ui/keys.ts';
import { hrefTo, view } from '../../ui/page.ts';
import { fill } from '../../ui/text-nodes.ts';
import {
  countMarks,
  type Filters,
  limits,
  listMarked,
  type Marks,
  type Result,
  type Results,
  search,
} from './search.ts';
import { getEngine } from './search-engine.ts';

/** Milliseconds from a key to the search, from the first results to all, and from results to the message for screen readers. */
const delays = { search: 16, more: 400, say: 600 };

/** The query, whether filters apply, and whether more results follow. */
type Shown = { query: string; isFiltered: boolean; hasMore: boolean };

/** The number of results shown first, which about fill a screen. */
const firstShown = 3;

const pageTitle = document.title;

/** Searches as the reader types and shows results; on the search page, keeps the address in step. */
export class SearchPanel extends HTMLElement {
  #timer = 0;
  #saying = 0;
  #asked = 0;

  connectedCallback(): void {
    const input = this.#find('input');
    const form = this.#find('form');
    this.querySelector('.without-script')?.remove();
    this.addEventListener('focusin', () => getEngine().catch(() => {}), { once: true });
    this.addEventListener('keydown', this.#moveFocus);
    // While an input method composes, the text of the box is provisional.
    input.addEventListener('input', (event) => {
      if (!(event instanceof InputEvent && event.isComposing)) this.#searchSoon();
    });
    input.addEventListener('compositionstart', () => {
      clearTimeout(this.#timer);
      this.#asked++;
    });
    input.addEventListener('compositionend', () => this.#searchSoon());
    form.addEventListener('change', ({ target }) => {
      if (target instanceof HTMLSelectElement) this.#search();
    });
    form.addEventListener('submit', (event) => {
      const place = event.submitter?.hasAttribute('formmethod') ? null : this.#findPlace();
      if (place) event.preventDefault();
      if (place) return place.click();
      // In the dialog, submitting opens the search page or closes the dialog.
      if (!this.#isPage) return;
      event.preventDefault();
      this.#search().then(() => this.#writeAddress(false));
    });
    this.querySelector('.search-retry')?.addEventListener('click', () => {
      input.focus();
      this.#search();
    });
    this.querySelector('.suggestions ul')?.addEventListener('click', (event) => {
      const link = event.target instanceof Element && event.target.closest('a:not(.all)');
      if (!link || !(event instanceof MouseEvent) || event.ctrlKey || event.metaKey) return;
      event.preventDefault();
      this.ask(link.textContent ?? '');
    });
    if (this.#isPage) this.#followAddress();
  }

  /** Search for a text as if the reader had typed it. */
  ask(typed: string): void {
    const input = this.#find('input');
    input.focus();
    if (typed) {
      input.value = typed;
      // Put the cursor at the end, or the next key would come before the typed text.
      input.setSelectionRange(typed.length, typed.length);
    } else input.select();
    this.#search();
  }

  /** Find the result for a typed place, such as 3.1 p2 s4. */
  #findPlace(): HTMLElement | null {
    const { number = '', paragraph } = readPlace(this.#find('input').value) ?? {};
    const result = `[data-number="${number}"]`;
    return /\d/.test(number)
      ? this.querySelector(`${result} ${paragraph ? '.hit' : 'h2 a'}`)
      : null;
  }

  get #isPage(): boolean {
    return this.closest('dialog') === null;
  }

  #find<Name extends 'form' | 'input' | 'ol' | 'template'>(name: Name) {
    const part = this.querySelector<HTMLElementTagNameMap[Name]>(name);
    if (!part) throw new Error(`The search panel has no ${name}`);
    return part;
  }

  #followAddress(): void {
    const input = this.#find('input');
    document.addEventListener('keydown', (event) => {
      if (!isSearchKey(event)) return;
      event.preventDefault();
      input.select();
    });
    addEventListener('popstate', () => this.#searchAddress());
    addEventListener('pagehide', () => {
      this.#writeAddress(history.state?.draft === true);
      writeState({ ...history.state, top: scrollY });
    });
    this.#searchAddress().then(() => {
      const top: unknown = history.state?.top;
      if (typeof top === 'number') scrollTo(0, top);
    });
    if (input.value === '') input.focus();
  }

  #searchAddress(): Promise<void> {
    const parameters = new URLSearchParams(location.search);
    this.#find('input').value = parameters.get('q') ?? '';
    for (const select of this.querySelectorAll('select')) {
      const value = parameters.get(select.name) ?? '';
      select.value = select.name === 'in' ? chapterOf(value) : value;
      if (select.selectedIndex < 0) select.value = '';
    }
    return this.#search();
  }

  /**
   * Write the search into the address. The first change after a submitted search adds a history entry, a draft
   * that later changes replace and Enter submits.
   */
  #writeAddress(isDraft: boolean): void {
    if (!this.#isPage || this.#find('input').value.length > longestQuery) return;
    const fields = [...new FormData(this.#find('form'))].filter(([, value]) => value);
    const query = String(new URLSearchParams(fields.map(([name, value]) => [name, `${value}`])));
    const address = location.pathname + (query && `?${query}`);
    const isSame = address === location.pathname + location.search;
    if (isSame && isDraft) return;
    writeState(
      { ...(isSame ? history.state : {}), draft: isDraft },
      address,
      !isSame && history.state?.draft !== true,
    );
  }

  #searchSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#search(limits.first), delays.search);
  }

  /** Search; while the reader types, show first what fills the screen, and the rest if no other key follows. */
  async #search(limit: number = limits.all): Promise<void> {
    const list = this.#find('ol');
    clearTimeout(this.#timer);
    const fields = new FormData(this.#find('form'));
    const [query = '', locale, chapter] = ['q', 'lang', 'in'].map((name) =>
      String(fields.get(name) ?? '').trim(),
    );
    const filters: Filters = { locale: locales.find((each) => each === locale), chapter };
    const asked = ++this.#asked;
    const kept = list.dataset['query'] === query ? [...list.children] : [];
    list.dataset['query'] = query;
    if (query === '') {
      this.#show(query, ['empty']);
      return this.#writeAddress(true);
    }
    if (query.length > longestQuery) return this.#show(query, ['long']);
    list.ariaBusy = 'true';
    if (list.childElementCount === 0) this.#setStates(['busy']);
    try {
      const { data, index } = await getEngine();
      const found = await search(query, data, index, filters, limit);
      if (asked !== this.#asked) return;
      const { results } = found;
      const end = limit === limits.all ? results.length : firstShown;
      const hasMore = found.isCut && limit < limits.all;
      const toItems = (part: readonly Result[]) =>
        part.map((result) => toItem(this.#find('template'), result, found));
      const first = toItems(results.slice(0, end));
      this.#showResults(
        { ...found, query, hasMore, isFiltered: Boolean(locale || chapter) },
        first,
      );
      this.#writeAddress(true);
      if (end < results.length) {
        list.ariaBusy = 'true';
        await wait(0);
        if (asked !== this.#asked) return;
        list.append(...toItems(results.slice(end)));
      }
      list.ariaBusy = String(hasMore);
      if (hasMore) await wait(delays.more);
      if (hasMore && asked === this.#asked) await this.#search();
    } catch {
      if (asked === this.#asked) this.#show(query, ['failed'], {}, kept);
    }
  }

  #showResults(found: Results & Shown, items: Element[]): void {
    const { query, hasMore, isFiltered, results, isNear, isUnmarked, instead, forms, isCut } =
      found;
    const list = (...kinds: string[]) =>
      instead.filter(({ by }) => kinds.includes(by)).map(({ wording }) => wording);
    const near = [...list('part'), ...list('correction')];
    const titles = results.filter(({ titleMarks }) => countMarks(titleMarks) > 0).length;
    const states = [
      titles > 0 ? 'titles' : 'found',
      ...(isNear ? [near.length > 0 ? 'near' : 'apart'] : []),
      ...['alias', 'pinyin'].filter((by) => list(by).length > 0),
      ...(isUnmarked ? ['unmarked'] : []),
      ...(forms.length > 0 ? ['forms'] : []),
      ...(isCut ? ['cut'] : []),
    ];
    const none = isNear || !isFiltered ? 'nothing' : 'filtered';
    this.#show(
      query,
      hasMore ? ['busy'] : results.length > 0 ? states : [none],
      {
        sections: new Set(results.map(({ record }) => record)).size,
        titles,
        sentences: results.reduce((sum, { hits }) => sum + hits.length, 0),
        alias: list('alias').join('、'),
        pinyin: list('pinyin').join('、'),
        near: near.join('、'),
        forms: forms.slice(0, 8).join('、') + (forms.length > 8 ? '…' : ''),
      },
      items,
    );
    this.#find('ol').toggleAttribute('data-near', isNear && results.length > 0);
  }

  #show(query: string, states: string[], values: Values = {}, items: Element[] = []): void {
    const list = this.#find('ol');
    const { activeElement } = document;
    const focused = [...list.querySelectorAll('a')].find((link) => link === activeElement);
    list.replaceChildren(...items);
    // Keep the focus of a reader who is already in the list; the marks in the address may differ.
    const isSame = ({ pathname, hash }: HTMLAnchorElement) =>
      pathname === focused?.pathname && hash === focused.hash;
    if (focused) [...list.querySelectorAll('a')].find(isSame)?.focus();
    list.removeAttribute('data-near');
    list.ariaBusy = 'false';
    this.#setStates(states, { query: query.slice(0, 80), ...values });
    if (this.#isPage) document.title = query ? `${query.slice(0, 80)} | ${pageTitle}` : pageTitle;
  }

  #setStates(states: readonly string[], values: Values = {}): void {
    for (const element of this.querySelectorAll<HTMLElement>('[data-state], [data-with]')) {
      element.hidden = !states.some((state) =>
        element.matches(`[data-state=${state}], [data-with~=${state}]`),
      );
      if (!element.hidden) fill(element, values);
    }
    clearTimeout(this.#saying);
    this.#saying = window.setTimeout(() => {
      const shown = this.querySelectorAll('.search-state > :not([hidden])');
      // A link would be focusable there. The other nodes keep their languages.
      const nodes = [...shown].flatMap(({ childNodes }) => [...childNodes]);
      const said = nodes.filter(({ nodeName }) => nodeName !== 'A');
      this.querySelector('[role=status]')?.replaceChildren(
        ...said.flatMap((node) => [node.cloneNode(true), ' ']),
      );
    }, delays.say);
  }

  #moveFocus = (event: KeyboardEvent): void => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || event.target instanceof HTMLSelectElement || event.isComposing) return;
    const stops: HTMLElement[] = [this.#find('input'), ...this.#find('ol').querySelectorAll('a')];
    const at = stops.indexOf(document.activeElement as HTMLElement);
    const next = stops[at + step];
    if (at === -1 || !next) return;
    event.preventDefault();
    next.focus();
  };
}

const wait = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds));

/** Make the item of a result, whose links mark all matches of its section, and the terms in both languages. */
function toItem(
  template: HTMLTemplateElement,
  result: Result,
  { results, terms }: Results,
): Element {
  const { record, titleMarks, hits } = result;
  const ofSection = results.filter((each) => each.record === record);
  const item = document.importNode(template.content, true).firstElementChild as HTMLElement;
  const [path, heading, list] = item.children as Iterable<Element> as [Element, Element, Element];
  const texts = ofSection.flatMap(listMarked).map((text) => text.toLowerCase());
  const marked = [...new Set([...[...new Set(texts)].slice(0, 20), ...terms])];
  const page = `${hrefTo(record.number)}?${new URLSearchParams({ mark: marked.join('|') })}`;
  item.dataset['number'] = record.number;
  path.textContent = record.path.map((title) => title[leadOf(view)]).join('\u00a0›\u00a0');
  if (record.path.length === 0) path.remove();
  writeLink(heading, page, record.title, titleMarks);
  heading.querySelector('[lang]')?.prepend(addNumber(record.number, ''));
  const entry = list.firstElementChild as Element;
  const entries = hits.map(({ segment, marks }) =>
    writeLink(entry.cloneNode(true) as Element, `${page}#${segment.anchor}`, segment, marks),
  );
  list.replaceChildren(...entries);
  return item;
}

function writeLink(parent: Element, href: string, text: Bilingual, marks: Marks): Element {
  parent.querySelector('a')?.setAttribute('href', href);
  const isEnglishFirst = document.documentElement.dataset['first'] === 'en' && view === 'bilingual';
  for (const cell of parent.querySelectorAll<HTMLElement>('[lang]')) {
    const locale = cell.lang === langs.en ? 'en' : 'zh';
    cell.replaceChildren(
      ...splitAtRanges(text[locale], marks[locale]).map((part) =>
        part.marked
          ? Object.assign(document.createElement('mark'), { textContent: part.text })
          : part.text,
      ),
    );
    if (isEnglishFirst && locale === 'zh') cell.parentElement?.append(cell);
  }
  return parent;
}

function writeState(state: object, address = location.href, isNew = false): void {
  try {
    if (isNew) history.pushState(state, '', address);
    else history.replaceState(state, '', address);
  } catch {
    // Browsers limit changes of the address; the next change sets it.
  }
}

customElements.define('search-panel', SearchPanel);
