import { listBases } from '../../text/inflections.ts';
import { fits, type Phrase, toPhrase, toWord, toWords } from '../../text/phrases.ts';
import type { SearchData } from './search-index.ts';

/** Phrases of which a section must have at least one: first the typed one, then its other forms. */
export type QueryTerm = readonly Phrase[];

/** One reading of a query: a section must have all of its terms. */
export interface Query {
  terms: readonly QueryTerm[];
  instead?: { by: 'alias' | 'pinyin' | 'part' | 'correction'; wording: string };
}

/** A piece of a query, between white space or in quotation marks. */
export type Piece = { text: string; phrase: Phrase; quoted: boolean };

const longestSyllable = 6;

/** Split a query at white space outside “quotation marks”. */
export function splitPieces(typed: string, { variants }: SearchData): Piece[] {
  // Quotation marks around Chinese do not separate pieces, as they may be part of the text.
  const plain = typed.replace(/["“„]([^"“”„]*\p{Script=Han}[^"“”„]*)["”]/gu, '$1');
  return [...plain.matchAll(/["“„]([^"“”„]*)["”]|(\S+)/gu)]
    .map(([, quoted, bare = '']) => {
      const text = quoted ?? bare;
      return { text, phrase: toPhrase(text, variants), quoted: quoted !== undefined };
    })
    .filter(({ phrase }) => phrase.some(({ kind }) => kind !== 'mark'));
}

/**
 * List the queries of the typed pieces, as typed and with other wordings of terms; an unquoted English word
 * also stands for its inflected forms and, unless it is short, for longer words that start with it.
 */
export function toQueries(pieces: readonly Piece[], data: SearchData): Query[] {
  const terms = pieces.map((piece) => expandForms(piece, data.words));
  return [{ terms }, ...listAliases(pieces, data)];
}

/** Write a phrase as a reader would type it. */
export function formatPhrase(phrase: Phrase): string {
  return phrase.map(({ form }) => form).join(isChinese(phrase) ? '' : ' ');
}

/** Return a phrase as one text of index words. */
export function toKey(phrase: Phrase): string {
  return toWords(phrase).join(' ');
}

function isChinese(phrase: Phrase): boolean {
  return phrase.some(({ kind }) => kind === 'han');
}

function expandForms({ phrase, quoted }: Piece, words: readonly string[]): QueryTerm {
  const [word, ...others] = phrase;
  if (quoted || others.length > 0 || word?.kind !== 'word') return [phrase];
  const bases = listBases(word.form);
  // The last word may be incomplete, except “the”.
  const isBeginning = word.form.length > (words.includes(word.form) ? 3 : 2);
  const forms = words.filter(
    (form) =>
      form !== word.form &&
      (listBases(form).some((base) => bases.includes(base)) ||
        (isBeginning && form.startsWith(word.form))),
  );
  return [word.form, ...forms].map((form) => [{ kind: 'word', form }]);
}

/** List all wordings of the terms in a query. */
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
          all.splice(run.first, run.count, { text: '', phrase: other, quoted: true });
          return {
            terms: all.map((piece) => expandForms(piece, words)),
            instead: { by: 'alias', wording: formatPhrase(other) },
          };
        });
    });
  });
}

function findRun(pieces: readonly Piece[], phrase: Phrase) {
  for (let first = 0; first < pieces.length; first++) {
    for (let count = 1; first + count <= pieces.length; count++) {
      const run = pieces.slice(first, first + count).flatMap((piece) => piece.phrase);
      if (isSame(run, phrase)) return { first, count };
      if (run.length > phrase.length) break;
    }
  }
  return undefined;
}

function isSame(asked: Phrase, there: Phrase): boolean {
  const [run, words] = [asked.filter(toWord), there.filter(toWord)];
  return run.length === words.length && words.every((word, at) => fits(word, run[at] ?? word));
}

function isOtherWording(a: Phrase, b: Phrase): boolean {
  const [keyA, keyB] = [` ${toKey(a)} `, ` ${toKey(b)} `];
  return isChinese(a) === isChinese(b) && !keyA.includes(keyB) && !keyB.includes(keyA);
}

