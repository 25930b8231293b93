import type { AlignedParagraph } from './align.ts';
import type { Heading } from './section.ts';
import { type Locale, mapLocales } from './view.ts';

/** A node of the paper: a section with what is below it, or (the root) the whole paper. */
export interface Section {
  /** The name of its files, `abstract` or `3.1`; '' for the root. It is also the anchor. */
  number: string;
  title: Record<Locale, Heading>;
  /** Its own text; a chapter that only has sections has none. */
  paragraphs: AlignedParagraph[];
  children: Section[];
}

/** Return the number of the section that a section is part of: `3` for `3.1`, '' for `3`. */
export function parentOf(number: string): string {
  return number.slice(0, Math.max(0, number.lastIndexOf('.')));
}

/** Order section numbers as they are read: the abstract, 1, 2, … 10, then other names. */
export function compareNumbers(a: string, b: string): number {
  return rank(a) - rank(b) || a.localeCompare(b, 'en', { numeric: true });
}

function rank(number: string): number {
  if (number === 'abstract') return 0;
  return /^\d/.test(number) ? 1 : 2;
}

/** List a section and all that is below it, in reading order. */
export function flatten(section: Section): Section[] {
  return [section, ...section.children.flatMap(flatten)];
}

/** List the sections from the root down to one, which is the last. */
export function findPath(root: Section, number: string): Section[] {
  if (root.number === number) return [root];
  for (const child of root.children) {
    const path = findPath(child, number);
    if (path.length > 0) return [root, ...path];
  }
  return [];
}

/** What is read before and after a section's page. */
export interface Neighbors {
  previous?: Section;
  next?: Section;
}

/**
 * Find what is read before and after a section.
 *
 * A section without parts leads to the sections next to it, whatever their chapters; a chapter, whose
 * page shows its sections too, leads to the chapters next to it. The root has no neighbors.
 */
export function findNeighbors(root: Section, section: Section): Neighbors {
  const parent = findPath(root, section.number).at(-2);
  if (!parent) return {};
  const row =
    section.children.length > 0
      ? parent.children
      : flatten(root).filter(({ children }) => children.length === 0);
  const index = row.indexOf(section);
  const [previous, next] = [row[index - 1], row[index + 1]];
  return { ...(previous && { previous }), ...(next && { next }) };
}

/** Return the first sentence of a section, or of what is below it, in each language. */
export function findFirstSentence(section: Section): Record<Locale, string> {
  const first = flatten(section).flatMap(({ paragraphs }) => paragraphs)[0]?.segments[0];
  return mapLocales((locale) => first?.[locale].text ?? section.title[locale].text);
}
