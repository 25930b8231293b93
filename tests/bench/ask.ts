import type { Finding } from './truth.ts';

/** The answer of a search page, and the time that it took, in milliseconds. */
export interface Answer extends Finding {
  query: string;
  /** From the key to the complete result. */
  seen: number;
  /** From the start of the search, after the typing pause, to the complete result. */
  searched: number;
}

/** The arguments of `askAll`, which go to the browser as JSON. */
export interface Questions {
  queries: readonly string[];
  /** The search page to load in frames; without it, the open page is asked. */
  page?: string;
  /** The number of frames to ask at once. */
  frames?: number;
}

/**
 * Type queries into a search page, one after the other, and read the results.
 *
 * It runs in the browser and uses nothing else from this file. It expects an input beside `#search-results`,
 * whose `data-query` is the answered query and whose `aria-busy="false"` marks a complete result.
 */
export async function askAll({ queries, page, frames = 1 }: Questions): Promise<Answer[]> {
  type View = Window & typeof globalThis;

  const until = async (holds: () => boolean, what: string): Promise<void> => {
    const end = Date.now() + 20_000;
    while (!holds()) {
      if (Date.now() > end) throw new Error(`In vain waited for ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  };

  /** Use the existing frames, or make them. */
  const listViews = async (): Promise<View[]> => {
    if (!page) return [window];
    while (document.querySelectorAll('iframe').length < frames) {
      document.body.append(Object.assign(document.createElement('iframe'), { src: page }));
    }
    const views = [...document.querySelectorAll('iframe')]
      .slice(0, frames)
      .map(({ contentWindow }) => contentWindow as View);
    const isReady = (view: View) =>
      view.document.readyState === 'complete' && view.document.querySelector('#search-results');
    await until(() => views.every(isReady), page);
    return views;
  };

  const ask = (view: View, query: string): Promise<Answer> => {
    const list = view.document.querySelector('#search-results');
    const input = list?.closest(':has(input)')?.querySelector('input');
    if (!list || !input) throw new Error('This is no search page');
    // Browsers limit changes of the address per second to more than a reader types, but less than this.
    view.history.replaceState = () => {};
    const typed = performance.now();
    let begun = typed;
    const read = (selector: string) =>
      list.hasAttribute('data-near') ? [] : [...list.querySelectorAll<HTMLElement>(selector)];
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`${query}: no answer in 20 s`)), 20_000);
      const observer = new view.MutationObserver((changes) => {
        if (list.getAttribute('data-query') !== query) return;
        if (changes.some(({ attributeName }) => attributeName === 'data-query')) {
          begun = performance.now();
        }
        if (list.getAttribute('aria-busy') !== 'false') return;
        observer.disconnect();
        clearTimeout(timer);
        const now = performance.now();
        resolve({
          query,
          seen: now - typed,
          searched: now - begun,
          sections: read('li[data-number]').map(({ dataset }) => dataset['number'] ?? ''),
          sentences: read('a[href*="#"]').map((link) => (link as HTMLAnchorElement).hash.slice(1)),
        });
      });
      observer.observe(list, { attributes: true });
      input.value = query;
      input.dispatchEvent(new view.InputEvent('input', { bubbles: true }));
    });
  };

  const open = [...queries];
  const answers: Answer[] = [];
  const askOn = async (view: View): Promise<void> => {
    for (let query = open.shift(); query !== undefined; query = open.shift()) {
      answers.push(await ask(view, query));
    }
  };
  await Promise.all((await listViews()).map(askOn));
  return answers;
}
