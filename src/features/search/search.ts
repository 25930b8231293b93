import { type Bilingual, type Locale, locales, mapLocales } from '../../paper/locale.ts';
import { remember } from '../../paper/memoize.ts';
import {
  findPhrase,
  fold,
  mergeRanges,
  type Phrase,
  type Range,
  tokenize,
  toPhrase,
} from '../../text/phrases.ts';
import type { SearchIndex } from './pagefind.ts';
import { listPlaces } from './places.ts';
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
  toLetters,
  toQueries,
} from './query.ts';
import type { SearchData, SearchRecord, SearchSegment } from './search-index.ts';

/** Limits of a search: the language of the match and the number of a chapter. */
export type Filters = { locale?: Locale | undefined; chapter?: string | undefined };

/** Matches in a text, in each language. */
export type Marks = Readonly<Record<Locale, readonly Range[]>>;

/** A matching section with its matching sentences; sentences with only inexact matches form a result of their own. */
export interface Result {
  record: SearchRecord;
  titleMarks: Marks;
  hits: { segment: SearchSegment; marks: Marks }[];
  count: number;
  isExact: boolean;
}

interface Found {
  /** The sections, best first: exact matches, a match in the title, number of matches, reading order. */
  results: Result[];
  /** The wordings, other than the typed one, that matched. */
  instead: NonNullable<Query['instead']>[];
  /** Whether more sections match than are searched; the search takes those that fit best by the index. */
  isCut: boolean;
}

/** The results of a search. */
export interface Results extends Found {
  /** Whether nothing matches, and these are the nearest results. */
  isNear: boolean;
  /** Whether no text has the typed punctuation, and these are the results without it. */
  isUnmarked: boolean;
  /** The other forms of the typed words that were found. */
  forms: string[];
  /** Every wording, in both languages, of the terms in the query. */
  terms: string[];
}

interface Context {
  data: SearchData;
  index: SearchIndex;
  filters: Filters;
  /** The typed phrases. */
  exact: readonly Phrase[];
  /** Whether the typed punctuation must match. */
  isStrict: boolean;
  /** The maximum number of sections whose text is loaded. */
  limit: number;
}

/** Limits of the sections whose text is loaded: for the first results, for a query of one character or two letters, and for others. */
export const limits = { first: 8, start: 20, all: 200 };

/** The maximum number of terms that are read as pinyin, or tried one by one. */
const mostTerms = 8;

/**
 * Find the place that a query names and the sections that match all of it, or else the nearest: the index
 * gives candidates, and their text is compared.
 */
export async function search(
  typed: string,
  data: SearchData,
  index: SearchIndex,
  filters: Filters = {},
  limit: number = limits.all,
): Promise<Results> {
  const pieces = splitPieces(typed, data);
  const exact = pieces.map(({ phrase }) => phrase.map(({ kind, form }) => ({ kind, form })));
  const context = { data, index, filters, exact, isStrict: true, limit };
  const terms = listTermWordings(pieces, data);
  const places = await listPlaces(typed.trim(), data, index, filters.chapter);
  const found = { ...nothing, ...(pieces.length > 0 && (await searchPieces(pieces, context))) };
  if (places.length === 0) return { ...found, terms };
  const others = found.isNear ? [] : found.results;
  const rest = others.filter(({ record }) => places.every((place) => place.record !== record));
  return { ...found, results: [...places, ...rest], isNear: false, terms };
}

const nothing = {
  ...{ results: [], instead: [], forms: [], terms: [] },
  ...{ isCut: false, isNear: false, isUnmarked: false },
};

/** Search with the typed punctuation, then without it, then for the nearest words. */
async function searchPieces(typed: readonly Piece[], context: Context) {
  const { data, filters, exact } = context;
  const taken = typed.map((piece, at) => takeTyped(piece, exact[at] ?? [], context));
  const pieces = await Promise.all(taken);
  const queries = [...toQueries(pieces, data), ...(await listPinyin(pieces, context))];
  const loose = { ...context, isStrict: false };
  const hasMarks = pieces.some(({ phrase }) => phrase.some(({ kind }) => kind === 'mark'));
  const isFiltered = Boolean(filters.locale || filters.chapter);
  for (const each of hasMarks ? [context, loose] : [context]) {
    const found = await evaluateBest(queries, each);
    // If only the filters exclude the results, no nearest words are needed.
    const isAnswer = found.results.length > 0 || (isFiltered && (await isFound(queries, each)));
    if (isAnswer) return { ...found, isUnmarked: !each.isStrict, forms: listForms(found, queries) };
  }
  const near = await listNearest(pieces, queries, loose);
  return { ...(await evaluate(near, loose)), isNear: true };
}

