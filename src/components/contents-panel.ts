/** Shows the current section in the contents, and closes the panel when a link has led on. */
class ContentsPanel extends HTMLElement {
  connectedCallback(): void {
    const panel = this.querySelector<HTMLElement>('[popover]');
    if (!panel) return;
    this.addEventListener('click', ({ target }) => {
      const isLink = target instanceof Element && target.closest('a');
      if (isLink && panel.matches(':popover-open')) panel.hidePopover();
    });
    panel.addEventListener('toggle', () => showCurrent(panel));
    showCurrent(panel);
  }
}

/** Scroll a panel, and nothing around it, so that its current link is in the middle. */
function showCurrent(panel: HTMLElement): void {
  const link = panel.querySelector('[aria-current]');
  if (!link) return;
  const { top, height } = link.getBoundingClientRect();
  const middle = panel.getBoundingClientRect().top + panel.clientHeight / 2;
  if (top + height > middle) panel.scrollTop += top + height / 2 - middle;
}

customElements.define('contents-panel', ContentsPanel);
