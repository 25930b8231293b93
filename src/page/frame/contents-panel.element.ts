/** Marks the current section in the contents, and closes the panel when a link is followed. */
class ContentsPanel extends HTMLElement {
  connectedCallback(): void {
    const panel = this.querySelector<HTMLElement>('[popover]');
    if (!panel) return;
    this.addEventListener('click', ({ target }) => {
      const isLink = target instanceof Element && target.closest('a');
      if (isLink) panel.hidePopover?.();
    });
    const show = () => showCurrent(panel);
    panel.addEventListener('toggle', show);
    show();
    const follow = () =>
      import('./follow-reading.ts').then((reading) => reading.followReading(panel, show));
    addEventListener('scroll', () => follow().catch(() => {}), { once: true });
  }
}

function showCurrent(panel: HTMLElement): void {
  const link =
    panel.querySelector('[aria-current=location]') ?? panel.querySelector('[aria-current]');
  if (!link) return;
  const { top, height } = link.getBoundingClientRect();
  const middle = panel.getBoundingClientRect().top + panel.clientHeight / 2;
  panel.scrollTop += top + height / 2 - middle;
}

customElements.define('contents-panel', ContentsPanel);
