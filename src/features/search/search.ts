import { type Bilingual, type Locale, locales, mapLocales } from '../../paper/locale.ts';
import { findPhrase, mergeRanges, type Phrase, type Range, tokenize } from '../../text/tokens.ts';
import { findNearWords, listParts, readPinyin } from './near.ts';
import {
  type Chunk,
  formatPhrase,
  listTermWordings,
  parseQuery,
  type Query,
  type QueryTerm,
  splitChunks,
  toPhrase,
} from './query.ts';
import type { SearchData } from './search-data.ts';
import type { SearchRecord, SearchSegment } from './search-record.ts';

/** An index of sections by what stands in them. */
export interface SearchIndex {
  /**
   * Return, for each section that may have a phrase, how often it may; none that has it is left out.
   *
   * @param chapter the number of the chapter to look in, or all of them
   */
  find(phrase: Phrase, chapter?: string): Promise<ReadonlyMap<string, number>>;
  /** Return a section by the name that the index has for it. */
  load(id: string): Promise<SearchRecord>;
}

/** What a reader wants to see only. */
export interface Filters {
  /** The language that has to match. */
  locale?: Locale | undefined;
  /** The number of the chapter: `3` for 3 and all below it. */
  chapter?: string | undefined;
}

/** Where a text matches, in each language. */
export type Marks = Readonly<Record<Locale, readonly Range[]>>;

/** A section that matches, with the sentences that do. */
export interface Result {
  record: SearchRecord;
  titleMarks: Marks;
  hits: { segment: SearchSegment; marks: Marks }[];
  /** How often what was asked for stands in it, its title included. */
  count: number;
}

/** What a search found. */
export interface Results {
  /** The sections, best first: a match in the title, then the number of matches, then reading order. */
  results: Result[];
  /** Whether nothing matches, and the results are only the nearest. */
  isNear: boolean;
  /** The wordings, other than the typed one, that something was found by. */
  instead: NonNullable<Query['instead']>[];
  /** Every wording, in both languages, of the terms that were typed. */
  terms: string[];
  /** Whether more sections match than are looked through: those with most matches are. */
  isCut: boolean;
}

/** The most sections whose text is loaded to be looked through. */
const mostSections = 200;

/**
 * Find the sections and sentences that have all of what a reader typed, or else the nearest.
 *
 * The index names the sections that may match; what is returned does match, to the character.
 */
export async function search(
  typed: string,
  data: SearchData,
  index: SearchIndex,
  filters: Filters = {},
): Promise<Results> {
  const queries = parseQuery(typed, data);
  if (queries.length === 0)
    return { results: [], isNear: false, instead: [], terms: [], isCut: false };
  const chunks = splitChunks(typed, data);
  const terms = listTermWordings(chunks, data);
  queries.push(...(await listPinyin(chunks, data, index)));
  const found = await evaluateBest(queries, index, filters);
  if (found.results.length > 0) return { ...found, isNear: false, terms };
  if (filters.locale || filters.chapter) {
    const { results } = await evaluate(queries, index, {});
    if (results.length > 0) return { ...found, isNear: false, terms };
  }
  return { ...(await findNearest(chunks, queries, data, index, filters)), isNear: true, terms };
}

type Found = Pick<Results, 'results' | 'instead' | 'isCut'>;

/** Prefer another wording of a term of several words to sections that have these words apart. */
async function evaluateBest(
  queries: readonly Query[],
  index: SearchIndex,
  filters: Filters,
): Promise<Found> {
  const [typed] = queries;
  const aliases = queries.filter(({ instead }) => instead?.by === 'alias');
  if (typed && typed.terms.length > 1 && aliases.length > 0) {
    const found = await evaluate(aliases, index, filters);
    if (found.results.length > 0) return found;
  }
  return evaluate(queries, index, filters);
}

async function evaluate(
  queries: readonly Query[],
  index: SearchIndex,
  filters: Filters,
): Promise<Found> {
  const phrases = new Map<SearchRecord, Phrase[]>();
  const instead = new Map<string, NonNullable<Query['instead']>>();
  let isCut = false;
  for (const query of queries) {
    const ids = await listCandidates(query, index, filters.chapter);
    isCut ||= ids.length > mostSections;
    const records = await Promise.all(ids.slice(0, mostSections).map((id) => index.load(id)));
    for (const record of records) {
      if (!hasAll(record, query, filters)) continue;
      phrases.set(record, [...(phrases.get(record) ?? []), ...query.terms.flat()]);
      if (query.instead) instead.set(query.instead.wording, query.instead);
    }
  }
  const results = [...phrases].map(([record, all]) => markRecord(record, all, filters));
  return { results: results.sort(compareResults), instead: [...instead.values()], isCut };
}

/** List the sections that the index names for all terms of a query, those with most matches first. */
async function listCandidates(
  query: Query,
  index: SearchIndex,
  chapter: string | undefined,
): Promise<string[]> {
  let counts: ReadonlyMap<string, number> | undefined;
  for (const term of query.terms) {
    const found = await findTerm(term, index, chapter);
    counts = counts ? intersect(counts, found) : found;
    if (counts.size === 0) return [];
  }
  return [...(counts ?? [])].sort(([, a], [, b]) => b - a).map(([id]) => id);
}

async function findTerm(
  term: QueryTerm,
  index: SearchIndex,
  chapter: string | undefined,
): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const found of await Promise.all(term.map((phrase) => index.find(phrase, chapter)))) {
    for (const [id, count] of found) counts.set(id, (counts.get(id) ?? 0) + count);
  }
  return counts;
}

