import { isSegmentAnchor } from '../paper/anchor.ts';

/** What selects the headings of every level. */
export const headings = ':is(h1, h2, h3, h4, h5, h6)';

/** List the nodes that an element's text is in, in order. */
export function listTextNodes(element: Element): Text[] {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
  return nodes;
}

/** Find the node, and the place in it, of a place in the text of several nodes. */
export function findPoint(nodes: readonly Text[], offset: number, isEnd: boolean): [Text, number] {
  let left = offset;
  for (const node of nodes) {
    if (left < node.length || (isEnd && left === node.length)) return [node, left];
    left -= node.length;
  }
  const last = nodes.at(-1) ?? new Text();
  return [last, last.length];
}

/** List the parts of an element that are in one language each; it may be one itself. */
export function listCells(element: Element): Element[] {
  const cells = element.querySelectorAll(':scope > [lang]');
  return cells.length > 0 ? [...cells] : [element];
}

/** List the sections of the text that the page shows, and the block with the paper's title. */
export function listSections(): Element[] {
  return [...document.querySelectorAll(`main section:has(> ${headings} > .self), .title-block`)];
}

/** List what a section has beside the sections in it: its heading and its paragraphs. */
export function listParts(section: Element): Element[] {
  return [...section.querySelectorAll(':scope > :not(section)')];
}

/** List the sentences of a section, but not of the sections in it. */
export function listSentences(section: Element): Element[] {
  return [...section.querySelectorAll(':scope > :is(.single, .pairs) [id]')].filter(({ id }) =>
    isSegmentAnchor(id),
  );
}
