import type { ElementContent, Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { visit } from 'unist-util-visit';
import { resolveLink } from '../paper/anchor.ts';
import type { View } from '../paper/locale.ts';
import { escapeXml } from './xml.ts';

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
  visit(tree, 'text', (node, index = 0, parent) => {
    parent?.children.splice(index, 1, { type: 'raw', value: escapeXml(node.value) });
  });
  const html = toHtml(tree, { closeSelfClosing: true, allowDangerousHtml: true });
  // In HTML an attribute may have a “<”. All other quotation marks are escaped by now.
  return html.replace(/"[^"]*"/g, (value) => value.replaceAll('<', '&lt;'));
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
