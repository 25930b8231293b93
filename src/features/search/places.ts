import { locales, mapLocales } from '../../paper/locale.ts';
import { isIn, type Place, readPlace } from '../../paper/nearest.ts';
import { findMarkers, findPhrase, tokenize, toPhrase, toWord } from '../../text/phrases.ts';
import { type SearchIndex, toPlaceWord } from './pagefind.ts';
import type { Result } from './search.ts';
import type { SearchData, SearchRecord } from './search-index.ts';

const unmarked = { zh: [], en: [] };

/**
 * List the results for a typed place: section 3.1 or 第3.1节, sentence 3.1-p2s4 or 3.1 p2 s4, marker [1];
 * or for the full title of the paper.
 */
export async function listPlaces(
  typed: string,
  data: SearchData,
  index: SearchIndex,
  chapter?: string,
): Promise<Result[]> {
  if (!chapter && isTitle(typed, data)) {
    const paper = { number: '', order: 0, title: data.title, path: [], segments: [] };
    return [toResult(paper, undefined, [])];
  }
  const place = readPlace(typed);
  const number = place?.number;
  const [marker] = findMarkers(typed);
  const names = marker && marker.end - marker.start === typed.length ? marker.numbers : [];
  const [kind, name] = number ? (['section', number] as const) : (['marker', names[0]] as const);
  if (!name) return [];
  const found = await index.find([{ kind: 'word', form: toPlaceWord(kind, name) }], chapter);
  const records = await Promise.all([...found.keys()].map((key) => index.load(key)));
  return records
    .filter((record) => !number || record.number === number)
    .map((record) => toResult(record, place, names))
    .filter(({ hits }) => hits.length > 0 || !(place?.paragraph || names.length > 0))
    .sort((a, b) => a.record.order - b.record.order);
}

function isTitle(typed: string, { title, variants }: SearchData): boolean {
  const phrase = toPhrase(typed, variants).filter(toWord);
  return locales.some((locale) => {
    const tokens = tokenize(title[locale]).filter(toWord);
    return tokens.length === phrase.length && findPhrase(tokens, phrase).length > 0;
  });
}

function toResult(
  record: SearchRecord,
  place: Place | undefined,
  names: readonly string[],
): Result {
  const listMarks = (text: string) =>
    findMarkers(text).filter(({ numbers }) => names.every((each) => numbers.includes(each)));
  const hits = record.segments
    .map((segment) => {
      const marks = place ? unmarked : mapLocales((locale) => listMarks(segment[locale]));
      return { segment, marks };
    })
    .filter(({ segment, marks }) =>
      place ? isIn(segment.anchor, place) : marks.zh.length + marks.en.length > 0,
    );
  // A section is found by its heading, unless a sentence was asked for.
  const titleMarks = mapLocales((locale) =>
    hits.length > 0 ? [] : [{ start: 0, end: record.title[locale].length }],
  );
  return { record, titleMarks, hits, count: hits.length, isExact: true };
}
