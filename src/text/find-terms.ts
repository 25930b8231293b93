import type { Locale } from '../paper/locale.ts';
import type { Range } from './tokens.ts';
import { makeFindAll, tokenizeText } from './wordings.ts';

/** What a term is called in each language. */
export interface Worded {
  wordings: Record<Locale, string[]>;
}

/** Where a term stands in a text. */
export interface TermRange<T extends Worded> extends Range {
  term: T;
}

/** Finds the terms of a text in one language, in the order of the text. */
export type FindTerms<T extends Worded> = (text: string) => TermRange<T>[];

/** Prepare to find terms in texts of a language, as the concordance finds them, the longest first. */
export function makeFindTerms<T extends Worded>(terms: readonly T[], locale: Locale): FindTerms<T> {
  const findAll = makeFindAll(
    terms.map((term) => ({ item: term, wordings: term.wordings[locale].map(tokenizeText) })),
  );
  return (text) =>
    keepLongest(
      findAll(tokenizeText(text)).flatMap(({ item, ranges }) =>
        ranges.map((range) => ({ ...range, term: item })),
      ),
    );
}

/** Of ranges that overlap, keep the longest, or of two as long the first; sort them. */
function keepLongest<R extends Range>(ranges: readonly R[]): R[] {
  const kept: R[] = [];
  for (const range of ranges.toSorted((a, b) => lengthOf(b) - lengthOf(a) || a.start - b.start)) {
    if (kept.every(({ start, end }) => range.end <= start || end <= range.start)) kept.push(range);
  }
  return kept.sort((a, b) => a.start - b.start);
}

function lengthOf({ start, end }: Range): number {
  return end - start;
}