/** Prefer the characters as typed to their other simplified forms, if the text has them so. */
async function takeTyped(piece: Piece, phrase: Phrase, context: Context): Promise<Piece> {
  const isOpen = context.data.isSimplified && piece.phrase.some(({ also }) => also);
  const isMeant = isOpen && (await isFound([{ terms: [[phrase]] }], context));
  return isMeant ? { ...piece, phrase } : piece;
}

/** List the matched forms that differ from the typed words. */
function listForms({ results }: Found, [typed]: readonly Query[]): string[] {
  const forms = (typed?.terms ?? []).flatMap(([, ...others]) => others.map(formatPhrase));
  const marked = new Set(results.flatMap((result) => listMarked(result).map(fold)));
  return forms.filter((form) => marked.has(form));
}

/** List the matched words of a section as the text has them. */
export function listMarked({ record, titleMarks, hits }: Result): string[] {
  return [{ segment: record.title, marks: titleMarks }, ...hits].flatMap(({ segment, marks }) =>
    locales.flatMap((locale) =>
      marks[locale].map(({ start, end }) => segment[locale].slice(start, end)),
    ),
  );
}

/** Prefer other wordings of a typed term to sections that have its words apart. */
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
  const { data, index, filters, limit } = context;
  const phrases = new Map<SearchRecord, Phrase[]>();
  const instead = new Map<string, NonNullable<Query['instead']>>();
  // The index does not say in which language a section has a word, so a filter by language needs more texts.
  const most = limits[!filters.locale && isStart(queries) ? 'start' : 'all'];
  const taken = data.records ? Number.POSITIVE_INFINITY : Math.min(most, limit);
  let isCut = false;
  for (const query of queries) {
    const names = await listCandidates(query, context);
    isCut ||= names.length > taken;
    const records = await Promise.all(names.slice(0, taken).map((name) => index.load(name)));
    for (const record of records) {
      if (!hasAll(record, query, context)) continue;
      phrases.set(record, [...(phrases.get(record) ?? []), ...query.terms.flat()]);
      if (query.instead) instead.set(query.instead.wording, query.instead);
    }
  }
  const results = [...phrases].flatMap(([record, all]) => markRecord(record, all, context));
  return { results: results.sort(compareResults), instead: [...instead.values()], isCut };
}

/** Tell whether queries have together one Chinese character or at most two letters, so that a reader probably types on. */
function isStart(queries: readonly Query[]): boolean {
  const [first, ...others] = queries.flatMap(({ terms }) => terms.flat(2));
  return others.length === 0 && (first?.form.length ?? 0) <= 2;
}

async function listCandidates({ terms }: Query, { index, filters }: Context): Promise<string[]> {
  let counts: Map<string, number> | undefined;
  for (const term of terms) {
    const found = new Map<string, number>();
    const counted = term.map((phrase) => index.find(phrase, filters.chapter));
    for (const each of await Promise.all(counted)) {
      for (const [name, count] of each) {
        // Keep only sections that have all previous terms too, and add the counts.
        const before = counts ? counts.get(name) : 0;
        if (before !== undefined) found.set(name, (found.get(name) ?? before) + count);
      }
    }
    counts = found;
    if (counts.size === 0) break;
  }
  return [...(counts ?? [])].sort(([, a], [, b]) => b - a).map(([name]) => name);
}

function hasAll(record: SearchRecord, { terms }: Query, context: Context): boolean {
  const texts = [record.title, ...record.segments];
  return terms.every((term) =>
    texts.some((text) => countMarks(findMarks(text, term, context)) > 0),
  );
}

