import type { Element } from 'hast';
import { toString as toText } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { remember } from '../paper/memoize.ts';
import type { Segment } from '../paper/tree.ts';

/** List the rows of a table, or the items of a list, each as a line of its own; another block is one. */
export const listRows = remember((segment: Segment): Segment[] => {
  const rows: Segment[] = [];
  visit({ type: 'root', children: segment.nodes }, 'element', (row: Element) => {
    if (!/^(?:tr|li)$/.test(row.tagName)) return;
    const nodes = row.children.filter(
      (node) => !('tagName' in node && /^[ou]l$/.test(node.tagName)),
    );
    const text = nodes.map(toText).join(' ').replace(/\s+/g, ' ').trim();
    rows.push({ line: row.position?.start.line ?? segment.line, nodes: [row], text });
  });
  return rows.length > 1 ? rows : [segment];
});

/** Count the cells of a row of a table. */
export function countCells({ nodes: [row] }: Segment): number {
  const isCell = (node: Element['children'][number]) =>
    node.type === 'element' && /^t[dh]$/.test(node.tagName);
  return row?.type === 'element' ? row.children.filter(isCell).length : 0;
}
