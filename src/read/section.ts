import type { Element, ElementContent, RootContent } from 'hast';
import type { Root as MdastRoot, Nodes } from 'mdast';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { checkReferences } from '../check/characters.ts';
import { checkTypography } from '../check/typography.ts';
import type { Locale } from '../paper/locale.ts';
import type { Report, Source } from '../paper/problem.ts';
import type { Heading, Segment } from '../paper/tree.ts';
import { fitBlocks, handlers } from './markdown/block-units.ts';
import { findFaults } from './markdown/faults.ts';
import { type Images, placeImages } from './markdown/figures.ts';
import { linkMarkers, linkNotes } from './markdown/raised.ts';
import { markSegments } from './markdown/segments.ts';

/** A run of segments between blank lines, or a block that is not prose as a single segment. */
export interface Paragraph {
  /** Whether it is running text; a table, list, figure, quotation or code block is not. */
  prose: boolean;
  /** At least one. */
  segments: Segment[];
}

/** A section file in one language. */
export interface ParsedSection {
  /** The file's path, for messages: `content/zh/3.1.md`. */
  file: string;
  heading: Heading;
  paragraphs: Paragraph[];
}

/** What is known about a section before it is read. */
export interface SectionContext {
  locale: Locale;
  /** Whether [1] is a marker, to be linked to what the site says about it. */
  hasMarkers: boolean;
  /** The images that it may show. */
  images: Images;
}

const parser = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  // One dollar is money.
  .use(remarkMath, { singleDollarTextMath: false })
  .freeze();

const processor = unified().use(remarkRehype, { handlers }).use(rehypeSlug).freeze();

/**
 * Parse the Markdown of a section into its heading, paragraphs and segments.
 *
 * Each source line of a paragraph is a segment, and goes on in the next one after a backslash; any
 * other block is a paragraph of one segment.
 *
 * @returns the section, or undefined if Markdown was reported that cannot be one
 */
export function parseSection(
  source: Source,
  context: SectionContext,
  report: Report,
): ParsedSection | undefined {
  const { file, text } = source;
  const tree = parser.parse(text);
  checkReferences(source, tree, report);
  checkTypography(source, tree, context.locale, report);
  const faults = findFaults(tree, text, context.images);
  for (const { isInline: _, ...fault } of faults) report({ file, ...fault });
  if (faults.some(({ isInline }) => !isInline)) return undefined;
  const [heading, ...blocks] = toHypertext(tree, context);
  if (!heading) return undefined;
  const section = { file, heading: toHeading(heading), paragraphs: blocks.map(toParagraph) };
  const isWhole = checkTexts(section, report);
  return isWhole ? section : undefined;
}

function toHypertext(tree: MdastRoot, { locale, hasMarkers, images }: SectionContext): Element[] {
  if (hasMarkers) linkMarkers(tree);
  linkNotes(tree);
  placeImages(tree, images);
  markSegments(tree, locale === 'zh' ? '' : ' ');
  const hypertext = processor.runSync(tree);
  fitBlocks(hypertext);
  return hypertext.children.filter(isElement);
}

/** Report each line that has markup and no text. */
function checkTexts({ file, heading, paragraphs }: ParsedSection, report: Report): boolean {
  const empty = [heading, ...paragraphs.flatMap(({ segments }) => segments)].filter(
    ({ text }) => text === '',
  );
  for (const { line } of empty) {
    const mend = 'write the text, or delete the line in both languages';
    report({ file, line, expected: 'text', found: 'markup without any', mend });
  }
  return empty.length === 0;
}

function toHeading(element: Element): Heading {
  const { id } = element.properties;
  return { ...toSegment(element.children, lineOf(element)), slug: String(id) };
}

function toParagraph(block: Element): Paragraph {
  const lines = block.tagName === 'p' ? block.children.filter(isElement) : [];
  return lines.length > 0
    ? { prose: true, segments: lines.map((line) => toSegment(line.children, lineOf(line))) }
    : { prose: false, segments: [toSegment([block], lineOf(block))] };
}

function toSegment(nodes: ElementContent[], line: number): Segment {
  const text = nodes
    .map(toPlainText)
    .join('')
    .replace(/\s*\n\s*/g, '\n')
    .trim();
  return { line, nodes, text };
}

/** Return the text of a node as it is found and taken along: of an image its words, of a formula its TeX. */
function toPlainText(node: ElementContent): string {
  if (node.type !== 'element') return 'value' in node ? node.value : '';
  const { alt, alttext } = node.properties;
  if (node.tagName === 'img') return String(alt);
  if (node.tagName === 'math') return String(alttext);
  const isBlock = /^(?:p|li|tr|td|th|figcaption|pre)$/.test(node.tagName);
  return node.children.map(toPlainText).join('') + (isBlock ? '\n' : '');
}

function isElement(node: RootContent): node is Element {
  return node.type === 'element';
}

function lineOf(node: Nodes | Element): number {
  return node.position?.start.line ?? 1;
}