/**
 * Normalize pinyin for `readPinyin`, or return '' for anything else: `v` is ü, `'` separates syllables, tones
 * are dropped; `isSure` if the text can only be pinyin. It may contain Han characters.
 */
export function toLetters(text: string): { letters: string; isSure: boolean } {
  const apart = text.normalize('NFKD').toLowerCase();
  const letters = apart
    .replaceAll('u\u0308', 'v')
    .replace(/\p{M}/gu, '')
    .replace(/[1-5\s'’ʼ·-]+/g, "'");
  const isPinyin = /^[a-z'\p{Script=Han}]{2,60}$/u.test(letters) && /[a-z]{2}/.test(letters);
  return {
    letters: isPinyin ? letters : '',
    isSure: /[\u0300\u0301\u0304\u0308\u030c1-5]/.test(apart),
  };
}

/**
 * Read letters as pinyin: return all phrases of at least `least` characters in the text, the shortest first;
 * `exists` prunes phrases that do not occur.
 */
export async function readPinyin(
  letters: string,
  data: SearchData,
  exists: (phrase: Phrase) => Promise<boolean>,
  least = 2,
  before: Phrase = [],
): Promise<Phrase[]> {
  const rest = letters.replace(/^'+/, '');
  if (!rest) return before.length < least ? [] : [before];
  const found: Phrase[] = [];
  for (const [typed, asked] of listNext(rest, data)) {
    const phrase: Phrase = [...before, asked];
    if (phrase.length > 1 && !(await exists(phrase))) continue;
    found.push(...(await readPinyin(rest.slice(typed.length), data, exists, least, phrase)));
  }
  return found.sort((a, b) => a.length - b.length);
}

/** List the characters whose reading starts the letters, each with the letters used. */
function listNext(letters: string, { pinyin, variants }: SearchData): [string, Phrase[number]][] {
  const [character = ''] = letters;
  const [asked] = toPhrase(character, variants);
  if (asked?.kind === 'han') return [[character, asked]];
  const syllables = Array.from({ length: longestSyllable }, (_, at) => letters.slice(0, at + 1));
  return [...new Set(syllables)].flatMap((typed) =>
    // After l and n, u may mean ü; after j, q, x and y, ü is written u.
    [...new Set([typed, typed.replace(/^([ln])u/, '$1v'), typed.replace(/^([jqxy])v/, '$1u')])]
      .flatMap((syllable) => (Object.hasOwn(pinyin, syllable) ? [...(pinyin[syllable] ?? '')] : []))
      .map((form): [string, Phrase[number]] => [typed, { kind: 'han', form }]),
  );
}

/** List the parts of a Chinese phrase of one length, each once. */
export function listParts(phrase: Phrase, length: number): Phrase[] {
  const parts = phrase.slice(length - 1).map((_, start) => phrase.slice(start, start + length));
  return [...new Map(parts.map((part) => [toKey(part), part])).values()];
}

/** Return the words nearest to an unknown one, by at most two changed letters. */
export function findNearWords(word: string, words: readonly string[]): string[] {
  if (word.length < 4) return [];
  const most = word.length > 5 ? 2 : 1;
  const near = words
    .filter((other) => Math.abs(other.length - word.length) <= most)
    .map((other) => ({ other, distance: measureDistance(word, other, most) }))
    .filter(({ distance }) => distance <= most);
  const least = Math.min(...near.map(({ distance }) => distance));
  return near.filter(({ distance }) => distance === least).map(({ other }) => other);
}

/** Count the changed, missing, added and swapped letters; above `most`, return any larger number. */
function measureDistance(a: string, b: string, most: number): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  const [x, y] = [a.slice(at), b.slice(at)];
  if (!x || !y || most === 0) return Math.max(x.length, y.length);
  const steps = [[1, 1], [1, 0], [0, 1], ...(x[0] === y[1] && x[1] === y[0] ? [[2, 2]] : [])];
  return 1 + Math.min(...steps.map(([i, j]) => measureDistance(x.slice(i), y.slice(j), most - 1)));
}
