import type { Locale } from '../paper/locale.ts';
import type { Term } from '../paper/schema.ts';
import { listBases } from './inflections.ts';

/** A unit of text for search: a Han character, a word, or a mark. */
export interface Token {
  kind: 'han' | 'word' | 'mark';
  /** Normalized: lower case, no accents, ASCII width. */
  form: string;
  start: number;
  end: number;
}

/** A range of a text in UTF-16 units. */
export type Range = { start: number; end: number };

/** A part of a text, marked or not. */
export type Part = { text: string; marked: boolean };

/** A token to find, and the characters accepted in its place: 干 for 乾. */
export type Asked = Pick<Token, 'kind' | 'form'> & { also?: string };

/** A sequence of tokens to find. */
export type Phrase = readonly Asked[];

/** The maximum length of a query in UTF-16 units; no sentence of a paper is longer. */
export const longestQuery = 1000;

/** Matches a marker of the source, such as [8], [1-3] or [5–6, 9], and the number of a note. */
export const marker = /\[\d{1,3}(?:[-–—~～,，、]\s?\d{1,3})*\]/u;

const token =
  /\p{Script=Han}\p{M}*|(?!\p{Script=Han})[\p{L}\p{N}](?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])*|[^\s\p{C}\p{L}\p{N}\p{M}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Pd}"'`＂＇′″·•‧∙⋅・･]/u;

const markerOrToken = new RegExp(`${marker.source}|${token.source}`, 'gu');

/** Find the markers of a text, each with the numbers it covers: 1, 2 and 3 for [1-3]. */
export function findMarkers(text: string): (Range & { numbers: string[] })[] {
  return [...text.matchAll(new RegExp(marker, 'gu'))].map(({ index, 0: found }) => ({
    start: index,
    end: index + found.length,
    numbers: (found.match(/\d+(?:[-–—~～]\s?\d+)?/g) ?? []).flatMap((range) => {
      const [first = 0, last = first] = range.split(/\D+/).map(Number);
      return Array.from({ length: Math.max(1, last - first + 1) }, (_, at) => `${first + at}`);
    }),
  }));
}

/**
 * Split a text into Han characters, words and marks. Quotation marks, brackets, markers such as [1], hyphens and
 * the points in names are skipped, so that “天池英才”引进计划, high-quality and 马克·吐温 match without them; other
 * punctuation is kept, so that a match never crosses a comma that the query lacks.
 */
export function tokenize(text: string): Token[] {
  return [...text.matchAll(markerOrToken)]
    .filter(([found]) => !found.startsWith('['))
    .map((match): Token => {
      const [found] = match;
      const kind = kindOf(found);
      const form = kind === 'mark' ? fold(found).slice(0, 1) : fold(found);
      return { kind, form, start: match.index, end: match.index + found.length };
    });
}

/** Turn a wording into a phrase; in `variants`, ` 乾干 ` lists a character and those of the paper that may replace it. */
export function toPhrase(wording: string, variants = ''): Phrase {
  return tokenize(wording.slice(0, longestQuery)).map(({ kind, form }) => {
    const [, also] = (kind === 'han' && variants.split(` ${form}`, 2)) || [];
    return { kind, form, ...(also && { also: also.split(' ', 1).join() }) };
  });
}

/** List the index words of a phrase: no marks, and ⑴ without its brackets. */
export function toWords(phrase: Phrase): string[] {
  return phrase.map(toWord).filter(Boolean);
}

/** Return the index word of a token; '' for a mark. */
export function toWord({ kind, form }: Asked): string {
  return kind === 'mark' ? '' : form.replace(/[^\p{L}\p{N}]/gu, '');
}

/** Tell whether a token matches a wanted one or one of its variants. */
export function fits(token: Asked, { kind, form, also }: Asked): boolean {
  return token.kind === kind && (token.form === form || also?.includes(token.form) === true);
}

