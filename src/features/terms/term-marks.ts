import { toPath } from '../../paper/anchor.ts';
import type { Locale, View } from '../../paper/locale.ts';
import type { FindTerms, TermRange } from '../../text/wordings.ts';
import { base } from '../../ui/page.ts';
import { wrapText } from '../../ui/text-change.ts';
import { listCells, listSentences, listTextNodes } from '../../ui/text-nodes.ts';
import type { TermData } from './term-data.ts';

/** Make each term in a section's sentences a link to its page. */
export function markTerms(
  section: Element,
  find: Record<Locale, FindTerms<TermData>>,
  view: View,
): void {
  for (const cell of listSentences(section).flatMap(listCells)) {
    const locale = cell.closest('[lang]')?.matches('[lang=en]') ? 'en' : 'zh';
    // From the end, so that the places before stay what they are.
    for (const range of find[locale](cell.textContent).toReversed()) wrapTerm(cell, range, view);
  }
}

/** Make the terms in a part of a section plain text again. */
export function unmarkTerms(part: Element): void {
  for (const link of part.querySelectorAll('.term')) link.replaceWith(...link.childNodes);
}

/** Return the address of a term's page in a view. */
export function toTermHref(view: View, slug: string): string {
  return base + toPath(view, `terms/${slug}`).slice(1);
}

/** Wrap a term, in several links if its text is in several nodes; one is enough for the Tab key. */
function wrapTerm(cell: Element, { start, end, term }: TermRange<TermData>, view: View): void {
  const pieces = listPieces(cell, start, end);
  if (pieces.some(({ node }) => node.parentElement?.closest('a'))) return;
  for (const [index, piece] of pieces.entries()) {
    const link = document.createElement('a');
    link.className = 'term';
    link.href = toTermHref(view, term.slug);
    link.dataset['term'] = term.slug;
    link.setAttribute('aria-haspopup', 'dialog');
    if (index > 0) link.tabIndex = -1;
    wrapText(piece.node, piece.start, piece.end, link);
  }
}

/** List the text nodes that a part of an element's text is in, and where in each it is. */
function listPieces(cell: Element, start: number, end: number) {
  let before = 0;
  return listTextNodes(cell).flatMap((node) => {
    const piece = {
      node,
      start: Math.max(0, start - before),
      end: Math.min(node.length, end - before),
    };
    before += node.length;
    return piece.start < piece.end ? [piece] : [];
  });
}
