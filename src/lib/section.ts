import type { Element, ElementContent, RootContent } from 'hast';
import { toString as toText } from 'hast-util-to-string';
import type { Paragraph as MdastParagraph, Root as MdastRoot, Nodes, PhrasingContent } from 'mdast';
import { findAndReplace } from 'mdast-util-find-and-replace';
import rehypeSlug from 'rehype-slug';
import remarkGfm from 'remark-gfm';
import remarkParse from 'remark-parse';
import remarkRehype from 'remark-rehype';
import { unified } from 'unified';
import { visit } from 'unist-util-visit';
import type { Report } from './problem.ts';
import type { Source } from './source.ts';

/** One line of a section in one language, a sentence as a rule. */
export interface Segment {
  /** The line it stands on, counted from 1. */
  line: number;
  /** Its inline content, as a hypertext tree. */
  nodes: ElementContent[];
  /** Its plain text. */
  text: string;
}

/** A section's title. */
export interface Heading extends Segment {
  /** A readable id beside the anchor, by rehype-slug; absent where it is taken. */
  slug?: string;
}

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

/** Where a marker like [1] leads: to what the site says about it. */
export const markerLink = '/about/#markers';

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm)
  .use(remarkMarkers)
  .use(remarkSegments)
  .use(remarkRehype)
  .use(rehypeSlug)
  .freeze();

/**
 * Parse the Markdown of a section into its heading, paragraphs and segments.
 *
 * Each source line of a paragraph is a segment; any other block is a paragraph of one segment.
 *
 * @returns the section, or undefined if a problem was reported: no “# heading” first, a second
 *   heading, raw HTML, or inline markup that runs over the end of a line
 */
export function parseSection({ file, text }: Source, report: Report): ParsedSection | undefined {
  const tree = processor.parse(text);
  const problems = findProblems(tree);
  for (const problem of problems) report({ file, ...problem });
  if (problems.length > 0) return undefined;
  const [heading, ...blocks] = processor.runSync(tree).children.filter(isElement);
  return heading && { file, heading: toHeading(heading), paragraphs: blocks.map(toParagraph) };
}

function findProblems(tree: MdastRoot): Omit<Parameters<Report>[0], 'file'>[] {
  const problems: ReturnType<typeof findProblems> = [];
  const [first, ...others] = tree.children;
  if (!(first?.type === 'heading' && first.depth === 1)) {
    problems.push({
      line: first ? lineOf(first) : 1,
      expected: 'a heading “# …” before the text',
      found: first ? 'text without one' : 'an empty file',
      mend: 'write the title of the section after “# ” on the first line',
    });
  }
  for (const node of others) {
    if (node.type !== 'heading') continue;
    problems.push({
      line: lineOf(node),
      expected: 'one heading in a file',
      found: 'another one',
      mend: 'move it and what follows to a file of its own, such as 3.1.1.md beside 3.1.md',
    });
  }
  visit(tree, 'html', (node) => {
    problems.push({
      line: lineOf(node),
      expected: 'Markdown',
      found: `the HTML ${node.value}`,
      mend: 'write it in Markdown, or leave it out',
    });
  });
  visit(tree, 'paragraph', ({ children }) => {
    for (const node of children) {
      if (node.type === 'text' || lineOf(node) === node.position?.end.line) continue;
      if (node.type === 'break') continue;
      problems.push({
        line: lineOf(node),
        expected: 'markup that ends on its line',
        found: 'markup that goes on in the next line',
        mend: 'close it at the end of the line and open it again in the next',
      });
    }
  });
  return problems;
}

/** Make a raised link of each marker like [1]. */
function remarkMarkers() {
  return (tree: MdastRoot): void => {
    findAndReplace(tree, [
      /\[\d+\]/g,
      (marker: string) => ({
        type: 'emphasis',
        data: { hName: 'sup' },
        children: [{ type: 'link', url: markerLink, children: [{ type: 'text', value: marker }] }],
      }),
    ]);
  };
}

/** Wrap each line of each paragraph, so that it can be told from the others when it is HTML. */
function remarkSegments() {
  return (tree: MdastRoot): void => {
    for (const node of tree.children) {
      if (node.type !== 'paragraph') continue;
      node.children = splitLines(node).map((children) => ({
        type: 'emphasis',
        data: { hName: 'segment' },
        children,
      }));
    }
  };
}

function splitLines({ children }: MdastParagraph): PhrasingContent[][] {
  const lines: PhrasingContent[][] = [[]];
  for (const node of children) {
    if (node.type === 'break') lines.push([]);
    else if (node.type !== 'text') lines.at(-1)?.push(node);
    else {
      for (const [index, value] of node.value.split('\n').entries()) {
        if (index > 0) lines.push([]);
        if (value) lines.at(-1)?.push({ type: 'text', value });
      }
    }
  }
  return lines;
}

function toHeading(element: Element): Heading {
  const { id } = element.properties;
  return { ...toSegment(element.children, lineOf(element)), slug: String(id) };
}

function toParagraph(block: Element): Paragraph {
  const lines = block.tagName === 'p' ? block.children.filter(isElement) : [];
  const line = lineOf(block);
  return lines.length > 0
    ? {
        prose: true,
        segments: lines.map(({ children }, index) => toSegment(children, line + index)),
      }
    : { prose: false, segments: [toSegment([block], line)] };
}

function toSegment(nodes: ElementContent[], line: number): Segment {
  return { line, nodes, text: nodes.map((node) => toText(node)).join('') };
}

function isElement(node: RootContent): node is Element {
  return node.type === 'element';
}

function lineOf(node: Nodes | Element): number {
  return node.position?.start.line ?? 1;
}
