import type { Entry } from './concordance.ts';

/** What a page has to know of a term to mark it. */
export type TermData = Pick<Entry, 'slug' | 'wordings' | 'counts'>;

/** Take from the concordance what marking needs; a term that is nowhere is left out. */
export function toTermData(entries: readonly Entry[]): TermData[] {
  return entries
    .filter(({ sections }) => sections.length > 0)
    .map(({ slug, wordings, counts }) => ({ slug, wordings, counts }));
}
