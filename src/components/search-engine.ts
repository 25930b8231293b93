import { toKey } from '../lib/query.ts';
import { type Filters, type Results, type SearchIndex, search } from '../lib/search.ts';
import type { SearchFile } from '../lib/search-data.ts';
import { type SearchRecord, toChapterWord } from '../lib/search-record.ts';

/** What the site uses of Pagefind's browser module. */
interface PagefindModule {
  createInstance(options: object): {
    search(query: string): Promise<{ results: PagefindResult[] }>;
  };
}

interface PagefindResult {
  id: string;
  words: number[];
  data(): Promise<{ meta: { record: string } }>;
}

/** The folder of the index. */
const bundle = `${import.meta.env.BASE_URL}pagefind/`;

/** Searches the site's index; loads it when it is first wanted, and again after a fault. */
class SearchEngine {
  #loaded: Promise<{ data: SearchFile; index: SearchIndex }> | undefined;
  #attempts = 0;

  /** Load what search needs; a fault is kept for the search that asks for it. */
  prepare(): void {
    this.#load().catch(() => this.#forget());
  }

  /** @throws if a file that search needs does not load, also when asked for a second time */
  async search(typed: string, filters: Filters): Promise<Results> {
    try {
      const { data, index } = await this.#load();
      const results = await Promise.race([search(typed, data, index, filters), files.failure()]);
      // From now on search needs no network.
      files.fetchAhead(data.parts.map(toUrl));
      return results;
    } catch (error) {
      this.#forget();
      throw error;
    }
  }

  /** Begin anew at the next search: what failed may be there by then, or may be another version. */
  #forget(): void {
    this.#loaded = undefined;
    files.forget();
  }

  #load() {
    this.#loaded ??= Promise.race([this.#loadNow(), files.failure()]);
    return this.#loaded;
  }

  async #loadNow() {
    files.watch(toUrl(''));
    // A browser never asks again for the address of a module that failed.
    const attempt = this.#attempts++;
    const version = attempt > 0 ? `?attempt=${attempt}` : '';
    const [pagefind, data] = await Promise.all([
      importTwice(toUrl(`pagefind.js${version}`)),
      fetch(toUrl('data.json')).then((response): Promise<SearchFile> => response.json()),
    ]);
    // Pagefind asks for these one after the other: here they come together.
    const index = data.parts.filter((part) => part.startsWith('index/'));
    files.fetchAhead([...data.files, ...index].map(toUrl));
    const instance = pagefind.createInstance({
      basePath: bundle,
      noWorker: true,
      metaCacheTag: 'fixed',
    });
    return { data, index: toIndex(instance, data.records) };
  }
}

/** The engine that all of a page shares. */
export const engine: SearchEngine = new SearchEngine();

function toUrl(file: string): string {
  return new URL(bundle + file, location.href).href;
}

/** @param known the sections by Pagefind's names for them; without it, Pagefind has each in a file */
function toIndex(
  pagefind: ReturnType<PagefindModule['createInstance']>,
  known: SearchFile['records'],
): SearchIndex {
  const found = new Map<string, Promise<Map<string, PagefindResult>>>();
  const results = new Map<string, PagefindResult>();
  const records = new Map<string, SearchRecord | Promise<SearchRecord>>(
    Object.entries(known ?? {}),
  );
  const ask = async (key: string) => {
    const answer = await pagefind.search(`"${key}"`);
    for (const result of answer.results) results.set(result.id, result);
    return new Map(answer.results.map((result) => [result.id, result]));
  };
  const look = (key: string) => {
    const answer = found.get(key) ?? ask(key);
    found.set(key, answer);
    return answer;
  };
  return {
    async find(phrase, chapter) {
      const [answer, within] = await Promise.all([
        look(toKey(phrase)),
        chapter ? look(toChapterWord(chapter)) : undefined,
      ]);
      const sections = [...answer].filter(([id]) => within?.has(id) ?? true);
      return new Map(sections.map(([id, { words }]) => [id, words.length]));
    },
    async load(id) {
      const record =
        records.get(id) ??
        results
          .get(id)
          ?.data()
          .then(({ meta }) => JSON.parse(meta.record));
      if (!record) throw new Error(`The index has no section ${id}`);
      records.set(id, record);
      return record;
    },
  };
}

async function importTwice(url: string): Promise<PagefindModule> {
  try {
    return await import(/* @vite-ignore */ url);
  } catch {
    return import(/* @vite-ignore */ `${url}${url.includes('?') ? '&' : '?'}again`);
  }
}

/**
 * The files of the index, fetched once each, and a second time if the first fails.
 *
 * Pagefind takes an index file that does not load for one in which nothing is found, and fetches its
 * files one after the other through the global `fetch`: only there can a fault be noticed, and a file
 * that has come already be handed over.
 */
const files = {
  fetched: new Map<string, Promise<ArrayBuffer>>(),
  fail: (_error: unknown): void => {},
  failed: undefined as Promise<never> | undefined,
  folder: '',
  cache: 'default' as RequestCache,

  watch(folder: string): void {
    if (this.folder) return;
    this.folder = folder;
    const fetchAny = globalThis.fetch.bind(globalThis);
    globalThis.fetch = async (input, init) => {
      const url = new URL(input instanceof Request ? input.url : input, location.href).href;
      if (!url.startsWith(folder)) return fetchAny(input, init);
      try {
        return new Response(await this.get(url, fetchAny));
      } catch (error) {
        this.fail(error);
        throw error;
      }
    };
    this.fetchAhead = (urls) => {
      for (const url of urls) this.get(url, fetchAny).catch(() => {});
    };
  },

  get(url: string, fetchAny: typeof fetch): Promise<ArrayBuffer> {
    const content = this.fetched.get(url) ?? this.fetchTwice(url, fetchAny);
    this.fetched.set(url, content);
    return content;
  },

  async fetchTwice(url: string, fetchAny: typeof fetch): Promise<ArrayBuffer> {
    const fetchOnce = async (options: RequestInit) => {
      const response = await fetchAny(url, options);
      if (!response.ok) throw new Error(`${url}: ${response.status}`);
      return response.arrayBuffer();
    };
    try {
      return await fetchOnce({ cache: this.cache }).catch(() => fetchOnce({ cache: 'reload' }));
    } catch (error) {
      this.fetched.delete(url);
      throw error;
    }
  },

  /** Fetch files that may be wanted; what does not come is no fault until it is. */
  fetchAhead: (_urls: readonly string[]): void => {},

  /** Wait for a file that does not load. */
  failure(): Promise<never> {
    this.failed ??= new Promise((_resolve, reject) => {
      this.fail = reject;
    });
    this.failed.catch(() => {});
    return this.failed;
  },

  forget(): void {
    this.failed = undefined;
    this.fetched.clear();
    this.cache = 'reload';
  },
};
