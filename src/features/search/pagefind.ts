import { toWords } from '../../text/tokens.ts';
import { type CborValue, decodeCbor } from './cbor.ts';
import type { SearchIndex } from './search.ts';
import type { SearchData } from './search-data.ts';
import { type SearchRecord, toChapterWord } from './search-record.ts';

/** Which sections an index has, and which of its files has which words. */
export interface IndexMap {
  /** The names of the sections, in the index's order. */
  sections: string[];
  /**
   * The files of the index, in the order of their words by code points: what the first word of each begins
   * with, as far as it differs from the last word of the file before, and its name.
   */
  chunks: [beginning: string, name: string][];
}

/** What search loads first, in one file. */
export interface SearchFile extends SearchData {
  map: IndexMap;
  /** The sections by their names, of a paper that is short enough to be loaded whole. */
  records?: Record<string, SearchRecord>;
}

/** Where a word stands: its places in sections, by their order. */
type WordPlaces = ReadonlyMap<number, readonly number[]>;

const nowhere: WordPlaces = new Map();

/** What Pagefind puts before the content of a file, to know that it is unpacked. */
const signature = 'pagefind_dcd';

/**
 * Read which sections and files an index has (Pagefind 1.5, `*.pf_meta`, unpacked).
 *
 * @throws {Error} if it is of another version
 */
export function readIndexMap(bytes: Uint8Array): IndexMap {
  const [version, sections, chunks] = decode(bytes);
  if (!/^1\.5\./.test(String(version))) {
    throw new Error(`The index is written by Pagefind ${version}; 1.5 is what is read`);
  }
  return {
    sections: toList(sections).map((section) => String(toList(section)[0])),
    chunks: toList(chunks).map((chunk) => {
      const [beginning, , name] = toList(chunk).map(String);
      return [beginning ?? '', name ?? ''];
    }),
  };
}

/**
 * Search an index that Pagefind made.
 *
 * @param map what is in it
 * @param loadChunk loads a file of the index by its name, unpacked (`*.pf_index`)
 * @param loadRecord loads a section by its name
 */
export function makeSearchIndex(
  map: IndexMap,
  loadChunk: (name: string) => Promise<Uint8Array>,
  loadRecord: (name: string) => Promise<SearchRecord>,
): SearchIndex {
  const loadPlaces = onceEach(async (name: string) => readPlaces(await loadChunk(name)));
  const findWord = async (word: string): Promise<WordPlaces> => {
    const chunk = map.chunks.findLast(([beginning]) => compare(beginning, word) <= 0);
    return (chunk && (await loadPlaces(chunk[1])).get(word)) ?? nowhere;
  };
  return {
    async find(phrase, chapter) {
      const [within, ...words] = await Promise.all([
        chapter ? findWord(toChapterWord(chapter)) : undefined,
        ...toWords(phrase).map(findWord),
      ]);
      const [first = nowhere, ...others] = words;
      const counts = new Map<string, number>();
      for (const [section, places] of first) {
        if (within && !within.has(section)) continue;
        const next = others.map((word) => new Set(word.get(section)));
        const count = places.filter((place) =>
          next.every((there, at) => there.has(place + at + 1)),
        ).length;
        const name = map.sections[section];
        if (count > 0 && name !== undefined) counts.set(name, count);
      }
      return counts;
    },
    load: onceEach(loadRecord),
  };
}

/**
 * Read where each word stands: `[[word, [[section, places, …], …], …], …]`, in which each number of a
 * section or a place says how much more it is than the last, and a negative one is a weight.
 */
function readPlaces(bytes: Uint8Array): Map<string, WordPlaces> {
  const [words] = decode(bytes);
  return new Map(
    toList(words).map((entry) => {
      const [word, sections] = toList(entry);
      let section = 0;
      const places = toList(sections).map((each): [number, number[]] => {
        const [more, found] = toList(each);
        section += Number(more);
        return [section, addUp(toList(found).map(Number))];
      });
      return [String(word), new Map(places)];
    }),
  );
}

function addUp(steps: readonly number[]): number[] {
  let place = 0;
  return steps
    .filter((step) => step >= 0)
    .map((step) => {
      place += step;
      return place;
    });
}

function decode(bytes: Uint8Array): CborValue[] {
  return toList(decodeCbor(bytes.subarray(signature.length)));
}

function toList(value: CborValue | undefined): CborValue[] {
  if (!Array.isArray(value)) throw new Error('The index is not as Pagefind 1.5 writes it');
  return value;
}

/** Compare texts by their code points, as the index does; UTF-16 has those from U+10000 before U+E000. */
function compare(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  const at = left.findIndex((character, index) => character !== right[index]);
  if (at === -1) return left.length - right.length;
  return (left[at]?.codePointAt(0) ?? 0) - (right[at]?.codePointAt(0) ?? -1);
}

/** Make each promise once; what failed is made anew. */
function onceEach<Value>(make: (name: string) => Promise<Value>): (name: string) => Promise<Value> {
  const made = new Map<string, Promise<Value>>();
  return (name) => {
    const known = made.get(name) ?? make(name);
    made.set(name, known);
    known.catch(() => made.delete(name));
    return known;
  };
}
