/** Follows the reading in the contents, and closes the panel when a link has led on. */
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
    followReading(panel);
  }
}

/** Mark the section that has reached the upper part of the window, the innermost if they are nested. */
function followReading(panel: HTMLElement): void {
  const sections = [...document.querySelectorAll('main section[id]')];
  const foot = document.querySelector('footer');
  const shown = new Set<Element>();
  const follow = (entries: IntersectionObserverEntry[]): void => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) shown.add(target);
      else shown.delete(target);
    }
    // The last may be too short to reach that part before the page ends.
    const isAtEnd = foot && shown.has(foot) && scrollY > 0;
    const current = sections.findLast((section) => isAtEnd || shown.has(section));
    panel.querySelector('[aria-current=location]')?.removeAttribute('aria-current');
    const link = current && panel.querySelector(`a[href="#${CSS.escape(current.id)}"]`);
    link?.setAttribute('aria-current', 'location');
    if (link) showCurrent(panel);
  };
  const upper = new IntersectionObserver(follow, { rootMargin: '-30% 0% -70% 0%' });
  for (const section of sections) upper.observe(section);
  if (foot) new IntersectionObserver(follow).observe(foot);
}

/** Scroll a panel, and nothing around it, so that its current link is in the middle. */
function showCurrent(panel: HTMLElement): void {
  const link =
    panel.querySelector('[aria-current=location]') ?? panel.querySelector('[aria-current]');
  if (!link) return;
  const { top, height } = link.getBoundingClientRect();
  const middle = panel.getBoundingClientRect().top + panel.clientHeight / 2;
  panel.scrollTop += top + height / 2 - middle;
}

customElements.define('contents-panel', ContentsPanel);
