import type { Element, Root } from 'hast';
import type { Math as BlockMath, InlineMath } from 'mdast-util-math';
import { defaultHandlers, type Options } from 'remark-rehype';
import { visit } from 'unist-util-visit';
import { renderFormula } from './formulas.ts';

type Handlers = NonNullable<Options['handlers']>;

/** What may be wider than its column is moved by the keyboard too. */
const scrolls = { className: ['scrolls'], tabIndex: 0 };

const toFormula: Handlers['math'] = (state, node: BlockMath | InlineMath) => {
  const formula = renderFormula(node.value, node.type === 'math');
  state.patch(node, formula);
  return formula;
};

/** How blocks and formulas become hypertext, where it is not as remark-rehype has it. */
export const handlers: Handlers = {
  math: toFormula,
  inlineMath: toFormula,
  code: (state, node) => {
    const code: Element = defaultHandlers.code(state, node);
    return { ...code, properties: scrolls };
  },
  table: (state, node) => {
    const children = [defaultHandlers.table(state, node)];
    const around: Element = { type: 'element', tagName: 'div', properties: scrolls, children };
    state.patch(node, around);
    return around;
  },
};

/**
 * Make blocks fit for books and plain text too: a box that is ticked is a character, and a column is
 * aligned by its class.
 */
export function fitBlocks(tree: Root): void {
  visit(tree, 'element', (element, index = 0, parent) => {
    const { align, ...properties } = element.properties;
    if (typeof align === 'string') {
      element.properties = { ...properties, className: [`align-${align}`] };
    }
    if (element.tagName !== 'input') return;
    const value = element.properties['checked'] ? '☑' : '☐';
    parent?.children.splice(index, 1, { type: 'text', value });
  });
}
