import type { Element, ElementContent, Root, RootContent } from 'hast';
import rehypeSlug from 'rehype-slug';
import remarkCjkFriendly from 'remark-cjk-friendly';
import remarkCjkFriendlyStrikethrough from 'remark-cjk-friendly-gfm-strikethrough';
import remarkGfm from 'remark-gfm';
import remarkMath from 'remark-math';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { VFile } from 'vfile';
import { VFileMessage } from 'vfile-message';
import type { Locale } from '../../paper/locale.ts';
import { type Parsed, report } from '../../paper/report.ts';
import type { Heading, Segment } from '../../paper/tree.ts';
import { toPlainText } from '../../text/html.ts';
import type { Images, Source } from '../sources.ts';
import { handlers, rehypeBlocks, remarkFigures } from './blocks.ts';
import { remarkLines } from './lines.ts';
import { remarkMarkers, remarkNotes } from './notes.ts';
import { remarkCheck, remarkRefuse } from './refuse.ts';
import { remarkScripts } from './scripts.ts';
import { remarkSyntax } from './syntax.ts';

/** The segments between two blank lines, or a block other than prose as one segment. */
export interface Paragraph {
  /** Whether it is running text, as opposed to a table, list, figure, quotation or code block. */
  prose: boolean;
  /** At least one. */
  segments: Segment[];
}

/** A section file in one language. */
export interface ParsedSection {
  /** The file's path, for messages: `content/zh/3.1.md`. */
  path: string;
  heading: Heading;
  paragraphs: Paragraph[];
  /** Whether blocks were left out, so that its blank lines mean nothing. */
  isCut: boolean;
}

/** The options of a section’s Markdown. */
export interface MarkdownOptions {
  locale: Locale;
  /** Whether [1] is a marker, to be linked to the note on markers. */
  hasMarkers: boolean;
  /** The images that it may use. */
  images: Images;
}

/** Make the processor that turns the Markdown of a section into hypertext, with a `<segment>` for each line. */
export function makeProcessor({ locale, hasMarkers, images }: MarkdownOptions) {
  return (
    unified()
      .use(remarkParse)
      .use(remarkGfm, { singleTilde: false })
      .use(remarkCjkFriendly)
      .use(remarkCjkFriendlyStrikethrough, { singleTilde: false })
      // With single dollars it would take prices for formulas.
      .use(remarkMath, { singleDollarTextMath: false })
      .use(remarkSyntax)
      .use(remarkCheck, { locale })
      .use(remarkRefuse, { images })
      .use(remarkFigures, { images })
      .use(remarkLines, { locale })
      .use(remarkMarkers, hasMarkers)
      .use(remarkNotes)
      .use(remarkScripts, { locale })
      .use(remarkRehype, { handlers })
      .use(rehypeSlug)
      .use(rehypeBlocks)
      .freeze()
  );
}

/** Parse a section: each line of a paragraph is a segment, and so is any other block as a whole. */
export function parseSection(
  source: Source,
  processor: ReturnType<typeof makeProcessor>,
): Parsed<ParsedSection> {
  const file = new VFile(source);
  try {
    const tree = processor.runSync(processor.parse(file), file);
    return { result: toSection(tree, file), messages: file.messages };
  } catch (error) {
    if (!(error instanceof VFileMessage)) throw error;
    return { result: undefined, messages: file.messages };
  }
}

/** @throws {VFileMessage} if a line has no text */
function toSection({ children }: Root, file: VFile): ParsedSection {
  const [title, ...blocks] = children.filter(isElement);
  const heading = toHeading(title as Element);
  const paragraphs = blocks.map(toParagraph);
  const segments = [heading, ...paragraphs.flatMap((paragraph) => paragraph.segments)];
  const empty = segments.filter(({ text }) => text === '');
  for (const { line } of empty) {
    if (file.messages.some((message) => message.line === line)) continue;
    const fix = 'write the text, or delete the line in both languages';
    report(file, 'markdown', { line, expected: 'text', found: 'markup without text', fix });
  }
  if (empty.length > 0) throw file.messages.at(-1);
  return { path: file.path, heading, paragraphs, isCut: file.data['isCut'] === true };
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

function isElement(node: RootContent): node is Element {
  return node.type === 'element';
}

function lineOf(node: Element): number {
  return node.position?.start.line ?? 1;
}
