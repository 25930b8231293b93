import { isSegmentAnchor } from '../paper/anchor.ts';
import { findPlace } from './place.ts';

/** Return the anchor that the reader is at, or '' at the page's beginning. */
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

/** Return the anchor in the page's address, if its target still is where the address brought it. */
function findTarget(line: number): string | undefined {
  const target = document.querySelector('main :target');
  if (!target) return undefined;
  const top = topOf(target);
  const isAtLine = Math.abs(top - line) <= 4;
  const isAtEnd = scrollY + innerHeight >= document.documentElement.scrollHeight - 4;
  if (!isAtLine && !(isAtEnd && top > line && top < innerHeight)) return undefined;
  // A heading's readable id is only in the views that have its language.
  return target.matches('section, [id*="-p"]') ? target.id : target.closest('section')?.id;
}

function topOf(element: Element): number {
  return element.getClientRects()[0]?.top ?? Number.NEGATIVE_INFINITY;
}
