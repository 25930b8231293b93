import { leadTo } from '../ui/page.ts';

/** Puts a button that opens the settings on the page in the place of the link to them. */
class SettingsButton extends HTMLElement {
  connectedCallback(): void {
    const link = this.querySelector('a');
    if (!link?.showPopover || link.hasAttribute('aria-current')) return;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = link.className;
    button.ariaLabel = link.ariaLabel;
    button.title = link.title;
    button.append(...link.childNodes);
    link.replaceWith(button);
    const prepare = () =>
      import('./reader-tools.ts').then((tools) => tools.prepareSettings(button));
    for (const type of ['pointerenter', 'focus']) {
      button.addEventListener(type, () => prepare().catch(() => {}), { once: true });
    }
    button.addEventListener('click', () => {
      // Once there is a panel, the button opens and closes it without a script.
      if (button.popoverTargetElement) return;
      prepare()
        .then((panel) => panel.showPopover())
        .catch(() => leadTo(link.href));
    });
  }
}

customElements.define('settings-button', SettingsButton);
