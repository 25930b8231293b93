/** The answer of a search panel to a query. */
export interface Answer {
  query: string;
  /** The value of its box. */
  asked: string;
  /** The names of the states shown, and their texts. */
  states: string;
  said: string;
  /** The numbers of the sections, and the anchors of the sentences, that were found. */
  sections: string[];
  sentences: string[];
}

type Panel = HTMLElement & { ask(typed: string): void };

/**
 * Ask the search panel of a page, or of its dialog, one query after the other, as if typed.
 *
 * It runs in the browser and uses nothing else from this file.
 */
export async function askPanel(queries: readonly string[]): Promise<Answer[]> {
  const panel = document.querySelector<Panel>('dialog search-panel, search-panel');
  const list = panel?.querySelector<HTMLElement>('ol');
  if (!panel || !list) throw new Error('There is no search panel');
  const answers: Answer[] = [];
  for (const query of queries) {
    panel.ask(query);
    while (list.ariaBusy === 'true') await new Promise((resolve) => setTimeout(resolve, 2));
    const states = [...panel.querySelectorAll<HTMLElement>('[data-state]:not([hidden])')];
    const read = (selector: string) =>
      list.dataset['near'] === undefined ? [...list.querySelectorAll<HTMLElement>(selector)] : [];
    answers.push({
      query,
      asked: panel.querySelector('input')?.value.trim() ?? '',
      states: states.map(({ dataset }) => dataset['state']).join(' '),
      said: states.map(({ textContent }) => textContent).join(' '),
      sections: read('li[data-number]').map(({ dataset }) => dataset['number'] ?? ''),
      sentences: read('a[href*="#"]').map((link) => (link as HTMLAnchorElement).hash.slice(1)),
    });
  }
  return answers;
}
