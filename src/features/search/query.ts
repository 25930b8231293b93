import { stemmer } from 'stemmer';
import { type Phrase, toPhrase, toWords } from '../../text/phrases.ts';
import type { SearchData } from './search-index.ts';

/** Phrases of which any one has to stand in a section. */
export type QueryTerm = readonly Phrase[];

/** A way to understand what was typed: all of its terms have to stand in a section. */
export interface Query {
  terms: readonly QueryTerm[];
  instead?: { by: 'alias' | 'pinyin' | 'part' | 'correction'; wording: string };
}

/** A piece of what was typed, between white space or in quotation marks. */
export type Piece = { phrase: Phrase; quoted: boolean };

const longestSyllable = 6;

/** Split the typed text at white space outside “quotation marks”, in the characters of the paper. */
export function splitPieces(typed: string, { variants }: SearchData): Piece[] {
  // Quotation marks around Chinese are part of the text, or of nothing: they part no pieces.
  const plain = typed.replace(/["“„]([^"“”„]*\p{Script=Han}[^"“”„]*)["”]/gu, '$1');
  return [...plain.matchAll(/["“„]([^"“”„]*)["”]|(\S+)/gu)]
    .map(([, quoted, bare = '']) => ({
      phrase: toPhrase(quoted ?? bare, variants),
      quoted: quoted !== undefined,
    }))
    .filter(({ phrase }) => phrase.some(({ kind }) => kind !== 'mark'));
}

/**
 * List the queries of the typed pieces, as they stand and with other wordings of terms; an unquoted English
 * word stands for its inflections and what it begins.
 */
export function toQueries(pieces: readonly Piece[], data: SearchData): Query[] {
  const terms = pieces.map((piece, at) => expandForms(piece, data.words, at === pieces.length - 1));
  return [{ terms }, ...listAliases(pieces, data)];
}

/** Write a phrase as a reader would. */
export function formatPhrase(phrase: Phrase): string {
  return phrase.map(({ form }) => form).join(isChinese(phrase) ? '' : ' ');
}

/** Return a phrase as one text: its words, as the index has them. */
export function toKey(phrase: Phrase): string {
  return toWords(phrase).join(' ');
}

function isChinese(phrase: Phrase): boolean {
  return phrase.some(({ kind }) => kind === 'han');
}

function expandForms(
  { phrase, quoted }: Piece,
  words: readonly string[],
  isLast = false,
): QueryTerm {
  const [word, ...others] = phrase.filter(({ kind }) => kind !== 'mark');
  if (quoted || others.length > 0 || word?.kind !== 'word') return [phrase];
  const stem = stemmer(word.form);
  const forms = words.filter(
    (form) =>
      stemmer(form) === stem ||
      // The last word may not have been typed to its end.
      ((isLast || word.form.length > 2) && form.startsWith(word.form)),
  );
  return [...new Set([word.form, ...forms])].map((form) => [{ kind: 'word', form }]);
}

/** List all wordings of the terms that stand in what was typed. */
export function listTermWordings(pieces: readonly Piece[], { terms }: SearchData): string[] {
  return terms
    .filter((wordings) => wordings.some((wording) => findRun(pieces, toPhrase(wording))))
    .flat();
}

function listAliases(pieces: readonly Piece[], { terms, words }: SearchData): Query[] {
  return terms.flatMap((wordings) => {
    const phrases = wordings.map((wording) => toPhrase(wording));
    return phrases.flatMap((phrase) => {
      const run = findRun(pieces, phrase);
      if (!run) return [];
      return phrases
        .filter((other) => isOtherWording(phrase, other))
        .map((other): Query => {
          const all = [...pieces];
          all.splice(run.first, run.count, { phrase: other, quoted: true });
          return {
            terms: all.map((piece) => expandForms(piece, words)),
            instead: { by: 'alias', wording: formatPhrase(other) },
          };
        });
    });
  });
}

function findRun(pieces: readonly Piece[], phrase: Phrase) {
  const key = toKey(phrase);
  for (let first = 0; first < pieces.length; first++) {
    for (let count = 1; first + count <= pieces.length; count++) {
      const run = pieces.slice(first, first + count).flatMap((piece) => piece.phrase);
      if (toKey(run) === key) return { first, count };
      if (run.length > phrase.length) break;
    }
  }
  return undefined;
}

function isOtherWording(a: Phrase, b: Phrase): boolean {
  const [keyA, keyB] = [` ${toKey(a)} `, ` ${toKey(b)} `];
  return isChinese(a) === isChinese(b) && !keyA.includes(keyB) && !keyB.includes(keyA);
}

/**
 * Read Latin letters as pinyin without tones: all phrases of at least two characters that stand in the text,
 * the shortest first; `exists` prunes those that do not.
 */
export async function readPinyin(
  letters: string,
  pinyin: Readonly<Record<string, string>>,
  exists: (phrase: Phrase) => Promise<boolean>,
  before: Phrase = [],
): Promise<Phrase[]> {
  const found: Phrase[] = [];
  for (let end = 1; end <= Math.min(longestSyllable, letters.length); end++) {
    const syllable = letters.slice(0, end);
    for (const form of Object.hasOwn(pinyin, syllable) ? (pinyin[syllable] ?? '') : '') {
      const phrase: Phrase = [...before, { kind: 'han', form }];
      if (phrase.length > 1 && !(await exists(phrase))) continue;
      const rest = letters.slice(end);
      if (rest) found.push(...(await readPinyin(rest, pinyin, exists, phrase)));
      else if (phrase.length > 1) found.push(phrase);
    }
  }
  return found.sort((a, b) => a.length - b.length);
}

/** List the parts of a Chinese phrase of one length, each once. */
export function listParts(phrase: Phrase, length: number): Phrase[] {
  const parts = phrase.slice(length - 1).map((_, start) => phrase.slice(start, start + length));
  return [...new Map(parts.map((part) => [toKey(part), part])).values()];
}

/** Return the words that are nearest to one that is not there, by at most two changed letters. */
export function findNearWords(word: string, words: readonly string[]): string[] {
  if (word.length < 4) return [];
  const most = word.length > 5 ? 2 : 1;
  const near = words
    .filter((other) => Math.abs(other.length - word.length) <= most)
    .map((other) => ({ other, distance: measureDistance(word, other) }))
    .filter(({ distance }) => distance <= most);
  const least = Math.min(...near.map(({ distance }) => distance));
  return near.filter(({ distance }) => distance === least).map(({ other }) => other);
}

function measureDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last.at(-1) ?? 0;
}
