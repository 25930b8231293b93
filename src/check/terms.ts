import { type Locale, locales, mapLocales, otherOf } from '../paper/locale.ts';
import { remember } from '../paper/memoize.ts';
import { quote } from '../paper/report.ts';
import type { Term } from '../paper/schema.ts';
import { listLines, type Segment } from '../paper/tree.ts';
import {
  findWordings,
  makeFindTerms,
  type Range,
  type TermRange,
  type TokenizedText,
  tokenizeText,
  toWordings,
  type Worded,
} from '../text/phrases.ts';
import type { CheckedPaper, Line, LineFault, PaperFault } from './index.ts';

/** A term of the list with its wordings. */
export interface KnownTerm extends Worded {
  term: Term;
  phrases: Record<Locale, TokenizedText[]>;
}

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Segment a text into words, each computed only when it is looked up. */
const toSegments = remember(({ text }: { text: string }) => segmenter.segment(text));

/** Tell whether a place is inside a word, between its first character and its last. */
function isInner(of: { text: string }, at: number): boolean {
  const { index = at, isWordLike } = toSegments(of).containing(at) ?? {};
  return isWordLike === true && index < at;
}

/** The tokens of the last lines: those of a long paper would fill the memory. */
const recent = new Map<Segment, TokenizedText>();

/** Split a line into tokens. */
function toTokens(segment: Segment): TokenizedText {
  const tokens = recent.get(segment) ?? tokenizeText(segment.text);
  if (recent.size > 500) recent.clear();
  recent.set(segment, tokens);
  return tokens;
}

/** Prepare to find the terms of a line as whole words: not 七車 in 第七車, nor weight in weighted. */
export const prepareTerms = remember((terms: readonly Term[]) => {
  const known = terms.map((term): KnownTerm => {
    const wordings = toWordings(term);
    return { term, wordings, phrases: mapLocales((locale) => wordings[locale].map(tokenizeText)) };
  });
  const finders = mapLocales((locale) => makeFindTerms(known, locale));
  return remember((segment: Segment, locale: Locale): TermRange<KnownTerm>[] => {
    const tokens = toTokens(segment);
    const found = finders[locale](tokens);
    return found.filter((range) => isWhole(tokens, range, range.term.wordings[locale]));
  });
});

/** Tell whether a range consists of whole words in a form of the term, not of other words of the same stem. */
function isWhole(
  of: { text: string },
  { start, end }: Range,
  wordings: readonly string[],
): boolean {
  const found = of.text.slice(start, end);
  if (/\p{Script=Han}/u.test(found)) return ![start, end].some((at) => isInner(of, at));
  const ending = /(?:ed|ing|ly|er)$/i;
  const [last = ''] = /[\p{L}\p{M}]*\P{L}*$/u.exec(found) ?? [];
  return (
    !ending.test(last) ||
    wordings.some((wording) => ending.test(wording) || /(?:at|i[sz]|if)[ey]$/i.test(wording))
  );
}

/** Find terms of the original whose translation has none of their wordings. */
export function* checkTerms(line: Line): Generator<LineFault> {
  const { original, findTerms, places } = line;
  const locale = otherOf(original);
  const text = toTokens(line[locale]);
  // Names such as Free Software Foundation, and code such as a.index, may stay as they are.
  const isKept = ({ start, end }: Range) => {
    const { text: whole } = line[original];
    const name = whole.slice(/[._/]/.test(whole[start - 1] ?? '') ? start - 1 : start, end);
    return /^[\p{Lu}._/]/u.test(name) && text.text.includes(name);
  };
  const asked = findTerms(line[original], original)
    .filter((range) => !isKept(range))
    .map((range) => range.term);
  for (const { term, wordings, phrases } of new Set(asked)) {
    const found = findWordings(text, phrases[locale]);
    if (found.some((range) => locale === 'zh' || isWhole(text, range, wordings.en))) continue;
    yield {
      locale,
      expected: `“${wordings[locale].join('” or “')}”, for ${term[original]} in ${places[original]}`,
      found: quote(line[locale].text),
      fix: 'use the wording of the term, or add the wording of this line to its aliases in terms.yaml',
    };
  }
}

/** Find terms that no line contains. */
export function* checkUse(paper: CheckedPaper): Generator<PaperFault> {
  const { folder, terms, termsText, sections, numbers } = paper;
  // A section with errors may contain them.
  if (sections.length === 0 || sections.length < numbers.length) return;
  const lines = sections.flatMap(listLines);
  const texts = mapLocales((locale) =>
    lines.map((line) => line[locale].text.toLowerCase()).join('\n'),
  );
  const places = [...termsText.matchAll(/(?<![\w-])["']?zh["']?:/g)].map(({ index }) => index);
  for (const [index, term] of terms.entries()) {
    const wordings = toWordings(term);
    const has = (locale: Locale) =>
      wordings[locale].some((wording) => texts[locale].includes(wording.toLowerCase()));
    if (locales.some(has)) continue;
    yield {
      path: `${folder}/terms.yaml`,
      line: termsText.slice(0, places[index] ?? 0).split('\n').length,
      expected: 'a term that the text contains',
      found: `${term.zh}, which no line contains`,
      fix: 'write it as the text does, or delete it',
    };
  }
}