/** Mark a section, and return inexact matches as a second result, to rank below all exact ones. */
function markRecord(record: SearchRecord, phrases: readonly Phrase[], context: Context): Result[] {
  const { exact } = context;
  const titleMarks = findMarks(record.title, phrases, context);
  const hits = record.segments
    .map((segment) => ({ segment, marks: findMarks(segment, phrases, context) }))
    .filter(({ marks }) => countMarks(marks) > 0);
  const isExact = hasAll(record, { terms: exact.map((phrase) => [phrase]) }, context);
  const isFirst = ({ segment }: Result['hits'][number]) =>
    countMarks(findMarks(segment, exact, context)) > 0;
  const first = hits.filter(isFirst);
  const others = hits.filter((hit) => !isFirst(hit));
  const toResult = (part: Result['hits'], title: Marks, isExact: boolean): Result => {
    const count = part.reduce((sum, { marks }) => sum + countMarks(marks), countMarks(title));
    return { record, titleMarks: title, hits: part, count, isExact };
  };
  return isExact && others.length > 0
    ? [toResult(first, titleMarks, true), toResult(others, { zh: [], en: [] }, false)]
    : [toResult([...first, ...others], titleMarks, isExact)];
}

function findMarks(
  text: Bilingual,
  phrases: readonly Phrase[],
  { filters: { locale }, isStrict }: Context,
): Marks {
  const tokens = tokensOf(text);
  return mapLocales((each) =>
    !locale || locale === each
      ? mergeRanges(phrases.flatMap((phrase) => findPhrase(tokens[each], phrase, isStrict)))
      : [],
  );
}

const tokensOf = remember((text: Bilingual) => mapLocales((locale) => tokenize(text[locale])));

function compareResults(a: Result, b: Result): number {
  const rank = ({ isExact, titleMarks }: Result) =>
    Number(isExact) * 2 + Number(countMarks(titleMarks) > 0);
  return rank(b) - rank(a) || b.count - a.count || a.record.order - b.record.order;
}

/** Count the matches of a text in all languages. */
export function countMarks(marks: Marks): number {
  return marks.zh.length + marks.en.length;
}

/** Return the Han characters of a section, with a space for a word between them. */
const hanOf = remember(({ title, segments }: SearchRecord): string =>
  [title, ...segments]
    .flatMap((text) => locales.flatMap((locale) => tokensOf(text)[locale]))
    .map(({ kind, form }) => ({ han: form, word: ' ', mark: '' })[kind])
    .join(''),
);

async function listPinyin(pieces: readonly Piece[], { data, index }: Context): Promise<Query[]> {
  const exists = async (phrase: Phrase) => {
    const names = [...(await index.find(phrase)).keys()];
    // The index of a short paper does not say whether the characters are adjacent.
    if (!data.records) return names.length > 0;
    const records = await Promise.all(names.map((name) => index.load(name)));
    const run = new RegExp(phrase.map(({ form, also = '' }) => `[${form}${also}]`).join(''), 'u');
    return records.some((record) => run.test(hanOf(record)));
  };
  const read = async (of: readonly Piece[]): Promise<Phrase[]> => {
    const { letters, isSure } = toLetters(of.map(({ text }) => text).join(' '));
    const isReadable = letters && of.every(({ quoted }) => !quoted);
    return isReadable ? readPinyin(letters, data, exists, isSure ? 1 : 2) : [];
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

/** List the nearest queries: single terms, the longest parts of Chinese terms, corrected words. */
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
    // Search for a corrected word as if it had been typed.
    return findNearWords(first.form, data.words).flatMap((form) =>
      toQueries(splitPieces(form, data), data).map(({ terms }) => ({
        terms,
        instead: { by: 'correction', wording: form },
      })),
    );
  }
  const plain = phrase.filter(({ kind }) => kind !== 'mark').slice(0, 30);
  for (let length = plain.length - 1; length > 1; length--) {
    const parts = listParts(plain, length);
    const queries = parts.map(toPartQuery);
    const { instead } = await evaluate(queries, { ...context, filters: {} });
    const wordings = new Set(instead.map(({ wording }) => wording));
    const found = parts.filter((part) => wordings.has(formatPhrase(part)));
    if (found.length > 0) return found.map((part) => toPartQuery(preferTerm(part, data)));
  }
  return [];
}

function toPartQuery(phrase: Phrase): Query {
  return { terms: [[phrase]], instead: { by: 'part', wording: formatPhrase(phrase) } };
}

/** Expand a long part of a term to the term: 科技创新 for 科技创. */
function preferTerm(part: Phrase, { terms }: SearchData): Phrase {
  const wording = formatPhrase(part);
  const term = part.length > 2 && terms.flat().find((each) => each.includes(wording));
  return term ? toPhrase(term) : part;
}
