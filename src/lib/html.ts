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
  const tree: Root = { type: 'root', children: structuredClone(nodes) };
  visit(tree, 'element', ({ properties }) => {
    for (const name of ['href', 'src']) {
      const value = properties[name];
      if (typeof value !== 'string') continue;
      const link = resolveLink(value, view);
      properties[name] = /^\/(?!\/)/.test(link) ? base + link.slice(1) : link;
    }
  });
  return toHtml(tree);
}
