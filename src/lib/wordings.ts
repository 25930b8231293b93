import { stemmer } from 'stemmer';
import type { Term } from './terms.ts';
import {
  findPhrase,
  mergeRanges,
  type Phrase,
  type Range,
  type Token,
  tokenize,
} from './tokens.ts';
import type { Locale } from './view.ts';

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
