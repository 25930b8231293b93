import { type Bilingual, type Locale, mapLocales } from '../../paper/locale.ts';
import { remember } from '../../paper/memoize.ts';
import {
  findPhrase,
  mergeRanges,
  type Phrase,
  type Range,
  tokenize,
  toPhrase,
} from '../../text/phrases.ts';
import type { SearchIndex } from './pagefind.ts';
import {
  findNearWords,
  formatPhrase,
  listParts,
  listTermWordings,
  type Piece,
  type Query,
  type QueryTerm,
  readPinyin,
  splitPieces,
  toQueries,
} from './query.ts';
import type { SearchData, SearchRecord, SearchSegment } from './search-index.ts';

/** Limits of a search: the language that has to match, and the number of a chapter. */
export type Filters = { locale?: Locale | undefined; chapter?: string | undefined };

/** Matches in a text, in each language. */
export type Marks = Readonly<Record<Locale, readonly Range[]>>;

/** A section that matches, with the sentences that do. */
export interface Result {
  record: SearchRecord;
  titleMarks: Marks;
  hits: { segment: SearchSegment; marks: Marks }[];
  count: number;
}

interface Found {
  /** The sections, best first: a match in the title, then the number of matches, then reading order. */
  results: Result[];
  /** The wordings, other than the typed one, that something was found by. */
  instead: NonNullable<Query['instead']>[];
  /** Whether more sections match than are looked through: those with most matches are. */
  isCut: boolean;
}

/** The results of a search. */
export interface Results extends Found {
  /** Whether nothing matches, and the results are only the nearest. */
  isNear: boolean;
  /** Every wording, in both languages, of the terms that were typed. */
  terms: string[];
}

type Context = { data: SearchData; index: SearchIndex; filters: Filters };

/** The most sections whose text is loaded to be looked through. */
const mostSections = 200;

/** The most terms that are read as pinyin, or looked for one by one. */
const mostTerms = 8;

/**
 * Find what has all that was typed, or else the nearest: the index names candidates, whose text is compared.
 */
export async function search(
  typed: string,
  data: SearchData,
  index: SearchIndex,
  filters: Filters = {},
): Promise<Results> {
  const pieces = splitPieces(typed, data);
  const terms = listTermWordings(pieces, data);
  if (pieces.length === 0) {
    return { results: [], instead: [], isCut: false, isNear: false, terms };
  }
  const context = { data, index, filters };
  const queries = [...toQueries(pieces, data), ...(await listPinyin(pieces, context))];
  const found = await evaluateBest(queries, context);
  const isFiltered = filters.locale || filters.chapter;
  if (found.results.length > 0 || (isFiltered && (await isFound(queries, context)))) {
    return { ...found, isNear: false, terms };
  }
  const near = await listNearest(pieces, queries, context);
  return { ...(await evaluate(near, context)), isNear: true, terms };
}

/** Prefer another wording of a term of several words to sections that have these words apart. */
async function evaluateBest(queries: readonly Query[], context: Context): Promise<Found> {
  const aliases = queries.filter(({ instead }) => instead?.by === 'alias');
  if (aliases.length > 0 && (queries[0]?.terms.length ?? 0) > 1) {
    const found = await evaluate(aliases, context);
    if (found.results.length > 0) return found;
  }
  return evaluate(queries, context);
}

async function isFound(queries: readonly Query[], context: Context): Promise<boolean> {
  const { results } = await evaluate(queries, { ...context, filters: {} });
  return results.length > 0;
}

async function evaluate(queries: readonly Query[], context: Context): Promise<Found> {
  const { index, filters } = context;
  const phrases = new Map<SearchRecord, Phrase[]>();
  const instead = new Map<string, NonNullable<Query['instead']>>();
  let isCut = false;
  for (const query of queries) {
    const names = await listCandidates(query, context);
    isCut ||= names.length > mostSections;
    const records = await Promise.all(names.slice(0, mostSections).map((name) => index.load(name)));
    for (const record of records) {
      if (!hasAll(record, query, filters)) continue;
      phrases.set(record, [...(phrases.get(record) ?? []), ...query.terms.flat()]);
      if (query.instead) instead.set(query.instead.wording, query.instead);
    }
  }
  const results = [...phrases].map(([record, all]) => markRecord(record, all, filters));
  return { results: results.sort(compareResults), instead: [...instead.values()], isCut };
}