function intersect(a: ReadonlyMap<string, number>, b: ReadonlyMap<string, number>) {
  return new Map(
    [...a].flatMap(([id, count]) => {
      const other = b.get(id);
      return other === undefined ? [] : [[id, count + other] as const];
    }),
  );
}

function hasAll(record: SearchRecord, { terms }: Query, { locale }: Filters): boolean {
  const texts = [record.title, ...record.segments];
  return terms.every((term) =>
    texts.some((text) =>
      listLocales(locale).some((each) =>
        term.some((phrase) => findPhrase(readTokens(text, each), phrase).length > 0),
      ),
    ),
  );
}

function markRecord(record: SearchRecord, phrases: readonly Phrase[], filters: Filters): Result {
  const mark = (text: Bilingual): Marks =>
    mapLocales((locale) =>
      listLocales(filters.locale).includes(locale)
        ? mergeRanges(phrases.flatMap((phrase) => findPhrase(readTokens(text, locale), phrase)))
        : [],
    );
  const titleMarks = mark(record.title);
  const hits = record.segments
    .map((segment) => ({ segment, marks: mark(segment) }))
    .filter(({ marks }) => countMarks(marks) > 0);
  const count = [titleMarks, ...hits.map(({ marks }) => marks)].reduce(
    (sum, marks) => sum + countMarks(marks),
    0,
  );
  return { record, titleMarks, hits, count };
}

function compareResults(a: Result, b: Result): number {
  const inTitle = ({ titleMarks }: Result) => (countMarks(titleMarks) > 0 ? 1 : 0);
  return inTitle(b) - inTitle(a) || b.count - a.count || a.record.order - b.record.order;
}

function countMarks(marks: Marks): number {
  return marks.zh.length + marks.en.length;
}

function listLocales(locale: Locale | undefined): readonly Locale[] {
  return locale ? [locale] : locales;
}

const tokensOf = new WeakMap<Bilingual, Record<Locale, ReturnType<typeof tokenize>>>();

/** Split a text into tokens, once. */
function readTokens(text: Bilingual, locale: Locale) {
  const tokens = tokensOf.get(text) ?? mapLocales((each) => tokenize(text[each]));
  tokensOf.set(text, tokens);
  return tokens[locale];
}

/** List the queries in which Latin letters are read as pinyin, all together or a chunk at a time. */
async function listPinyin(
  chunks: readonly Chunk[],
  data: SearchData,
  index: SearchIndex,
): Promise<Query[]> {
  const exists = async (phrase: Phrase) => (await index.find(phrase)).size > 0;
  const read = async (of: readonly Chunk[]): Promise<Phrase[]> => {
    const letters = of.map(({ phrase }) => phrase.map(({ form }) => form).join('')).join('');
    const isReadable = /^[a-z]{3,60}$/.test(letters) && of.every(({ quoted }) => !quoted);
    return isReadable ? readPinyin(letters, data.pinyin, exists) : [];
  };
  const whole = await read(chunks);
  const [wording] = whole;
  if (wording) return [{ terms: [whole], instead: { by: 'pinyin', wording: join(whole) } }];
  if (chunks.length < 2) return [];
  if (chunks.length > 8) return [];
  const terms = await Promise.all(chunks.map((chunk) => read([chunk])));
  const readings = terms.filter((term) => term.length > 0);
  if (readings.length === 0) return [];
  return [
    {
      terms: terms.map((term, at) => (term.length > 0 ? term : [chunks[at]?.phrase ?? []])),
      instead: { by: 'pinyin', wording: readings.map(join).join(' ') },
    },
  ];
}

function join(term: QueryTerm): string {
  return term.map(formatPhrase).join('、');
}

/** Find what comes closest: single terms, the longest parts of Chinese ones, corrected words. */
async function findNearest(
  chunks: readonly Chunk[],
  [typed]: readonly Query[],
  data: SearchData,
  index: SearchIndex,
  filters: Filters,
): Promise<Found> {
  const near: Query[] = [];
  for (const [at, { phrase }] of chunks.slice(0, 8).entries()) {
    const alone: Query = { terms: typed?.terms.slice(at, at + 1) ?? [] };
    const { results } = await evaluate([alone], index, {});
    if (results.length > 0) near.push(alone);
    else near.push(...(await listNear(phrase, data, index)));
  }
  return near.length > 0
    ? evaluate(near, index, filters)
    : { results: [], instead: [], isCut: false };
}

async function listNear(phrase: Phrase, data: SearchData, index: SearchIndex): Promise<Query[]> {
  const [first, ...others] = phrase;
  if (first?.kind === 'word' && others.length === 0) {
    return findNearWords(first.form, data.words).map((form) => ({
      terms: [[[{ kind: 'word', form }]]],
      instead: { by: 'correction', wording: form },
    }));
  }
  const plain = phrase.filter(({ kind }) => kind !== 'mark').slice(0, 30);
  for (let length = plain.length - 1; length > 1; length--) {
    const parts = listParts(plain, length).map(
      (part): Query => ({ terms: [[part]], instead: { by: 'part', wording: formatPhrase(part) } }),
    );
    const { instead } = await evaluate(parts, index, {});
    const wordings = new Set(instead.map(({ wording }) => wording));
    const found = parts.filter((part) => wordings.has(part.instead?.wording ?? ''));
    if (found.length > 0) return found.map((part) => preferTerm(part, length, data));
  }
  return [];
}

/** Take a term for a long part of it: 科技创新 for 科技创. */
function preferTerm(part: Query, length: number, data: SearchData): Query {
  const wording = part.instead?.wording ?? '';
  const term = data.terms.flat().find((each) => length > 2 && each.includes(wording));
  return term
    ? { terms: [[toPhrase(term)]], instead: { by: 'part', wording: formatPhrase(toPhrase(term)) } }
    : part;
}
