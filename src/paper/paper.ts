import type { Bilingual, View } from './locale.ts';
import type { Permalinks } from './permalinks-schema.ts';
import { joinSentences, type Section } from './tree.ts';
import type { PaperRecord, Term } from './yaml-schema.ts';

/** A paper in two languages, aligned. */
export interface Paper {
  record: PaperRecord;
  terms: Term[];
  /** The whole paper as a tree of its sections. */
  root: Section;
  /** Every address that was published; absent before the first version. */
  permalinks?: Permalinks;
}

/** A paper as the heads of its pages describe it. */
export type Described = Pick<Paper, 'record' | 'root'>;

/** The absolute addresses of a site. */
export interface Addresses {
  /** Return the address of a page in a view. */
  toPage: (view: View, name: string) => string;
  /** Return the address of a file, from its path without a slash before it. */
  toFile: (path: string) => string;
}

/** Join the sentences of the abstract, if the paper has one. */
export function joinAbstract({ children }: Section): Bilingual | undefined {
  const abstract = children.find(({ number }) => number === 'abstract');
  return abstract && joinSentences(abstract);
}

/** Split the pages of a paper into the first and the last. */
export function splitPages({ pages }: PaperRecord): string[] {
  return String(pages ?? '')
    .split(/\s*[-–—]\s*/)
    .filter(Boolean);
}
