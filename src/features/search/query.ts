import { stemmer } from 'stemmer';
import { type Phrase, tokenize, toWords } from '../../text/tokens.ts';
import type { SearchData } from './search-data.ts';

/** What has to stand in a section: any one of these phrases. */
export type QueryTerm = readonly Phrase[];

/** A way to understand what was typed: all of its terms have to stand in a section. */
export interface Query {
  terms: readonly QueryTerm[];
  /** Why it is not what was typed, and the wording that stands in for it. */
  instead?: { by: 'alias' | 'pinyin' | 'part' | 'correction'; wording: string };
}

/** The most that a reader may ask for at once, in UTF-16 units; no sentence of a paper is longer. */
export const longestQuery = 1000;

/**
 * Understand what a reader typed.
 *
 * White space parts terms, “quotation marks” keep English words together, and an unquoted English word
 * stands for its inflected forms and for the words that it begins. Traditional characters stand for the
 * ones that the paper uses. A wording of `terms.yaml` also stands for the other wordings of its term.
 *
 * @returns the query as it was typed, first, and then with other wordings; none if nothing was typed
 */
export function parseQuery(typed: string, data: SearchData): Query[] {
  const chunks = splitChunks(typed, data);
  if (chunks.length === 0) return [];
  return [
    { terms: chunks.map((chunk, at) => expandForms(chunk, data.words, at === chunks.length - 1)) },
    ...listAliases(chunks, data),
  ];
}

/** A piece of what was typed, between white space or in quotation marks. */
export interface Chunk {
  phrase: Phrase;
  quoted: boolean;
}

/** Split what was typed into the pieces that all have to be found. */
export function splitChunks(typed: string, data: SearchData): Chunk[] {
  // Quotation marks around Chinese are part of the text, or of nothing: they part no terms.
  const plain = typed.replace(/["“„]([^"“”„]*\p{Script=Han}[^"“”„]*)["”]/gu, '$1');
  return [...plain.matchAll(/["“„]([^"“”„]*)["”]|(\S+)/gu)]
    .map(([, quoted, bare = '']) => ({
      phrase: toPhrase(quoted ?? bare, data.variants),
      quoted: quoted !== undefined,
    }))
    .filter(({ phrase }) => phrase.some(({ kind }) => kind !== 'mark'));
}

/** Turn a wording into a phrase in the characters that the paper uses. */
export function toPhrase(wording: string, variants = ''): Phrase {
  return tokenize(wording.slice(0, longestQuery)).map(({ kind, form }) => {
    const at = kind === 'han' ? variants.indexOf(form) : -1;
    // The variants stand at even places, each before what the paper has for it.
    return { kind, form: at >= 0 && at % 2 === 0 ? (variants[at + 1] ?? form) : form };
  });
}

/** Write a phrase as a reader would. */
export function formatPhrase(phrase: Phrase): string {
  return phrase.map(({ form }) => form).join(phrase.some(({ kind }) => kind === 'han') ? '' : ' ');
}

/** Tell whether two phrases are the same, but for marks. */
function isSamePhrase(a: Phrase, b: Phrase): boolean {
  return toKey(a) === toKey(b);
}

/** Return a phrase as one text: its words, as the index has them. */
export function toKey(phrase: Phrase): string {
  return toWords(phrase).join(' ');
}

function expandForms(
  { phrase, quoted }: Chunk,
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
export function listTermWordings(chunks: readonly Chunk[], data: SearchData): string[] {
  return data.terms
    .filter((wordings) => wordings.some((wording) => findRun(chunks, toPhrase(wording))))
    .flat();
}

/** List the queries in which a run of chunks that is a wording of a term is another wording of it. */
function listAliases(chunks: readonly Chunk[], data: SearchData): Query[] {
  return data.terms.flatMap((wordings) => {
    const phrases = wordings.map((wording) => toPhrase(wording));
    return phrases.flatMap((phrase) => {
      const run = findRun(chunks, phrase);
      if (!run) return [];
      return phrases
        .filter((other) => isOtherWording(phrase, other))
        .map((other): Query => {
          const replaced: Chunk = { phrase: other, quoted: true };
          const all = [...chunks.slice(0, run.first), replaced, ...chunks.slice(run.end)];
          return {
            terms: all.map((chunk) => expandForms(chunk, data.words)),
            instead: { by: 'alias', wording: formatPhrase(other) },
          };
        });
    });
  });
}

function findRun(chunks: readonly Chunk[], phrase: Phrase) {
  for (let first = 0; first < chunks.length; first++) {
    for (let end = first + 1; end <= chunks.length; end++) {
      const run = chunks.slice(first, end).flatMap((chunk) => chunk.phrase);
      if (isSamePhrase(run, phrase)) return { first, end };
      if (run.length > phrase.length) break;
    }
  }
  return undefined;
}

/** Tell whether two wordings are in one script, and neither is found with the other anyway. */
function isOtherWording(a: Phrase, b: Phrase): boolean {
  const isHan = (phrase: Phrase) => phrase.some(({ kind }) => kind === 'han');
  const [keyA, keyB] = [` ${toKey(a)} `, ` ${toKey(b)} `];
  return isHan(a) === isHan(b) && !keyA.includes(keyB) && !keyB.includes(keyA);
}
