import type { ElementContent } from 'hast';
import { locales } from './locale.ts';
import { flatten, type Section } from './tree.ts';

/** What a line of running text is made of: sentences, links, markers. */
const plain: ReadonlySet<string> = new Set(['a', 'span', 'sup', 'strong', 'del']);

/** Tell whether a section, or what is below it, shows more than sentences: a table, a formula, a note … */
export function hasBlocks(section: Section): boolean {
  return flatten(section).some(({ paragraphs }) =>
    paragraphs.some(({ segments }) =>
      segments.some((segment) => locales.some((locale) => !segment[locale].nodes.every(isPlain))),
    ),
  );
}

function isPlain(node: ElementContent): boolean {
  return node.type !== 'element' || (plain.has(node.tagName) && node.children.every(isPlain));
}
