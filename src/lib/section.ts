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
import type { Problem, Report } from './problem.ts';
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

const processor = unified()
  .use(remarkParse)
  .use(remarkGfm, { singleTilde: false })
  .use(remarkSegments)
  .use(remarkRehype)
  .use(rehypeSlug)
  .freeze();

/**
 * Parse the Markdown of a section into its heading, paragraphs and segments.
 *
 * Each source line of a paragraph is a segment; any other block is a paragraph of one segment.
 *
 * @param hasMarkers whether [1] is a marker, to be linked to what the site says about it
 * @returns the section, or undefined if a problem was reported: no “# heading” first, a second
 *   heading, inline markup that runs over the end of a line, or Markdown that has no place here
 */
export function parseSection(
  { file, text }: Source,
  hasMarkers: boolean,
  report: Report,
): ParsedSection | undefined {
  const tree = processor.parse(text);
  const faults = findFaults(tree);
  for (const fault of faults) report({ file, ...fault });
  if (faults.length > 0) return undefined;
  if (hasMarkers) linkMarkers(tree);
  const [heading, ...blocks] = processor.runSync(tree).children.filter(isElement);
  return heading && { file, heading: toHeading(heading), paragraphs: blocks.map(toParagraph) };
}

type Fault = Omit<Problem, 'file'>;

function findFaults(tree: MdastRoot): Fault[] {
  const [first] = tree.children;
  const faults: Fault[] = [];
  if (!(first?.type === 'heading' && first.depth === 1 && first.children.length > 0)) {
    faults.push({
      line: first ? lineOf(first) : 1,
      expected: 'a heading “# …” before the text',
      found: first ? 'text without one' : 'an empty file',
      mend: 'write the title of the section after “# ” on the first line',
    });
  }
  visit(tree, (node) => {
    const refused = node === first ? undefined : refusals[node.type]?.(node);
    if (refused) faults.push({ line: lineOf(node), ...refused });
  });
  for (const node of tree.children) {
    const open = node.type === 'paragraph' && node.children.find(runsOverLines);
    if (!open) continue;
    faults.push({
      line: lineOf(open),
      expected: 'markup that ends on its line',
      found: 'markup that goes on in the next line',
      mend: 'close it at the end of the line and open it again in the next',
    });
  }
  return faults;
}

function runsOverLines({ type, position }: PhrasingContent): boolean {
  return type !== 'text' && type !== 'break' && position?.start.line !== position?.end.line;
}

/** What Markdown can say and a section cannot. */
const refusals: Partial<Record<string, (node: Nodes) => Omit<Fault, 'line'> | undefined>> = {
  heading: () => ({
    expected: 'one heading in a file',
    found: 'another one',
    mend: 'move it and what follows to a file of its own, such as 3.1.1.md beside 3.1.md',
  }),
  html: (node) => ({
    expected: 'Markdown',
    found: `the HTML ${'value' in node ? node.value : ''}`,
    mend: 'write it in Markdown, or leave it out',
  }),
  footnoteDefinition: () => ({
    expected: 'text without footnotes',
    found: 'a footnote',
    mend: 'put the note into the text, or write a marker such as [1]',
  }),
  image: (node) =>
    'url' in node && /^\/(?!\/)/.test(node.url)
      ? undefined
      : {
          expected: 'an image whose address begins with /',
          found: 'url' in node ? node.url : 'none',
          mend: 'put the file into public/ and write its address from there, such as /map.png',
        },
};

/** Where the site says what it knows of the markers. */
export const markerLink = 'about.md#markers';

/** Make a raised link of each marker like [1], which stays with the character before it. */
function linkMarkers(tree: MdastRoot): void {
  const toMarker = (_match: string, before: string, marker: string): PhrasingContent => ({
    type: 'emphasis',
    data: { hName: 'span', hProperties: { className: ['marked'] } },
    children: [{ type: 'text', value: before }, toRaisedLink(marker)],
  });
  findAndReplace(tree, [/(\S?)(\[\d{1,3}\])/g, toMarker], { ignore: ['link', 'linkReference'] });
}

function toRaisedLink(marker: string): PhrasingContent {
  const link: PhrasingContent = {
    type: 'link',
    url: markerLink,
    children: [{ type: 'text', value: marker }],
  };
  return { type: 'emphasis', data: { hName: 'sup' }, children: [link] };
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
  return {
    line,
    nodes,
    text: nodes
      .map((node) => toText(node))
      .join('')
      .trim(),
  };
}

function isElement(node: RootContent): node is Element {
  return node.type === 'element';
}

function lineOf(node: Nodes | Element): number {
  return node.position?.start.line ?? 1;
}
