/** A unit of a text that search compares: a Han character, a word, or a mark between them. */
export interface Token {
  kind: 'han' | 'word' | 'mark';
  /** How it is compared: in lower case, without accents, in the width of ASCII. */
  form: string;
  /** Where it begins and ends in the text, in UTF-16 units. */
  start: number;
  end: number;
}

/** Where a part of a text begins and ends, in UTF-16 units. */
export interface Range {
  start: number;
  end: number;
}

/** A part of a text, and whether it is to be marked. */
export interface Part {
  text: string;
  marked: boolean;
}

/** A sequence of tokens to be found. */
export type Phrase = readonly Pick<Token, 'kind' | 'form'>[];

const tokenPattern =
  /\[\d{1,3}\]|\p{Script=Han}\p{M}*|(?!\p{Script=Han})[\p{L}\p{N}](?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])*|[^\s\p{C}\p{L}\p{N}\p{M}\p{Ps}\p{Pe}\p{Pi}\p{Pf}\p{Pd}"'`＂＇′″]/gu;

/**
 * Split a text into Han characters, words and marks.
 *
 * White space, quotation marks, brackets, markers like [1], dashes and hyphens are no tokens: “天池英才”引进计划 and
 * high-quality are found by those who type neither marks nor hyphen. Other punctuation is, so that
 * nothing is found across a comma that is not asked for.
 */
export function tokenize(text: string): Token[] {
  return [...text.matchAll(tokenPattern)]
    .filter(([found]) => !found.startsWith('['))
    .map((match): Token => {
      const [found] = match;
      const kind = kindOf(found);
      const form = kind === 'mark' ? fold(found).slice(0, 1) : fold(found);
      return { kind, form, start: match.index, end: match.index + found.length };
    });
}

/** List the words of a phrase as the index has them: without marks, nor the brackets of ⑴. */
export function toWords(phrase: Phrase): string[] {
  return phrase
    .filter(({ kind }) => kind !== 'mark')
    .map(({ form }) => form.replace(/[^\p{L}\p{N}]/gu, ''))
    .filter(Boolean);
}

/** Fold what makes no difference to a reader: case, accents, and the width of characters. */
export function fold(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
}

/**
 * Find where a phrase stands in a text, each time after the end of the last.
 *
 * A mark of the phrase may be there or not; a mark of the text that the phrase has not ends a match.
 */
export function findPhrase(tokens: readonly Token[], phrase: Phrase): Range[] {
  const found: Range[] = [];
  for (let first = 0; first < tokens.length; first++) {
    const last = matchAt(tokens, phrase, first);
    if (last === undefined) continue;
    found.push({ start: tokens[first]?.start ?? 0, end: tokens[last]?.end ?? 0 });
    first = last;
  }
  return found;
}

function matchAt(tokens: readonly Token[], phrase: Phrase, first: number): number | undefined {
  let next = first;
  for (const { kind, form } of phrase) {
    const token = tokens[next];
    if (token?.kind === kind && token.form === form) next++;
    else if (kind !== 'mark') return undefined;
  }
  return next > first ? next - 1 : undefined;
}

/** Sort ranges and join those that overlap. */
export function mergeRanges(ranges: readonly Range[]): Range[] {
  const merged: Range[] = [];
  for (const range of ranges.toSorted((a, b) => a.start - b.start)) {
    const last = merged.at(-1);
    if (last && range.start < last.end) last.end = Math.max(last.end, range.end);
    else merged.push({ ...range });
  }
  return merged;
}

/** Split a text at ranges, which are sorted and do not overlap. */
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
