/** Mark the innermost section in the upper part of the window in the contents, and call `show`. */
export function followReading(panel: HTMLElement, show: () => void): void {
  const sections = [...document.querySelectorAll('main section[id]')];
  const foot = document.querySelector('footer');
  const shown = new Set<Element>();
  const follow = (entries: IntersectionObserverEntry[]): void => {
    for (const { target, isIntersecting } of entries) {
      if (isIntersecting) shown.add(target);
      else shown.delete(target);
    }
    // The last section may be too short to reach that part.
    const isAtEnd = foot && shown.has(foot) && scrollY > 0;
    const current = sections.filter((section) => isAtEnd || shown.has(section)).pop();
    panel.querySelector('[aria-current=location]')?.removeAttribute('aria-current');
    const link = current && panel.querySelector(`a[href="#${CSS.escape(current.id)}"]`);
    link?.setAttribute('aria-current', 'location');
    if (link) show();
  };
  const upper = new IntersectionObserver(follow, { rootMargin: '-30% 0% -70% 0%' });
  for (const section of sections) upper.observe(section);
  if (foot) new IntersectionObserver(follow).observe(foot);
}
