import './review-row.css';

type Answer = Record<string, string> & {
  error?: string;
  words: Record<string, Record<'zh' | 'en', string>>;
  doubts: Record<string, string>;
};

/** Ask the server of development. */
async function ask(asked?: object): Promise<Answer> {
  const how = asked && { method: 'POST', body: JSON.stringify(asked) };
  return (await fetch(`${import.meta.env.BASE_URL}@review`, how)).json();
}

const actions = ['split', 'join', 'zh-up', 'zh-down', 'en-up', 'en-down', 'edit'] as const;
const { words, doubts } = await ask();

/** Has a button for each thing that an editor may do with a row. */
class ReviewRow extends HTMLElement {
  readonly #anchor: string;

  constructor(anchor = '') {
    super();
    this.#anchor = anchor;
  }

  connectedCallback(): void {
    this.className = 'ui';
    const why = doubts[this.#anchor];
    this.toggleAttribute('data-doubtful', why !== undefined);
    this.#show(...(why ? [why] : []), ...actions.map((action) => this.#button(action)));
  }

  #show(...content: (Node | string)[]): void {
    this.replaceChildren(...content);
  }

  #button(name: string, act: () => unknown = () => this.#do(name)): HTMLElement {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = `${words[name]?.zh} ${words[name]?.en}`;
    button.addEventListener('click', act);
    return button;
  }

  async #do(action: string, edited?: Record<string, string>): Promise<void> {
    if (action === 'edit' && !edited) return this.#edit();
    // The page comes anew once the files are saved; until then nothing more may be pressed.
    for (const button of document.querySelectorAll<HTMLButtonElement>('review-row button')) {
      button.disabled = true;
    }
    const { error } = await ask({ anchor: this.#anchor, action, edited });
    if (error === undefined) return;
    for (const button of document.querySelectorAll<HTMLButtonElement>('review-row button')) {
      button.disabled = false;
    }
    this.querySelector('[role=alert]')?.remove();
    const said = document.createElement('p');
    said.role = 'alert';
    said.textContent = error;
    this.append(said);
  }

  async #edit(): Promise<void> {
    const texts = await ask({ anchor: this.#anchor });
    const fields = ['zh', 'en'].map((locale) => {
      const field = document.createElement('textarea');
      field.lang = field.name = locale;
      field.value = texts[locale] ?? '';
      field.rows = 6;
      return field;
    });
    const save = () =>
      this.#do('edit', Object.fromEntries(fields.map(({ name, value }) => [name, value])));
    const help = document.createElement('p');
    help.textContent = `${words['help']?.zh} ${words['help']?.en}`;
    this.#show(
      ...fields,
      help,
      this.#button('save', save),
      this.#button('cancel', () => this.connectedCallback()),
    );
    fields[0]?.focus();
  }
}

customElements.define('review-row', ReviewRow);

for (const pair of document.querySelectorAll('.pair:has(> p[lang])')) {
  pair.append(new ReviewRow(pair.id));
}
