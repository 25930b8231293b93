/** Closes the panel when one of its links has led to a place on the same page. */
class ContentsPanel extends HTMLElement {
  connectedCallback(): void {
    this.addEventListener('click', ({ target }) => {
      const panel = this.querySelector<HTMLElement>('[popover]');
      if (target instanceof Element && target.closest('a') && panel?.matches(':popover-open')) {
        panel.hidePopover();
      }
    });
  }
}
customElements.define('contents-panel', ContentsPanel);
