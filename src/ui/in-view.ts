/** What of the window is left for the text, in CSS pixels from its top. */
function measureWindow(): { top: number; bottom: number } {
  const header = document.querySelector('.header')?.getBoundingClientRect();
  const bar = document.querySelector('.speech-bar')?.getBoundingClientRect();
  return { top: Math.max(0, header?.bottom ?? 0), bottom: bar?.top ?? innerHeight };
}

/** Tell whether any of an element can be seen between the header and the bar that reads aloud. */
export function isInView(element: Element): boolean {
  const { top, bottom } = measureWindow();
  const box = element.getBoundingClientRect();
  return box.bottom > top && box.top < bottom;
}

/** Scroll until all of an element can be seen, or its beginning; what is seen stays where it is. */
export function bringIntoView(element: Element): void {
  const { top, bottom } = measureWindow();
  const box = element.getBoundingClientRect();
  const margin = 16;
  if (box.top >= top + margin && box.bottom <= bottom - margin) return;
  const room = bottom - top - box.height;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  scrollBy({
    top: box.top - top - Math.max(margin, room / 4),
    behavior: isCalm ? 'instant' : 'smooth',
  });
}
