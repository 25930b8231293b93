import { isSegmentAnchor } from '../paper/anchor.ts';

/** Return the anchor of the reader's place, or '' at the start of the page. */
export function findAnchor(): string {
  const segments = [...document.querySelectorAll('main [id]')].filter(({ id }) =>
    isSegmentAnchor(id),
  );
  const [first] = segments;
  if (!first) return '';
  const line = Number.parseFloat(getComputedStyle(first).scrollMarginTop);
  const starts = segments.map((element) => ({ anchor: element.id, top: topOf(element) }));
  return findTarget(line) ?? findPlace(starts, line, innerHeight) ?? '';
}

function findTarget(line: number): string | undefined {
  const target = document.querySelector('main :target');
  if (!target) return undefined;
  const top = topOf(target);
  const isAtLine = Math.abs(top - line) <= 4;
  const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 4;
  if (!isAtLine && !(isAtEnd && top > line && top < innerHeight)) return undefined;
  // A heading's readable id exists only in views with its language.
  return target.matches('section, [id*="-p"]') ? target.id : target.closest('section')?.id;
}

function topOf(element: Element): number {
  return element.getClientRects()[0]?.top ?? Number.NEGATIVE_INFINITY;
}

/**
 * Find the segment at the reading line, in CSS pixels from the top: the first that starts there or below, or
 * the one before it if that one starts in the lower half of the window.
 */
export function findPlace(
  starts: readonly { anchor: string; top: number }[],
  line: number,
  height: number,
): string | undefined {
  // Scrolling to an address puts its target at the line, up to rounding.
  const tolerance = 4;
  const index = starts.findIndex(({ top }) => top >= line - tolerance);
  if (index === -1) return starts.at(-1)?.anchor;
  const top = starts[index]?.top ?? line;
  if (index === 0) return top <= line + tolerance ? starts[0]?.anchor : undefined;
  return starts[top <= (line + height) / 2 ? index : index - 1]?.anchor;
}

/** Return the middle of the first line of the element with an anchor, in CSS pixels from the top of the window. */
export function middleOf(anchor: string): number {
  const element = document.getElementById(anchor);
  const range = document.createRange();
  let middle = Number.POSITIVE_INFINITY;
  if (!element) return middle;
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    range.selectNode(walker.currentNode);
    const [line] = range.getClientRects();
    // The upper language may be the second in the document.
    if (line) middle = Math.min(middle, (line.top + line.bottom) / 2);
  }
  return middle;
}
