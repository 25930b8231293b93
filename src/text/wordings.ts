import { stemmer } from 'stemmer';
import type { Locale } from '../paper/locale.ts';
import type { Term } from '../paper/term.ts';
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

/** Split a text into tokens, and keep it with them. */
export function tokenizeText(text: string): TokenizedText {
  return { text, tokens: tokenize(text) };
}

/** Return what a term is called in each language: what has Han characters is Chinese. */
export function toWordings({ zh, en, aliases = [] }: Term): Record<Locale, string[]> {
  const isChinese = (text: string) => /\p{Script=Han}/u.test(text);
  return {
    zh: [zh, ...aliases.filter(isChinese)],
    en: [en, ...aliases.filter((text) => !isChinese(text))],
  };
}

/** Something that is called by any of some wordings. */
interface Worded<Item> {
  item: Item;
  wordings: readonly TokenizedText[];
}

/** Something that a text has, and where. */
interface Found<Item> {
  item: Item;
  ranges: Range[];
}

/**
 * Prepare to find which of many things a text has, in their order. Only those are looked for that begin
 * with what the text has, as a book may have a term for every page.
 */
export function makeFindAll<Item>(
  all: readonly Worded<Item>[],
): (text: TokenizedText) => Found<Item>[] {
  const byKey = new Map<string, Set<number>>();
  for (const [index, { wordings }] of all.entries()) {
    for (const key of wordings.flatMap(listKeys)) {
      byKey.set(key, (byKey.get(key) ?? new Set()).add(index));
    }
  }
  return (text) => {
    const keys = new Set(text.tokens.map(toKey));
    const indexes = new Set([...keys].flatMap((key) => [...(byKey.get(key) ?? [])]));
    return [...indexes]
      .sort((a, b) => a - b)
      .flatMap((index) => {
        const { item, wordings } = all[index] as Worded<Item>;
        const ranges = findWordings(text, wordings);
        return ranges.length > 0 ? [{ item, ranges }] : [];
      });
  };
}

/** List the keys of which a text that has a wording has one: of its first word, as marks may be absent. */
function listKeys({ tokens }: TokenizedText): string[] {
  const first = tokens.find(({ kind }) => kind !== 'mark');
  return first ? [toKey(first)] : tokens.map(toKey);
}

function toKey({ kind, form }: Token): string {
  return kind === 'word' ? toStem(form) : form;
}

/** Find where a text has any of a term's wordings, as one range where they overlap. */
export function findWordings(text: TokenizedText, wordings: readonly TokenizedText[]): Range[] {
  return mergeRanges(wordings.flatMap((wording) => findWording(text, wording)));
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

const stems = new Map<string, string>();

/** Return the stem of a word, which is worked out once: every term asks for it. */
function toStem(word: string): string {
  const stem = stems.get(word) ?? stemmer(word);
  stems.set(word, stem);
  return stem;
}
