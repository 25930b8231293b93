import type { Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { visit } from 'unist-util-visit';

/** The elements that a text may be made of. */
const elements = new Set([
  ...[
    'a',
    'abbr',
    'b',
    'blockquote',
    'br',
    'code',
    'del',
    'div',
    'em',
    'figcaption',
    'figure',
    'hr',
  ],
  ...[
    'i',
    'img',
    'input',
    'li',
    'mark',
    'ol',
    'p',
    'pre',
    'section',
    'small',
    'span',
    'strong',
    'sub',
  ],
  ...['sup', 'table', 'tbody', 'td', 'th', 'thead', 'tr', 'ul', 'wbr'],
]);
const formulas = /^(?:math|semantics|annotation|m[a-z]+)$/;
const schemes = new Set(['http:', 'https:', 'mailto:']);

/** List what in a piece of HTML is more than text, its marks, images of the site and links to follow. */
export function findActive(html: string): string[] {
  const found: string[] = [];
  visit(fromHtml(html, { fragment: true }) as Nodes, (node) => {
    if (node.type === 'comment') found.push('a comment');
    if (node.type !== 'element') return;
    const { tagName, properties } = node;
    if (!elements.has(tagName) && !formulas.test(tagName)) found.push(`<${tagName}>`);
    for (const [name, value] of Object.entries(properties)) {
      const isActive = /^on|^srcdoc$|^formAction$/i.test(name);
      if (isActive || isLeading(tagName, name, String(value))) found.push(`${name}=${value}`);
    }
  });
  return found;
}

/** Tell whether an attribute leads, or loads, from where a text may not. */
function isLeading(tagName: string, name: string, value: string): boolean {
  if (name === 'style') return /url|expression|import/i.test(value);
  if (name === 'src') return !/^\/images\/[^/]+$/.test(value);
  if (!/^(?:href|xLinkHref|action|data|cite)$/.test(name)) return false;
  return tagName !== 'a' || !schemes.has(new URL(value, 'https://duidu.example/3.1/').protocol);
}
