import type { PaperRecord } from './record.ts';
import { listSegments, type Section } from './tree.ts';
import { type Bilingual, mapLocales, type View } from './view.ts';

/** A paper as the heads of its pages describe it. */
export interface Described {
  record: PaperRecord & Imprint;
  root: Section;
}

/** Where in its journal the paper stands. */
export interface Imprint {
  volume?: string | number | undefined;
  issue?: string | number | undefined;
  /** The first and the last page: `12-18`. */
  pages?: string | number | undefined;
}

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
  if (!abstract) return undefined;
  const segments = listSegments(abstract);
  const space = { zh: '', en: ' ' };
  return mapLocales((locale) =>
    segments.map((segment) => segment[locale].text).join(space[locale]),
  );
}

/** Split the pages of a paper into the first and the last. */
export function splitPages({ pages }: Imprint): string[] {
  return String(pages ?? '')
    .split(/\s*[-–—]\s*/)
    .filter(Boolean);
}
