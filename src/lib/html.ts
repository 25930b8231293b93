import type { ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { visit } from 'unist-util-visit';
import { resolveLink } from './address.ts';
import type { View } from './view.ts';

/**
 * Render the content of a segment as HTML.
 *
 * @param nodes the hypertext tree, which is left as it is
 * @param base the path that the site is served under, `/` or `/paper/`
 */
export function renderHtml(nodes: ElementContent[], view: View, base: string): string {
  const [only] = nodes;
  if (nodes.length === 1 && only?.type === 'text') return toHtml(only);
  const tree: Root = { type: 'root', children: structuredClone(nodes) };
  visit(tree, 'element', ({ properties }) => {
    if (typeof properties.href !== 'string') return;
    const link = resolveLink(properties.href, view);
    properties.href = link.startsWith('/') ? base + link.slice(1) : link;
  });
  return toHtml(tree);
}
