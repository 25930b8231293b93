import { findPoint, listSentences, listTextNodes } from './text-nodes.ts';

/**
 * Change the elements that a section's text is in, but not the text itself: the reader's place in the
 * window stays, and so does what is highlighted.
 */
export function changeText(section: Element, change: () => void): void {
  const restorePlace = notePlace(section);
  const restoreRanges = noteRanges(section);
  change();
  restoreRanges();
  restorePlace();
}

/** Wrap a part of a text node in an element. */
export function wrapText(node: Text, start: number, end: number, wrapper: Element): void {
  const part = start > 0 ? node.splitText(start) : node;
  if (end - start < part.length) part.splitText(end - start);
  part.replaceWith(wrapper);
  wrapper.prepend(part);
}

/** Let what changes above the line where reading begins, under the header, move nothing below it. */
function notePlace(section: Element): () => void {
  const line = Number.parseFloat(getComputedStyle(section).scrollMarginTop) || 0;
  if (section.getBoundingClientRect().top >= line) return () => {};
  const sentence = listSentences(section).find(
    (each) => each.getBoundingClientRect().bottom > line,
  );
  const measure = () =>
    sentence?.getClientRects()[0]?.top ?? section.getBoundingClientRect().bottom;
  const before = measure();
  return () => scrollBy({ top: measure() - before, behavior: 'instant' });
}

/** Remember, by their places in the text, the highlighted ranges that a change would tear. */
function noteRanges(section: Element): () => void {
  const kept = listHighlighted()
    .filter((range) => section.contains(range.startContainer))
    .map((range) => {
      const start = countBefore(section, range.startContainer, range.startOffset);
      return { range, start, end: start + range.toString().length };
    });
  return () => {
    const nodes = kept.length > 0 ? listTextNodes(section) : [];
    for (const { range, start, end } of kept) {
      range.setStart(...findPoint(nodes, start, false));
      range.setEnd(...findPoint(nodes, end, true));
    }
  };
}

function listHighlighted(): Range[] {
  if (!('highlights' in CSS)) return [];
  return [...CSS.highlights.values()]
    .flatMap((highlight) => [...highlight])
    .filter((range) => range instanceof Range);
}

function countBefore(section: Element, node: Node, offset: number): number {
  const range = new Range();
  range.setStart(section, 0);
  range.setEnd(node, offset);
  return range.toString().length;
}
