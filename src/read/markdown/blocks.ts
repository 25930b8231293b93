import type { Element, Root as Hypertext, Text } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import katex from 'katex';
import type { Image, Paragraph, Root, RootContent } from 'mdast';
import type { Math as BlockMath, InlineMath } from 'mdast-util-math';
import { defaultHandlers, type Options } from 'remark-rehype';
import { visit } from 'unist-util-visit';
import type { Images } from '../sources.ts';
import { toAlphabet } from './alphabets.ts';

/** Return the name of the image at an address in a section, such as `../images/map.png`. */
export function toImageName(url: string): string | undefined {
  return /^\.\.\/images\/([\w.-]+)$/.exec(url)?.[1];
}

/** Set the address and size of images; an image alone in a paragraph becomes a figure with its title as caption. */
export function remarkFigures({ images }: { images: Images }) {
  return (tree: Root): void => {
    visit(tree, 'image', (image) => {
      const name = toImageName(image.url) ?? '';
      image.url = `/images/${name}`;
      image.data = { hProperties: { ...images.get(name), loading: 'lazy' } };
    });
    tree.children = tree.children.map((node) => {
      const [image, ...others] = node.type === 'paragraph' ? node.children : [];
      return image?.type === 'image' && others.length === 0 ? toFigure(image, node) : node;
    });
  };
}

function toFigure({ title, ...image }: Image, { position }: RootContent): RootContent {
  const toBlock = (hName: string, children: Paragraph['children']): Paragraph => {
    return { type: 'paragraph', data: { hName }, children };
  };
  const caption = title ? [toBlock('figcaption', [{ type: 'text', value: title }])] : [];
  return {
    type: 'blockquote',
    data: { hName: 'figure' },
    ...(position && { position }),
    children: [toBlock('div', [image]), ...caption],
  };
}

/**
 * Render a formula in TeX as MathML, with the TeX as alternative text.
 *
 * @param isBlock whether it is on its own lines
 * @throws {Error} if KaTeX cannot parse it
 */
export function renderFormula(tex: string, isBlock: boolean): Element {
  const html = katex.renderToString(tex, {
    output: 'mathml',
    displayMode: isBlock,
    // Allow formulas that LaTeX would not, such as those with Chinese.
    strict: 'ignore',
  });
  let formula: Element | undefined;
  visit(fromHtml(html, { fragment: true }), 'element', (element) => {
    delete element.properties['style'];
    const { mathvariant: variant, ...properties } = element.properties;
    const [text] = element.children;
    if (text?.type === 'text' && variant && variant !== 'normal') {
      text.value = toAlphabet(text.value, String(variant));
      element.properties = properties;
    }
    if (element.tagName === 'math') formula = element;
    if (element.tagName === 'semantics') element.children.splice(1);
  });
  if (!formula) throw new Error('no formula');
  formula.properties['alttext'] = tex.trim();
  return formula;
}

type Handlers = NonNullable<Options['handlers']>;

/** Makes a block that is wider than its column scrollable by keyboard. */
const scrolls = { className: ['scrolls'], tabIndex: 0 };

const toFormula: Handlers['math'] = (state, node: BlockMath | InlineMath) => {
  let formula: Element | Text = { type: 'text', value: node.value };
  try {
    formula = renderFormula(node.value, node.type === 'math');
  } catch {
    // Another rule reports invalid formulas.
  }
  state.patch(node, formula);
  return formula;
};

/** The handlers of blocks and formulas that differ from those of remark-rehype. */
export const handlers: Handlers = {
  math: toFormula,
  inlineMath: toFormula,
  code: (state, node) => {
    const code: Element = defaultHandlers.code(state, node);
    return { ...code, properties: scrolls };
  },
  link: (state, node) => {
    const link: Element = defaultHandlers.link(state, node);
    // A bare address may break anywhere, and prints need not repeat it.
    const [text, ...others] = node.children;
    const isBare = others.length === 0 && text?.type === 'text' && text.value === node.url;
    if (isBare && /^https?:/.test(node.url)) {
      link.properties['className'] = ['bare'];
    }
    return link;
  },
  table: (state, node) => {
    const children = [defaultHandlers.table(state, node)];
    const around: Element = { type: 'element', tagName: 'div', properties: scrolls, children };
    state.patch(node, around);
    return around;
  },
};

/** Prepare blocks for books and plain text: turn checkboxes into characters and alignment into classes. */
export function rehypeBlocks() {
  return (tree: Hypertext): void => {
    visit(tree, 'element', (element, index = 0, parent) => {
      const { align, ...properties } = element.properties;
      if (typeof align === 'string') {
        element.properties = { ...properties, className: [`align-${align}`] };
      }
      if (element.tagName !== 'input') return;
      const value = element.properties['checked'] ? '☑' : '☐';
      parent?.children.splice(index, 1, { type: 'text', value });
    });
  };
}
