import type { ElementContent } from 'hast';
import type { Bilingual, View } from './locale.ts';
import { type Locale, locales, mapLocales } from './locale.ts';
import { remember } from './memoize.ts';
import { addNumber } from './number.ts';
import type { PaperRecord, Permalinks, Site, Term } from './schema.ts';

/** A paper in two languages, aligned. */
export interface Paper {
  record: PaperRecord;
  site: Site;
  /** The publisher's text for the About page. */
  about?: Section;
  terms: Term[];
  root: Section;
  /** Every published address; absent before the first version. */
  permalinks?: Permalinks;
}

/** The facts about a paper for the heads of its pages. */
export type Described = Pick<Paper, 'record' | 'root' | 'site'>;

/** The absolute addresses of a site. */
export interface Addresses {
  toPage: (view: View, name: string) => string;
  /** Return the address of a file from its path without a leading slash. */
  toFile: (path: string) => string;
}

/** Join the sentences of the abstract; undefined without an abstract. */
export function joinAbstract({ children }: Section): Bilingual | undefined {
  const abstract = children.find(({ number }) => number === 'abstract');
  const segments = abstract && listSegments(abstract);
  const space = { zh: '', en: ' ' };
  return (
    segments &&
    mapLocales((locale) => segments.map((segment) => segment[locale].text).join(space[locale]))
  );
}

/** One line of a section in one language, usually a sentence. */
export interface Segment {
  /** The line number in the file, counted from 1. */
  line: number;
  nodes: ElementContent[];
  text: string;
}

/** A section's title. */
export interface Heading extends Segment {
  /** A second, readable id made by rehype-slug; absent if taken. */
  slug?: string;
}

/** The same line in both languages (a translation unit). */
export type Pair = Readonly<Record<Locale, Segment>>;

/** A section as read from two files, without anchors. */
export interface PairedSection {
  number: string;
  title: Record<Locale, Heading>;
  paragraphs: { prose: boolean; segments: Pair[] }[];
}

/** An aligned pair of lines with its anchor, which is the same in every view. */
export interface AlignedSegment extends Record<Locale, Segment> {
  /** `3.1-p2s4`: the fourth segment of the second paragraph of section 3.1. */
  anchor: string;
  changed?: number;
}

/** A paragraph or block in both languages. */
export interface AlignedParagraph {
  /** `3.1-p2`: the second paragraph of section 3.1. */
  anchor: string;
  /** Whether it is running text, as opposed to a table, list, figure, quotation or code block. */
  prose: boolean;
  segments: AlignedSegment[];
}

/** A node of the paper: a section with its subsections, or (the root) the whole paper. */
export interface Section {
  /** The name of its files, such as `abstract` or `3.1`; '' for the root. It is also the anchor. */
  number: string;
  title: Record<Locale, Heading>;
  /** Its own text; empty for a chapter that only has sections. */
  paragraphs: AlignedParagraph[];
  children: Section[];
}

/** List a section and all its subsections, in reading order. */
export function flatten(section: Section): Section[] {
  return [section, ...section.children.flatMap(flatten)];
}

/** List the segments of a section and its subsections, in reading order. */
export function listSegments(section: Section): AlignedSegment[] {
  return flatten(section).flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ segments }) => segments),
  );
}

/** List the lines of a section's own text, its title first. */
export function listLines({ title, paragraphs }: PairedSection): Pair[] {
  return [title, ...paragraphs.flatMap(({ segments }) => segments)];
}

/** List the addresses of a section's own text (section, paragraphs, segments), each with the line it links to. */
export function listAddresses({ number, title, paragraphs }: Section): [string, Pair][] {
  return [
    [number, title],
    ...paragraphs.flatMap(({ anchor, segments }) => [
      ...segments.slice(0, 1).map((first): [string, Pair] => [anchor, first]),
      ...segments.map((segment): [string, Pair] => [segment.anchor, segment]),
    ]),
  ];
}

/** List the sections from the root down to a section. */
export function findPath(root: Section, number: string): Section[] {
  if (root.number === number) return [root];
  for (const child of root.children) {
    const path = findPath(child, number);
    if (path.length > 0) return [root, ...path];
  }
  return [];
}

/**
 * Find the neighbors of a section: for one without parts, the adjacent texts in any chapter; for a chapter,
 * whose page includes its sections, the adjacent chapters.
 */
export function findNeighbors(
  root: Section,
  section: Section,
): Partial<Record<'previous' | 'next', Section | undefined>> {
  const parent = findPath(root, section.number).at(-2);
  if (!parent) return {};
  const row =
    section.children.length > 0
      ? parent.children
      : flatten(root).filter(
          ({ children, paragraphs }) => children.length === 0 || paragraphs.length > 0,
        );
  const index = row.indexOf(section);
  return { previous: row[index - 1], next: row[index + 1] };
}

/** Return the first sentence of a section or its subsections, in each language. */
export function findFirstSentence(section: Section): Record<Locale, string> {
  const [first] = listSegments(section);
  return mapLocales((locale) => first?.[locale].text ?? section.title[locale].text);
}

/** Return a section's title with its number, in each language. */
export function toNumberedTitle({ number, title }: Section): Bilingual {
  return mapLocales((locale) => addNumber(number, title[locale].text));
}

/** List the images that a section, or what is below it, shows: `/images/map.png`. */
export function listImages(section: Section): string[] {
  const find = (node: ElementContent): string[] => {
    if (node.type !== 'element') return [];
    return node.tagName === 'img' ? [String(node.properties['src'])] : node.children.flatMap(find);
  };
  const lines = flatten(section).flatMap(listLines);
  return [...new Set(lines.flatMap(({ zh, en }) => [...zh.nodes, ...en.nodes].flatMap(find)))];
}

/** The elements that running text is made of. */
const inline: ReadonlySet<string> = new Set(['a', 'span', 'sup', 'strong', 'del']);

/** Tell whether a section or its subsections contain more than sentences: a table, a formula, a note … */
export function hasBlocks(section: Section): boolean {
  return listSegments(section).some((segment) =>
    locales.some((locale) => !segment[locale].nodes.every(isInline)),
  );
}

function isInline(node: ElementContent): boolean {
  return node.type !== 'element' || (inline.has(node.tagName) && node.children.every(isInline));
}

/** The maximum number of sections on a page, in a PDF or in an offline copy; longer pages list their parts. */
const mostTogether = 150;

const reach = 8;

/** Tell whether a section has too many subsections for one page. */
export const isLong = remember((section: Section) => flatten(section).length - 1 > mostTogether);

/** List the sections around one of them, or the first ones if it is not among them. */
export function listNear(sections: readonly Section[], current: Section | undefined): Section[] {
  const at = Math.max(0, current ? sections.indexOf(current) : 0);
  const first = Math.max(0, Math.min(at - reach, sections.length - 2 * reach - 1));
  return sections.slice(first, first + 2 * reach + 1);
}
