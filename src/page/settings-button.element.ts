import { inTime, sayLost } from '../ui/page.ts';

/** Replaces the link to the settings by a button for the panel, and applies choices made elsewhere. */
class SettingsButton extends HTMLElement {
  #isMarked = false;

  connectedCallback(): void {
    this.#prepareButton();
    this.#showAids();
    document.addEventListener('choices', (choice) => this.#showAids(choice));
    // Apply choices made in another tab, or while this page was in the back/forward cache.
    addEventListener('storage', this.#restoreChoices);
    addEventListener('pageshow', ({ persisted }) => persisted && this.#restoreChoices());
  }

  #prepareButton(): void {
    const link = this.querySelector('a');
    if (!link?.showPopover || link.hasAttribute('aria-current')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = link.className;
    button.append(...link.childNodes);
    link.replaceWith(button);
    const prepare = () =>
      import('./reader-tools.ts').then((tools) => tools.prepareSettings(button));
    for (const type of ['pointerenter', 'focus']) {
      button.addEventListener(type, () => prepare().catch(() => {}), { once: true });
    }
    button.addEventListener('click', () => {
      // Once the panel exists, the button toggles it without a script.
      if (button.popoverTargetElement) return;
      inTime(prepare())
        .then((panel) => panel.showPopover())
        .catch(() => sayLost(undefined, link.href));
    });
  }

  #showAids(choice?: Event): void {
    const { terms, pinyin, numbers, first } = document.documentElement.dataset;
    this.#isMarked ||= [terms, pinyin].includes('on') || numbers === 'always' || first === 'en';
    if (!this.#isMarked) return;
    // A failure matters only to a reader who has just made the choice.
    const fail = (control?: string) => choice && sayLost(control);
    inTime(import('./reading-aids.ts'))
      .then((aids) => aids.showReadingAids(fail))
      .catch(() => fail());
  }

  #restoreChoices = (): void => {
    import('../features/settings/settings.ts')
      .then((settings) => settings.restoreChoices())
      .catch(() => {});
  };
}

customElements.define('settings-button', SettingsButton);
