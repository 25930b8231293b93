import { sayLost } from '../../ui/page.ts';
import { readChoices, writeChoices } from './choices.ts';
import { listSettings, settings } from './settings.ts';

/** Shows what the reader has chosen, and applies each choice as it is made. */
class SettingsPanel extends HTMLElement {
  #follow = (): void => this.#show();

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
      this.#say();
    });
    this.querySelector('.read-aloud')?.addEventListener('click', () => {
      import('../speech/read-aloud.ts')
        .then(({ readAloud }) => {
          this.closest<HTMLElement>('[popover]')?.hidePopover();
          return readAloud();
        })
        .catch(sayLost);
    });
    const offline = this.querySelector('.offline');
    if (offline)
      import('../offline/offline-copy.ts').then((copy) => copy.offerCopy(offline)).catch(() => {});
    document.addEventListener('choices', this.#follow);
  }

  disconnectedCallback(): void {
    document.removeEventListener('choices', this.#follow);
  }

  #show(): void {
    const choices = readChoices();
    for (const input of this.querySelectorAll('input')) {
      const name = listSettings().find((each) => each === input.name);
      if (name) input.checked = input.value === (choices[name] ?? settings[name].initial);
    }
  }

  /** Tell those who do not see it that all is as it was at first. */
  #say(): void {
    const said = this.querySelector('.said');
    if (said) said.textContent = said.getAttribute('data-reset');
  }
}

customElements.define('settings-panel', SettingsPanel);
