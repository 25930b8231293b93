import type { Element, Root } from 'hast';
import { SKIP, visit } from 'unist-util-visit';

/**
 * Make blocks fit for every reader: what may be wider than its column can be moved by the keyboard too,
 * and a box that is ticked is a character, which books and plain text have as well.
 */
export function fitBlocks(tree: Root): void {
  visit(tree, 'element', (element, index = 0, parent) => {
    if (element.tagName === 'pre') Object.assign(element.properties, scrolls);
    if (element.tagName === 'input') {
      const value = element.properties['checked'] ? '☑' : '☐';
      parent?.children.splice(index, 1, { type: 'text', value });
    }
    if (element.tagName !== 'table') return undefined;
    const { position } = element;
    const around: Element = {
      type: 'element',
      tagName: 'div',
      properties: { ...scrolls },
      children: [element],
      ...(position && { position }),
    };
    parent?.children.splice(index, 1, around);
    return SKIP;
  });
}

const scrolls = { className: ['scrolls'], tabIndex: 0 };
