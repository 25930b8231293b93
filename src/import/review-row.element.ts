import './review-row.css';

const langs = ['zh', 'en'] as const;
type Both<T> = Record<(typeof langs)[number], T>;

interface Answer {
  error?: string;
  words: Record<string, Both<string>>;
  doubts: Record<string, string>;
  lines: Both<string[]>;
  sentences: Both<string[]>;
}

/** Send a request to the development server. */
async function ask(asked?: object): Promise<Answer> {
  const how = asked && { method: 'POST', body: JSON.stringify(asked) };
  return (await fetch(`${import.meta.env.BASE_URL}@review`, how)).json();
}

const actions = [
  'confirm',
  'split',
  'join',
  'zh-up',
  'zh-down',
  'en-up',
  'en-down',
  'edit',
] as const;
const { words, doubts } = await ask();
const name = (key: string) => `${words[key]?.zh} ${words[key]?.en}`;

function make<Name extends keyof HTMLElementTagNameMap>(
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
    const buttons = actions
      .filter((action) => why || action !== 'confirm')
      .map((action) =>
        this.#button(action, () =>
          action === 'split' || action === 'edit' ? this.#open(action) : this.#do({ action }),
        ),
      );
    this.replaceChildren(why ? `${name('doubtful')} ${why}` : '', ...buttons);
  }

  #button(key: string, onclick: () => unknown): HTMLElement {
    return make('button', { type: 'button', textContent: name(key), onclick });
  }

  async #do(edit: object): Promise<void> {
    // The page reloads once the files are saved; block input until then.
    document.body.inert = true;
    const { error } = await ask({ anchor: this.#anchor(), ...edit });
    if (error === undefined) return;
    document.body.inert = false;
    this.querySelector('[role=alert]')?.remove();
    this.append(make('p', { role: 'alert', textContent: error }));
  }

  /** Show both texts in fields; to split them, with an empty line after the first sentence. */
  async #open(action: 'split' | 'edit'): Promise<void> {
    const { lines, sentences } = await ask({ anchor: this.#anchor() });
    const isSplit = action === 'split';
    const fields = langs.map((lang) => {
      const [first = '', ...rest] = sentences[lang];
      const texts = isSplit ? [first, '', ...rest] : lines[lang];
      return make('textarea', { lang, name: lang, value: texts.join('\n'), rows: 6 });
    });
    const form = make('form', {
      onsubmit: (event) => {
        event.preventDefault();
        void this.#do({ action: 'edit', edited: Object.fromEntries(new FormData(form)) });
      },
    });
    form.append(
      ...fields,
      make('p', { textContent: name('help') }),
      make('button', { textContent: name('save') }),
      this.#button('cancel', () => this.connectedCallback()),
    );
    this.replaceChildren(form);
    // Two sentences can be split only at one place.
    if (isSplit && langs.every((lang) => sentences[lang].length === 2)) form.requestSubmit();
    else fields[0]?.focus();
  }
}

customElements.define('review-row', ReviewRow);

for (const pair of document.querySelectorAll('.pair:has(> p[lang])')) pair.append(new ReviewRow());