/** Fold case, accents and character width. */
export function fold(text: string): string {
  if (/^[!-~\u4E00-\u9FFF]*$/.test(text)) return text.toLowerCase();
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * Find all occurrences of a phrase. A mark that it lacks ends a match; its own marks are optional, unless
 * `isStrict` is set.
 */
export function findPhrase(tokens: readonly Token[], phrase: Phrase, isStrict = false): Range[] {
  const found: Range[] = [];
  for (let first = 0; first < tokens.length; first++) {
    const last = matchAt(tokens, phrase, first, isStrict);
    if (last === undefined) continue;
    found.push({ start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? 0 });
    first = last;
  }
  return found;
}

function matchAt(
  tokens: readonly Token[],
  phrase: Phrase,
  first: number,
  isStrict: boolean,
): number | undefined {
  let next = first;
  for (const asked of phrase) {
    const token = tokens[next];
    if (token && fits(token, asked)) next++;
    else if (isStrict || asked.kind !== 'mark') return undefined;
  }
  return next > first ? next - 1 : undefined;
}

/** Sort ranges and join overlapping ones. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of [...ranges].sort((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start < last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

/** Split a text at sorted, non-overlapping ranges. */
export function splitAtRanges(text: string, ranges: readonly Range[]): Part[] {
  const parts = ranges.flatMap(({ start, end }, index) => [
    { text: text.slice(ranges[index - 1]?.end ?? 0, start), marked: false },
    { text: text.slice(start, end), marked: true },
  ]);
  const rest = { text: text.slice(ranges.at(-1)?.end ?? 0), marked: false };
  return [...parts, rest].filter((part) => part.text);
}

function kindOf(found: string): Token['kind'] {
  if (/^\p{Script=Han}/u.test(found)) return 'han';
  return /^[\p{L}\p{N}\p{M}]/u.test(found) ? 'word' : 'mark';
}

/** A text and its tokens. */
export type TokenizedText = { text: string; tokens: Token[] };

/** An item with wordings in each language. */
export type Worded = { wordings: Record<Locale, string[]> };

/** An occurrence of a term. */
export interface TermRange<T extends Worded> extends Range {
  term: T;
}

/** Finds the terms of a text in one language, in the order of the text. */
export type FindTerms<T extends Worded> = (text: string | TokenizedText) => TermRange<T>[];

/** Split a text into tokens, and keep both. */
export function tokenizeText(text: string): TokenizedText {
  return { text, tokens: tokenize(text) };
}

/** Group the wordings of a term by language: those with Han characters are Chinese. */
export function toWordings({ zh, en, aliases = [] }: Term): Worded['wordings'] {
  const isChinese = (text: string) => /\p{Script=Han}/u.test(text);
  return {
    zh: [zh, ...aliases.filter(isChinese)],
    en: [en, ...aliases.filter((text) => !isChinese(text))],
  };
}

/** Prepare to find many items in a text; only items that share a word with it are compared. */
export function makeFindAll<T extends Worded>(
  all: readonly T[],
  locale: Locale,
): (text: string | TokenizedText) => { item: T; ranges: Range[] }[] {
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
    const tokenized = typeof text === 'string' ? tokenizeText(text) : text;
    const near = new Set<(typeof items)[number]>();
    for (const token of tokenized.tokens) {
      for (const key of toKeys(token)) for (const item of byKey.get(key) ?? []) near.add(item);
    }
    return [...near]
      .sort((a, b) => a.index - b.index)
      .map(({ item, wordings }) => ({ item, ranges: findWordings(tokenized, wordings) }))
      .filter(({ ranges }) => ranges.length > 0);
  };
}

/** Prepare to find terms in texts of a language as the concordance does, the longest first. */
export function makeFindTerms<T extends Worded>(terms: readonly T[], locale: Locale): FindTerms<T> {
  const findAll = makeFindAll(terms, locale);
  return (text) =>
    keepLongest(
      findAll(text).flatMap(({ item, ranges }) =>
        ranges.map((range) => ({ ...range, term: item })),
      ),
    );
}

/** Find the occurrences of a term's wordings, overlapping ones as one range. */
export function findWordings(text: TokenizedText, wordings: readonly TokenizedText[]): Range[] {
  return mergeRanges(wordings.flatMap((wording) => findWording(text, wording)));
}

/** Marks are optional, so the key is the first word. */
function listKeys({ tokens }: TokenizedText): string[] {
  const first = tokens.find(({ kind }) => kind !== 'mark');
  return (first ? [first] : tokens).flatMap(toKeys);
}

function toKeys({ kind, form }: Token): string[] {
  return kind === 'word' ? listBases(form) : [form];
}

/** Find a wording including the quotation marks at its ends, which are not tokens. */
function findWording({ text, tokens }: TokenizedText, wording: TokenizedText): Range[] {
  const before = wording.text.slice(0, wording.tokens[0]?.start);
  const after = wording.text.slice(wording.tokens.at(-1)?.end);
  const folded = foldInflections(tokens, wording.tokens);
  return findPhrase(folded, wording.tokens).map(({ start, end }) => ({
    start: text.endsWith(before, start) ? start - before.length : start,
    end: text.startsWith(after, end) ? end + after.length : end,
  }));
}

/** Treat the inflected forms of a phrase's last word, such as a plural, as that word. */
function foldInflections(tokens: readonly Token[], phrase: Phrase): readonly Token[] {
  const last = phrase.at(-1);
  if (last?.kind !== 'word') return tokens;
  const bases = listBases(last.form);
  return tokens.map((token) =>
    token.kind === 'word' && listBases(token.form).some((base) => bases.includes(base))
      ? { ...token, form: last.form }
      : token,
  );
}

/** Of overlapping ranges keep the longest, and the first of equals; sort them. */
function keepLongest<R extends Range>(ranges: readonly R[]): R[] {
  const lengthOf = ({ start, end }: Range) => end - start;
  const kept: R[] = [];
  for (const range of [...ranges].sort((a, b) => lengthOf(b) - lengthOf(a) || a.start - b.start)) {
    if (kept.every(({ start, end }) => range.end <= start || end <= range.start)) kept.push(range);
  }
  return kept.sort((a, b) => a.start - b.start);
}
