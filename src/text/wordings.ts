import { stemmer } from 'stemmer';
import type { Locale } from '../paper/locale.ts';
import type { Term } from '../paper/schema.ts';
import {
  findPhrase,
  mergeRanges,
  type Phrase,
  type Range,
  type Token,
  tokenize,
} from './tokens.ts';

/** A text and its tokens. */
export interface TokenizedText {
  text: string;
  tokens: Token[];
}

/** Something that is called by some wordings in each language. */
export interface Worded {
  wordings: Record<Locale, string[]>;
}

/** Where a term stands in a text. */
export interface TermRange<T extends Worded> extends Range {
  term: T;
}

/** Finds the terms of a text in one language, in the order of the text. */
export type FindTerms<T extends Worded> = (text: string) => TermRange<T>[];

/** Split a text into tokens, and keep it with them. */
export function tokenizeText(text: string): TokenizedText {
  return { text, tokens: tokenize(text) };
}

/** Return what a term is called in each language: what has Han characters is Chinese. */
export function toWordings({ zh, en, aliases = [] }: Term): Worded['wordings'] {
  const isChinese = (text: string) => /\p{Script=Han}/u.test(text);
  return {
    zh: [zh, ...aliases.filter(isChinese)],
    en: [en, ...aliases.filter((text) => !isChinese(text))],
  };
}

/** Prepare to find which of many things a text has, and where; only those that share a word are compared. */
export function makeFindAll<T extends Worded>(
  all: readonly T[],
  locale: Locale,
): (text: string) => { item: T; ranges: Range[] }[] {
  const byKey = new Map<string, Set<(typeof items)[number]>>();
  const items = all.map((item, index) => ({
    ...{ item, index },
    wordings: item.wordings[locale].map(tokenizeText),
  }));
  for (const item of items) {
    for (const key of item.wordings.flatMap(listKeys)) {
      byKey.set(key, (byKey.get(key) ?? new Set()).add(item));
    }
  }
  return (text) => {
    const tokenized = tokenizeText(text);
    const keys = new Set(tokenized.tokens.map(toKey));
    const near = new Set([...keys].flatMap((key) => [...(byKey.get(key) ?? [])]));
    return [...near]
      .sort((a, b) => a.index - b.index)
      .map(({ item, wordings }) => ({ item, ranges: findWordings(tokenized, wordings) }))
      .filter(({ ranges }) => ranges.length > 0);
  };
}

/** Prepare to find terms in texts of a language, as the concordance finds them, the longest first. */
export function makeFindTerms<T extends Worded>(terms: readonly T[], locale: Locale): FindTerms<T> {
  const findAll = makeFindAll(terms, locale);
  return (text) =>
    keepLongest(
      findAll(text).flatMap(({ item, ranges }) =>
        ranges.map((range) => ({ ...range, term: item })),
      ),
    );
}

/** Find where a text has any of a term's wordings, as one range where they overlap. */
export function findWordings(text: TokenizedText, wordings: readonly TokenizedText[]): Range[] {
  return mergeRanges(wordings.flatMap((wording) => findWording(text, wording)));
}

/** List the keys of which a text that has a wording has one: of its first word, as marks may be absent. */
function listKeys({ tokens }: TokenizedText): string[] {
  const first = tokens.find(({ kind }) => kind !== 'mark');
  return first ? [toKey(first)] : tokens.map(toKey);
}

function toKey({ kind, form }: Token): string {
  return kind === 'word' ? toStem(form) : form;
}

/** Find a wording in a text, with the quotation marks at its ends, which are no tokens. */
function findWording({ text, tokens }: TokenizedText, wording: TokenizedText): Range[] {
  const before = wording.text.slice(0, wording.tokens[0]?.start);
  const after = wording.text.slice(wording.tokens.at(-1)?.end);
  const folded = foldInflections(tokens, wording.tokens);
  return findPhrase(folded, wording.tokens).map(({ start, end }) => ({
    start: text.endsWith(before, start) ? start - before.length : start,
    end: text.startsWith(after, end) ? end + after.length : end,
  }));
}

/** Give the inflected forms of a phrase's last word, such as a plural, the form of that word. */
function foldInflections(tokens: readonly Token[], phrase: Phrase): readonly Token[] {
  const last = phrase.at(-1);
  if (last?.kind !== 'word') return tokens;
  const stem = toStem(last.form);
  return tokens.map((token) =>
    token.kind === 'word' && toStem(token.form) === stem ? { ...token, form: last.form } : token,
  );
}

/** Of ranges that overlap, keep the longest, or of two as long the first; sort them. */
function keepLongest<R extends Range>(ranges: readonly R[]): R[] {
  const lengthOf = ({ start, end }: Range) => end - start;
  const kept: R[] = [];
  for (const range of ranges.toSorted((a, b) => lengthOf(b) - lengthOf(a) || a.start - b.start)) {
    if (kept.every(({ start, end }) => range.end <= start || end <= range.start)) kept.push(range);
  }
  return kept.sort((a, b) => a.start - b.start);
}

const stems = new Map<string, string>();

/** Return the stem of a word, cached since every term asks for it. */
function toStem(word: string): string {
  const stem = stems.get(word) ?? stemmer(word);
  stems.set(word, stem);
  return stem;
}
