import './review-row.css';

type Answer = Record<string, string> & {
  error?: string;
  words: Record<string, Record<'zh' | 'en', string>>;
  doubts: Record<string, string>;
};

/** Send a request to the development server. */
async function ask(asked?: object): Promise<Answer> {
  const how = asked && { method: 'POST', body: JSON.stringify(asked) };
  return (await fetch(`${import.meta.env.BASE_URL}@review`, how)).json();
}

const actions = ['split', 'join', 'zh-up', 'zh-down', 'en-up', 'en-down', 'edit'] as const;
const { words, doubts } = await ask();
const name = (key: string) => `${words[key]?.zh} ${words[key]?.en}`;

function make<Name extends 'button' | 'p' | 'textarea'>(
  tag: Name,
  properties: Partial<HTMLElementTagNameMap[Name]>,
): HTMLElementTagNameMap[Name] {
  return Object.assign(document.createElement(tag), properties);
}

/** Shows a button for each edit of a row. */
class ReviewRow extends HTMLElement {
  readonly #anchor = () => this.closest('.pair')?.id ?? '';

  connectedCallback(): void {
    this.className = 'ui';
    const why = doubts[this.#anchor()];
    this.toggleAttribute('data-doubtful', why !== undefined);
    const buttons = actions.map((action) =>
      this.#button(action, () => (action === 'edit' ? this.#edit() : this.#do(action))),
    );
    this.replaceChildren(why ?? '', ...buttons);
  }

  #button(key: string, onclick: () => unknown): HTMLElement {
    return make('button', { type: 'button', textContent: name(key), onclick });
  }

  async #do(action: string, edited?: Record<string, string>): Promise<void> {
    // The page reloads once the files are saved; block input until then.
    document.body.inert = true;
    const { error } = await ask({ anchor: this.#anchor(), action, edited });
    if (error === undefined) return;
    document.body.inert = false;
    this.querySelector('[role=alert]')?.remove();
    this.append(make('p', { role: 'alert', textContent: error }));
  }

  async #edit(): Promise<void> {
    const texts = await ask({ anchor: this.#anchor() });
    const fields = ['zh', 'en'].map((lang) =>
      make('textarea', { lang, value: texts[lang] ?? '', rows: 6 }),
    );
    const read = () => Object.fromEntries(fields.map(({ lang, value }) => [lang, value]));
    const save = this.#button('save', () => this.#do('edit', read()));
    const cancel = this.#button('cancel', () => this.connectedCallback());
    this.replaceChildren(...fields, make('p', { textContent: name('help') }), save, cancel);
    fields[0]?.focus();
  }
}

customElements.define('review-row', ReviewRow);

for (const pair of document.querySelectorAll('.pair:has(> p[lang])')) pair.append(new ReviewRow());