async function listCandidates({ terms }: Query, { index, filters }: Context): Promise<string[]> {
  let counts: Map<string, number> | undefined;
  for (const term of terms) {
    const found = new Map<string, number>();
    const counted = term.map((phrase) => index.find(phrase, filters.chapter));
    for (const each of await Promise.all(counted)) {
      for (const [name, count] of each) {
        // Only what all terms before have too, with their matches.
        const before = counts ? counts.get(name) : 0;
        if (before !== undefined) found.set(name, (found.get(name) ?? before) + count);
      }
    }
    counts = found;
    if (counts.size === 0) break;
  }
  return [...(counts ?? [])].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

function hasAll(record: SearchRecord, { terms }: Query, filters: Filters): boolean {
  const texts = [record.title, ...record.segments];
  return terms.every((term) =>
    texts.some((text) => countMarks(findMarks(text, term, filters)) > 0),
  );
}

function markRecord(record: SearchRecord, phrases: readonly Phrase[], filters: Filters): Result {
  const titleMarks = findMarks(record.title, phrases, filters);
  const hits = record.segments
    .map((segment) => ({ segment, marks: findMarks(segment, phrases, filters) }))
    .filter(({ marks }) => countMarks(marks) > 0);
  const count = hits.reduce((sum, { marks }) => sum + countMarks(marks), countMarks(titleMarks));
  return { record, titleMarks, hits, count };
}

function findMarks(text: Bilingual, phrases: readonly Phrase[], { locale }: Filters): Marks {
  const tokens = tokensOf(text);
  return mapLocales((each) =>
    !locale || locale === each
      ? mergeRanges(phrases.flatMap((phrase) => findPhrase(tokens[each], phrase)))
      : [],
  );
}

const tokensOf = remember((text: Bilingual) => mapLocales((locale) => tokenize(text[locale])));

function compareResults(a: Result, b: Result): number {
  const inTitle = ({ titleMarks }: Result) => Number(countMarks(titleMarks) > 0);
  return inTitle(b) - inTitle(a) || b.count - a.count || a.record.order - b.record.order;
}

/** Count the matches of a text in all languages. */
export function countMarks(marks: Marks): number {
  return marks.zh.length + marks.en.length;
}

async function listPinyin(pieces: readonly Piece[], { data, index }: Context): Promise<Query[]> {
  const exists = async (phrase: Phrase) => (await index.find(phrase)).size > 0;
  const read = async (of: readonly Piece[]): Promise<Phrase[]> => {
    const letters = of.flatMap(({ phrase }) => phrase.map(({ form }) => form)).join('');
    const isReadable = /^[a-z]{3,60}$/.test(letters) && of.every(({ quoted }) => !quoted);
    return isReadable ? readPinyin(letters, data.pinyin, exists) : [];
  };
  const join = (term: QueryTerm) => term.map(formatPhrase).join('、');
  const whole = await read(pieces);
  if (whole.length > 0) {
    return [{ terms: [whole], instead: { by: 'pinyin', wording: join(whole) } }];
  }
  if (pieces.length < 2 || pieces.length > mostTerms) return [];
  const readings = await Promise.all(pieces.map((piece) => read([piece])));
  const wording = readings
    .filter((term) => term.length > 0)
    .map(join)
    .join(' ');
  const terms = pieces.map(({ phrase }, at) => (readings[at]?.length ? readings[at] : [phrase]));
  return wording ? [{ terms, instead: { by: 'pinyin', wording } }] : [];
}

/** List the nearest queries: single terms, the longest parts of Chinese ones, corrected words. */
async function listNearest(
  pieces: readonly Piece[],
  [typed]: readonly Query[],
  context: Context,
): Promise<Query[]> {
  const near: Query[] = [];
  for (const [at, { phrase }] of pieces.slice(0, mostTerms).entries()) {
    const alone: Query = { terms: typed?.terms.slice(at, at + 1) ?? [] };
    near.push(...((await isFound([alone], context)) ? [alone] : await listNear(phrase, context)));
  }
  return near;
}

async function listNear(phrase: Phrase, context: Context): Promise<Query[]> {
  const { data } = context;
  const [first, ...others] = phrase;
  if (first?.kind === 'word' && others.length === 0) {
    return findNearWords(first.form, data.words).map((form) =>
      standIn('correction', [{ kind: 'word', form }]),
    );
  }
  const plain = phrase.filter(({ kind }) => kind !== 'mark').slice(0, 30);
  for (let length = plain.length - 1; length > 1; length--) {
    const parts = listParts(plain, length);
    const queries = parts.map((part) => standIn('part', part));
    const { instead } = await evaluate(queries, { ...context, filters: {} });
    const wordings = new Set(instead.map(({ wording }) => wording));
    const found = parts.filter((part) => wordings.has(formatPhrase(part)));
    if (found.length > 0) return found.map((part) => standIn('part', preferTerm(part, data)));
  }
  return [];
}

function standIn(by: 'part' | 'correction', phrase: Phrase): Query {
  return { terms: [[phrase]], instead: { by, wording: formatPhrase(phrase) } };
}

/** Take a term for a long part of it: 科技创新 for 科技创. */
function preferTerm(part: Phrase, { terms }: SearchData): Phrase {
  const wording = formatPhrase(part);
  const term = part.length > 2 && terms.flat().find((each) => each.includes(wording));
  return term ? toPhrase(term) : part;
}
