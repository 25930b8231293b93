import type { Element, ElementContent, Root, Text } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { visit } from 'unist-util-visit';
import { resolveLink } from '../paper/anchor.ts';
import type { View } from '../paper/locale.ts';
import { remember } from '../paper/memoize.ts';
import type { Segment } from '../paper/tree.ts';

/** Render the content of a segment as HTML, for a site under a path such as `/` or `/paper/`. */
export function renderHtml(nodes: ElementContent[], view: View, base: string): string {
  const children = changeLinks(nodes, (value) => {
    const link = resolveLink(value, view);
    return /^\/(?!\/)/.test(link) ? base + link.slice(1) : link;
  });
  return toHtml({ type: 'root', children });
}

/** Render the content of a segment as XHTML; `toLink` returns the address for each link and image. */
export function renderXhtml(nodes: ElementContent[], toLink: (link: string) => string): string {
  const tree: Root = { type: 'root', children: changeLinks(nodes, toLink) };
  visit(tree, 'text', (node, index = 0, parent) => {
    parent?.children.splice(index, 1, { type: 'raw', value: escapeXml(node.value) });
  });
  const html = toHtml(tree, { closeSelfClosing: true, allowDangerousHtml: true });
  // In HTML an attribute may contain “<”. Quotation marks in text are already escaped.
  return html.replace(/"[^"]*"/g, (value) => value.replaceAll('<', '&lt;'));
}

/** Return the text of a node for search and export: the alternative text of an image, the TeX of a formula. */
export function toPlainText(node: ElementContent): string {
  if (node.type !== 'element') return 'value' in node ? node.value : '';
  const { alt, alttext } = node.properties;
  if (node.tagName === 'img') return String(alt);
  if (node.tagName === 'math') return String(alttext);
  const isBlock = /^(?:p|li|tr|td|th|figcaption|pre)$/.test(node.tagName);
  return node.children.map(toPlainText).join('') + (isBlock ? '\n' : '');
}

/** Escape a text for XML, between tags and in attributes, and drop characters that XML 1.0 forbids. */
export function escapeXml(text: string): string {
  return text
    .replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

/** List the link targets of a segment. */
export const listLinks = remember(({ nodes }: Segment): string[] => {
  const links: string[] = [];
  visit({ type: 'root', children: nodes }, 'element', ({ properties: { href } }: Element) => {
    if (typeof href === 'string') links.push(href);
  });
  return links;
});

/** Copy the content of a segment, changing the addresses of links and images. */
export function changeLinks(
  nodes: ElementContent[],
  toLink: (link: string) => string,
): ElementContent[] {
  return nodes.map((node) => {
    if (node.type !== 'element') return node;
    const properties = { ...node.properties };
    for (const name of ['href', 'src']) {
      const value = properties[name];
      if (typeof value === 'string') properties[name] = toLink(value);
    }
    return { ...node, properties, children: changeLinks(node.children, toLink) };
  });
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/**
 * Split a Chinese text where a line may break, punctuation with the word before; `terms` stay whole. Browsers
 * break between any two characters (UAX #14), which splits words in titles.
 */
export function splitWords(text: string, terms: readonly string[]): string[] {
  const ends = new Set<number>();
  for (const { index, isWordLike } of segmenter.segment(text)) if (isWordLike) ends.add(index);
  for (const term of terms) {
    for (let at = text.indexOf(term); at !== -1; at = text.indexOf(term, at + 1)) {
      for (let inside = at + 1; inside < at + term.length; inside++) ends.delete(inside);
    }
  }
  ends.delete(0);
  const starts = [0, ...[...ends].sort((a, b) => a - b)];
  return starts.map((start, index) => text.slice(start, starts[index + 1]));
}

/** Allow line breaks in a Chinese title only between words, by empty elements: Firefox does not balance `<wbr>`. */
export function breakBetweenWords(
  nodes: readonly ElementContent[],
  terms: readonly string[],
): ElementContent[] {
  const gap: Element = { type: 'element', tagName: 'i', properties: {}, children: [] };
  return nodes.flatMap((node): ElementContent[] => {
    if (node.type === 'element') {
      return [{ ...node, children: breakBetweenWords(node.children, terms) }];
    }
    if (node.type !== 'text') return [node];
    const words = splitWords(node.value, terms);
    return words.flatMap((value) => [gap, { type: 'text', value } as const]).slice(1);
  });
}

/** Keep the last word or term of a Chinese text in one line, so that the last line has two characters or more. */
export function joinEnd(nodes: ElementContent[], terms: readonly string[]): ElementContent[] {
  const last = nodes.at(-1);
  if (last?.type !== 'text') return nodes;
  const [end = '', before = ''] = splitWords(last.value, terms).reverse();
  const whole = /\p{Script=Han}{2}/u.test(end) ? end : before + end;
  const [least] = /\p{Script=Han}{2}\P{Script=Han}{0,4}$/u.exec(whole) ?? [];
  if (!least) return nodes;
  // A longer one could be wider than a phone.
  const value = whole.length > 8 ? least : whole;
  const children: Text[] = [{ type: 'text', value }];
  return [
    ...nodes.slice(0, -1),
    { ...last, value: last.value.slice(0, -value.length) },
    { type: 'element', tagName: 'span', properties: { className: ['marked'] }, children },
  ];
}
