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
  return toHtml(
    changeLinks(nodes, (value) => {
      const link = resolveLink(value, view);
      return /^\/(?!\/)/.test(link) ? base + link.slice(1) : link;
    }),
  );
}

/**
 * Render the content of a segment as XHTML.
 *
 * @param toLink returns where a link, or the address of an image, of the content leads
 */
export function renderXhtml(nodes: ElementContent[], toLink: (link: string) => string): string {
  const tree = changeLinks(nodes, toLink);
  return toHtml(tree, { closeSelfClosing: true });
}

function changeLinks(nodes: ElementContent[], toLink: (link: string) => string): Root {
  const tree: Root = { type: 'root', children: structuredClone(nodes) };
  visit(tree, 'element', ({ properties }) => {
    for (const name of ['href', 'src']) {
      const value = properties[name];
      if (typeof value === 'string') properties[name] = toLink(value);
    }
  });
  return tree;
}
