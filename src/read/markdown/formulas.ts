import type { Element } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import katex from 'katex';
import { visit } from 'unist-util-visit';

/**
 * Render a formula in TeX as MathML, with its TeX as the text by which it is known to programs.
 *
 * @param isBlock whether it stands on lines of its own
 * @throws {Error} if it is not TeX that KaTeX knows
 */
export function renderFormula(tex: string, isBlock: boolean): Element {
  const html = katex.renderToString(tex, {
    output: 'mathml',
    displayMode: isBlock,
    // What is beside LaTeX’s own rules, such as Chinese in a formula, is shown all the same.
    strict: 'ignore',
  });
  let formula: Element | undefined;
  visit(fromHtml(html, { fragment: true }), 'element', (element) => {
    delete element.properties['style'];
    if (element.tagName === 'math') formula = element;
    if (element.tagName === 'semantics') element.children.splice(1);
  });
  if (!formula) throw new Error('no formula');
  formula.properties['alttext'] = tex.trim();
  return formula;
}
