/** How far the card is from its term and from the edges of the window, in CSS pixels. */
const gap = 6;

/** Put the card below a place in the window, or above it, if it fits only there, and inside the window. */
export function placeCard(card: HTMLElement, { left, top, bottom }: DOMRect): void {
  const { clientWidth, clientHeight } = document.documentElement;
  const { width, height } = card.getBoundingClientRect();
  const isAbove = bottom + gap + height > clientHeight && top - gap - height >= 0;
  const block = isAbove ? top - gap - height : bottom + gap;
  card.style.insetInlineStart = `${scrollX + clamp(left, clientWidth - width)}px`;
  card.style.insetBlockStart = `${scrollY + clamp(block, clientHeight - height)}px`;
}

function clamp(start: number, space: number): number {
  return Math.max(gap, Math.min(start, space - gap));
}
