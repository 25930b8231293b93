import { addNumber } from '../lib/number.ts';
import { findSegments, normalize, type SearchRecord, toQuery } from '../lib/search.ts';
import { type Locale, langs, localesOf, type View } from '../lib/view.ts';

/** What the site uses of Pagefind's browser module. */
interface Pagefind {
  options(options: { basePath: string; noWorker: boolean }): Promise<void>;
  search(query: string): Promise<{ results: { data(): Promise<{ meta: { record: string } }> }[] }>;
}

/** Shows the sections and sentences that the address's `?q=` is found in. */
class SearchResults extends HTMLElement {
  #pagefind: Promise<Pagefind> | undefined;
  #attempts = 0;

  connectedCallback(): void {
    const query = new URLSearchParams(location.search).get('q') ?? '';
    const input = this.querySelector('input');
    if (input) input.value = query;
    this.querySelector('[data-state=failed] button')?.addEventListener('click', () => {
      this.#show(query);
    });
    if (normalize(query)) this.#show(query);
    else input?.focus();
  }

  async #show(query: string): Promise<void> {
    this.#setState('busy');
    try {
      this.#pagefind ??= this.#load();
      this.#list(query, await find(await this.#pagefind, query));
    } catch {
      this.#pagefind = undefined;
      this.#setState('failed');
    }
  }

  /** Load the engine; each new attempt has a new address, as browsers keep a failed one. */
  async #load(): Promise<Pagefind> {
    const bundle = this.getAttribute('bundle') ?? '/pagefind/';
    const attempt = this.#attempts++;
    const url = `${bundle}pagefind.js${attempt > 0 ? `?attempt=${attempt}` : ''}`;
    const pagefind: Pagefind = await import(/* @vite-ignore */ url);
    await pagefind.options({ basePath: bundle, noWorker: true });
    return pagefind;
  }

  #list(query: string, records: SearchRecord[]): void {
    const list = this.querySelector<HTMLOListElement>('#search-results');
    if (!list) return;
    const view = this.getAttribute('view') as View;
    const home = this.getAttribute('home') ?? '/';
    list.dataset['query'] = query;
    list.replaceChildren(
      ...records.map((record) =>
        toResult(record, query, localesOf(view), `${home}${record.number}/`),
      ),
    );
    const sentences = list.querySelectorAll('.hit').length;
    this.#count('.section-count', records.length);
    this.#count('.sentence-count', sentences);
    this.#setState(records.length > 0 ? 'found' : 'nothing');
  }

  #count(selector: string, count: number): void {
    const element = this.querySelector(selector);
    if (element) element.textContent = String(count);
  }

  #setState(state: string): void {
    for (const element of this.querySelectorAll<HTMLElement>('[data-state]')) {
      element.hidden = element.dataset['state'] !== state;
    }
    this.querySelector('#search-results')?.setAttribute('aria-busy', String(state === 'busy'));
  }
}

/** Find the sections that match, those with the most matching sentences first. */
async function find(pagefind: Pagefind, query: string): Promise<SearchRecord[]> {
  const { results } = await pagefind.search(toQuery(query));
  const data = await Promise.all(results.map((result) => result.data()));
  const records: SearchRecord[] = data.map(({ meta }) => JSON.parse(meta.record));
  const count = (record: SearchRecord): number => findSegments(record, query).length;
  return records.sort((a, b) => count(b) - count(a));
}

function toResult(record: SearchRecord, query: string, shown: readonly Locale[], href: string) {
  const item = create('li', { className: 'result' });
  item.dataset['number'] = record.number;
  const link = create('a', { href });
  for (const locale of shown) {
    link.append(
      create('span', {
        className: 'title',
        lang: langs[locale],
        textContent: addNumber(record.number, record.title[locale]),
      }),
    );
  }
  const hits = create('ol', {});
  for (const segment of findSegments(record, query)) {
    const hit = create('a', { className: 'hit', href: `${href}#${segment.anchor}` });
    for (const locale of ['zh', 'en'] as const) {
      const text = create('span', { lang: langs[locale] });
      text.append(...markAll(segment[locale], query));
      hit.append(text);
    }
    const entry = create('li', {});
    entry.append(hit);
    hits.append(entry);
  }
  const heading = create('h2', {});
  heading.append(link);
  item.append(heading, hits);
  return item;
}

/** Split a text at what was typed, which is marked wherever it stands. */
function markAll(text: string, query: string): (Node | string)[] {
  const typed = normalize(query).replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
  const parts = text.split(new RegExp(`(${typed})`, 'iu'));
  return parts.map((part, index) =>
    index % 2 === 1 ? create('mark', { textContent: part }) : part,
  );
}

function create<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(name), properties);
}

customElements.define('search-results', SearchResults);
