import { isSegmentAnchor } from '../paper/anchor.ts';
import { fillText, type Values } from '../paper/locale.ts';

/** Selects headings of every level. */
export const headings = ':is(h1, h2, h3, h4, h5, h6)';

/** List the text nodes of an element in order. */
export function listTextNodes(element: Element): Text[] {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
  return nodes;
}

const templates = new WeakMap<Node, string>();

/** Fill the placeholders of an element's texts, keeping the templates for other values. */
export function fill(element: Element, values: Values): void {
  for (const node of listTextNodes(element)) {
    const template = templates.get(node) ?? node.data;
    templates.set(node, template);
    node.data = fillText(template, values);
  }
}

/** Find the node and the offset in it for an offset in the text of several nodes. */
export function findPoint(nodes: readonly Text[], offset: number, isEnd: boolean): [Text, number] {
  let left = offset;
  for (const node of nodes) {
    if (left < node.length || (isEnd && left === node.length)) return [node, left];
    left -= node.length;
  }
  const last = nodes.at(-1) ?? new Text();
  return [last, last.length];
}

/** List the parts of an element in each language, or the element itself if it has only one. */
export function listCells(element: Element): Element[] {
  const cells = element.querySelectorAll(':scope:not(.single > *) > [lang]');
  return cells.length > 0 ? [...cells] : [element];
}

/** List the sentences of a section, without those of its subsections. */
export function listSentences(section: Element): Element[] {
  return [...section.querySelectorAll(':scope > :is(.single, .pairs) [id]')].filter(({ id }) =>
    isSegmentAnchor(id),
  );
}

/** Wrap a part of a text node in an element. */
export function wrapText(node: Text, start: number, end: number, wrapper: Element): void {
  const part = start > 0 ? node.splitText(start) : node;
  if (end - start < part.length) part.splitText(end - start);
  part.replaceWith(wrapper);
  wrapper.prepend(part);
}

/** Return the whole selection as one range: Firefox splits it at unselectable text. */
export function getWholeRange(): Range | undefined {
  const selection = getSelection();
  if (!selection?.rangeCount || selection.isCollapsed) return undefined;
  const range = selection.getRangeAt(0).cloneRange();
  const last = selection.getRangeAt(selection.rangeCount - 1);
  range.setEnd(last.endContainer, last.endOffset);
  return range;
}

/** Return the selected texts of some cells, one line for each paragraph. */
export function readCells(cells: readonly Element[], range: Range): string {
  let text = '';
  let last: Element | undefined;
  for (const cell of cells) {
    const part = readPart(cell, range);
    if (!part) continue;
    const paragraph = cell.closest('.pairs, .single') ?? cell;
    const space = cell.closest<HTMLElement>('[lang]')?.lang === 'en' ? ' ' : '';
    text += (text && (paragraph === last ? space : '\n')) + part;
    last = paragraph;
  }
  return text;
}

function readPart(cell: Element, range: Range): string {
  const part = document.createRange();
  part.selectNodeContents(cell);
  if (cell.contains(range.startContainer)) part.setStart(range.startContainer, range.startOffset);
  if (cell.contains(range.endContainer)) part.setEnd(range.endContainer, range.endOffset);
  const text = part.cloneContents();
  for (const aid of text.querySelectorAll('rt')) aid.remove();
  return text.textContent?.trim() ?? '';
}
