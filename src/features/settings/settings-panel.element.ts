import { say } from '../../ui/tools.ts';
import { initialOf, listSettings, readChoices, writeChoices } from './settings.ts';

/** Shows the settings and applies each choice at once; its button sends the event `read-aloud`. */
class SettingsPanel extends HTMLElement {
  connectedCallback(): void {
    this.#show();
    this.closest('.with-script')?.removeAttribute('hidden');
    document.querySelector('main > .without-script')?.remove();
    this.addEventListener('change', () => {
      const checked = this.querySelectorAll<HTMLInputElement>(':checked');
      writeChoices(Object.fromEntries([...checked].map(({ name, value }) => [name, value])));
    });
    this.querySelector('.reset')?.addEventListener('click', () => {
      writeChoices({});
      say(this, 'reset');
    });
    this.querySelector('.read-aloud')?.addEventListener('click', () => {
      this.dispatchEvent(new Event('read-aloud', { bubbles: true }));
    });
    document.addEventListener('choices', () => this.#show());
  }

  #show(): void {
    const choices = readChoices();
    for (const input of this.querySelectorAll('input')) {
      const name = listSettings().find((each) => each === input.name);
      if (name) input.checked = input.value === (choices[name] ?? initialOf(name));
    }
  }
}

customElements.define('settings-panel', SettingsPanel);
