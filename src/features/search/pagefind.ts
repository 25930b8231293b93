import { type Asked, type Phrase, toWord } from '../../text/phrases.ts';
import type { SearchRecord } from './search-index.ts';

/*
 * Pagefind’s own client is 80 kB larger than this, and treats a failed request as “nothing found”. The build
 * turns the index into JSON, which hosts pack smaller and browsers read faster.
 *
 * Pagefind 1.5 writes gzip files. Unpacked, they have a signature of twelve bytes and one CBOR value:
 *
 * - `*.pf_meta`: `[version, [[section, …], …], [[beginning, end, chunk], …], …]`
 * - `*.pf_index`, a chunk: `[[[word, [[section, [place, …], …], …], …], …], …]`
 *
 * Words are in the order of their code points. `beginning` is the start of the first word of a chunk, as far
 * as it differs from the last word of the chunk before. Sections in a chunk are indices into `*.pf_meta`, and
 * places count the words of a section. Sections and places are delta-encoded, and a negative number is a
 * weight.
 */

/** The sections of an index in their order, and its chunks by their beginnings. */
export type IndexMap = { sections: string[]; chunks: [beginning: string, name: string][] };

/** An index of sections by their words. */
export interface SearchIndex {
  /**
   * Return how well sections fit a phrase, in one chapter or all: how often they have it, and more if they have
   * it at the beginning, in the title. Sections without it are left out; an index without places leaves out only
   * those that lack one of its words.
   */
  find(phrase: Phrase, chapter?: string): Promise<ReadonlyMap<string, number>>;
  load(name: string): Promise<SearchRecord>;
}

/** The places of a word by section index. */
type WordPlaces = ReadonlyMap<number, readonly number[]>;

/**
 * A chunk: for each word, `1 55 227,2 8`, the steps to each section with it and between its places there; `1,2`
 * without places.
 */
export type IndexChunk = Readonly<Record<string, string>>;

const nowhere: WordPlaces = new Map();

/** The number of words at the start of a section that are probably its title, and the weight of a match there. */
const [titleLength, titleWeight] = [12, 1000];

const signature = 'pagefind_dcd';

/** Return the index word for a chapter, a number or a marker of a section. */
export function toPlaceWord(kind: 'chapter' | 'section' | 'marker', name: string): string {
  return `in${kind}${name.replace(/[.-]/g, 'x')}`;
}

/** List the chunks of an index (`*.pf_meta`, unpacked); throw if another version of Pagefind wrote it. */
export function listChunks(bytes: Uint8Array): IndexMap['chunks'] {
  const [version, , chunks] = decode(bytes);
  if (!/^1\.5\./.test(String(version))) {
    throw new Error(`The index is written by Pagefind ${version}; 1.5 is what is read`);
  }
  return toList(chunks).map((chunk) => {
    const [beginning = '', , name = ''] = toList(chunk).map(String);
    return [beginning, name];
  });
}

/** Make an index from a map and a function that loads a chunk or a section by name. */
export function makeSearchIndex(
  map: IndexMap,
  loadChunk: (name: string) => Promise<IndexChunk>,
  loadRecord: (name: string) => Promise<SearchRecord>,
): SearchIndex {
  const findWord = async (word: string): Promise<WordPlaces> => {
    const isBefore = ([beginning]: [string, string]) => toSortable(beginning) <= toSortable(word);
    const [, name] = map.chunks.filter(isBefore).pop() ?? [];
    const chunk = name === undefined ? {} : await loadChunk(name);
    const found = new Map<number, number[]>();
    let section = 0;
    // A word may be “constructor”.
    const entries = Object.hasOwn(chunk, word) ? chunk[word] : undefined;
    for (const entry of entries?.split(',') ?? []) {
      const [step = 0, ...steps] = entry.split(' ').map(Number);
      section += step;
      found.set(section, addUp(steps));
    }
    return found;
  };
  const findAsked = async (asked: Asked): Promise<WordPlaces> => {
    const forms = [asked.form, ...(asked.also ?? '')];
    const all = await Promise.all(forms.map((form) => findWord(toWord({ ...asked, form }))));
    if (all.length === 1) return all[0] ?? nowhere;
    const joined = new Map<number, number[]>();
    for (const [section, places] of all.flatMap((each) => [...each])) {
      joined.set(section, [...(joined.get(section) ?? []), ...places]);
    }
    return joined;
  };
  return {
    async find(phrase, chapter) {
      const [within, first = nowhere, ...others] = await Promise.all([
        chapter ? findWord(toPlaceWord('chapter', chapter)) : undefined,
        ...phrase.filter((asked) => toWord(asked)).map(findAsked),
      ]);
      const needed = within ? [within, ...others] : others;
      const counts = new Map<string, number>();
      for (const [section, places] of first) {
        const name = map.sections[section];
        if (name === undefined || !needed.every((word) => word?.has(section))) continue;
        const next = others.map((word) => new Set(word?.get(section)));
        const found = places.filter((place) =>
          next.every((there, at) => there.has(place + at + 1)),
        );
        // Without places, having all the words is enough.
        if (places.length === 0) counts.set(name, 1);
        else if (found.length > 0) {
          counts.set(name, found.length + (Math.min(...found) < titleLength ? titleWeight : 0));
        }
      }
      return counts;
    },
    load: loadRecord,
  };
}

/** Read a chunk (`*.pf_index`, unpacked): the sections of each word and, if `keepPlaces`, its places there, without weights. */
export function readChunk(bytes: Uint8Array, keepPlaces: boolean): IndexChunk {
  const [words] = decode(bytes);
  return Object.fromEntries(
    toList(words).map((entry) => {
      const [word, list] = toList(entry);
      const found = toList(list).map(toList);
      const steps = found.map(([section, places]) =>
        [section, ...(keepPlaces ? toList(places) : [])].map(Number),
      );
      return [String(word), steps.map((each) => each.filter((step) => step >= 0).join(' ')).join()];
    }),
  );
}

function addUp(steps: readonly number[]): number[] {
  let sum = 0;
  return steps.map((step) => (sum += step));
}

/** Return a text whose order is that of its code points; UTF-16 puts those from U+10000 before U+E000. */
function toSortable(text: string): string {
  return [...text].map((sign) => sign.codePointAt(0)?.toString(16).padStart(6, '0')).join('');
}

function decode(bytes: Uint8Array): CborValue[] {
  return toList(decodeCbor(bytes.subarray(signature.length)));
}

function toList(value: CborValue | undefined): CborValue[] {
  if (!Array.isArray(value)) throw new Error('The index is not as Pagefind 1.5 writes it');
  return value;
}

type CborValue = number | string | CborValue[];

/** Read a value of CBOR (RFC 8949), as far as Pagefind's index uses it. */
export function decodeCbor(bytes: Uint8Array): CborValue {
  let at = 0;
  const read = (): CborValue => {
    const first = bytes[at++] ?? 0;
    const [kind, low] = [first >> 5, first & 31];
    if (![0, 1, 3, 4].includes(kind) || low > 26) {
      throw new Error(`The index has a value ${first} at byte ${at}, which is not read`);
    }
    // The bits after the kind are the number, or tell how many bytes have it.
    let value = low < 24 ? low : 0;
    for (const end = low < 24 ? at : at + 2 ** (low - 24); at < end; at++) {
      value = value * 256 + (bytes[at] ?? 0);
    }
    if (kind === 0) return value;
    if (kind === 1) return -1 - value;
    if (kind === 4) return Array.from({ length: value }, read);
    at += value;
    return new TextDecoder().decode(bytes.subarray(at - value, at));
  };
  return read();
}
