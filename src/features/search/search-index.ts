import { gunzipSync } from 'node:zlib';
import { close, createIndex, type IndexFile } from 'pagefind';
import { pinyin } from 'pinyin-pro';
import { type Bilingual, mapLocales } from '../../paper/locale.ts';
import { remember } from '../../paper/memoize.ts';
import { chapterOf } from '../../paper/number.ts';
import type { Term } from '../../paper/schema.ts';
import type { Paper } from '../../paper/tree.ts';
import {
  findPath,
  flatten,
  listSegments,
  type Section,
  toNumberedTitle,
} from '../../paper/tree.ts';
import { toDigest } from '../../site/files.ts';
import { findMarkers, fold, tokenize, toWords } from '../../text/phrases.ts';
import { isSimplified, listVariants } from '../../text/variants.ts';
import { type IndexMap, listChunks, readChunk, toPlaceWord } from './pagefind.ts';

/** An aligned segment for search: its anchor and its plain text. */
export interface SearchSegment extends Bilingual {
  anchor: string;
}

/** A section for search. */
export interface SearchRecord {
  number: string;
  order: number;
  title: Bilingual;
  /** Titles of the sections above it, from the outermost. */
  path: Bilingual[];
  segments: SearchSegment[];
}

/** The characters, words and terms of the paper, which search needs besides the index. */
export interface SearchData {
  /** The title of the paper. */
  title: Bilingual;
  terms: string[][];
  /** Characters, each followed by the characters of the paper that it may mean: ` 質质 乾干乾 `. */
  variants: string;
  /** Whether the whole paper is simplified, so that a simplified query is meant literally. */
  isSimplified: boolean;
  /** The paper's characters by toneless reading: `{ xin: '新心' }`. */
  pinyin: Record<string, string>;
  words: string[];
  /** The sections of a short paper, by their names in the index; of a longer one, each is a file. */
  records?: Record<string, SearchRecord>;
}

/** The first file that search loads. */
export interface SearchFile extends SearchData {
  map: IndexMap;
}

/** The most characters, in both languages, of a paper that search loads at once. */
const mostText = 80_000;

/** Tell whether search loads the whole paper at once, which saves requests, and places of words in the index. */
export const isShort = remember((root: Section) => {
  const texts = listSegments(root).map(({ zh, en }) => zh.text.length + en.text.length);
  return texts.reduce((sum, length) => sum + length, 0) <= mostText;
});

/** A language that Pagefind has no rules for, so that words are indexed as they are. */
const language = 'zxx';

/** List all sections with their own text, in reading order. */
export function toSearchRecords(root: Section): SearchRecord[] {
  return root.children.flatMap(flatten).map(({ number, title, paragraphs }, order) => ({
    number,
    order,
    title: mapLocales((locale) => title[locale].text),
    path: findPath(root, number).slice(1, -1).map(toNumberedTitle),
    segments: paragraphs.flatMap(({ segments }) =>
      segments.map(({ anchor, zh, en }) => ({ anchor, zh: zh.text, en: en.text })),
    ),
  }));
}

// The bundle that renders pages has its own module instances.
const shared = globalThis as typeof globalThis & { duiduIndex?: Promise<IndexFile[]> };

/** Make the index once for a build, which starts it before Astro needs it; in development, anew each time. */
export function takeIndex(paper: Paper, version: string): Promise<IndexFile[]> {
  if (version === 'dev') return makeIndex(paper, version);
  shared.duiduIndex ??= makeIndex(paper, version);
  return shared.duiduIndex;
}

/** Make the files of the index for both languages; the first has the data that search loads first. */
export async function makeIndex(
  { record, root, terms }: Paper,
  version: string,
): Promise<IndexFile[]> {
  const records = toSearchRecords(root);
  // Names contain the version of the site, or a digest of the text, so that files of two versions never mix.
  const named = records.map((record) => ({
    name: isShort(root) ? record.number : toDigest(JSON.stringify(record)),
    record,
  }));
  const files = await runPagefind(named);
  const unpack = (end: string) =>
    gunzipSync(files.find(({ path }) => path.endsWith(end))?.content ?? '');
  const chunks = listChunks(unpack('.pf_meta'));
  const data: SearchFile = {
    ...makeSearchData(records, terms, record.title),
    map: {
      sections: named.map(({ name }) => name),
      chunks: chunks.map(([beginning], at) => [beginning, String(at)]),
    },
    ...(isShort(root) && {
      records: Object.fromEntries(named.map(({ name, record }) => [name, record])),
    }),
  };
  return [
    toFile(`data.${version}`, data),
    ...chunks.map(([, name], at) =>
      toFile(`index/${at}.${version}`, readChunk(unpack(`/${name}.pf_index`), !isShort(root))),
    ),
    // The text to show; Pagefind’s own files have the indexed text.
    ...(isShort(root) ? [] : named).map(({ name, record }) => toFile(`text/${name}`, record)),
  ];
}

function toFile(name: string, value: object): IndexFile {
  return { path: `${name}.json`, content: Buffer.from(JSON.stringify(value)) };
}

/** Let Pagefind index the sections, and drop the other fields of its records. */
async function runPagefind(
  named: readonly { name: string; record: SearchRecord }[],
): Promise<IndexFile[]> {
  const { index, errors } = await createIndex({ forceLanguage: language });
  if (!index) throw new Error(`The search index cannot be made: ${errors.join('; ')}`);
  // Pagefind numbers sections in the order of these calls, and the map relies on it.
  const adding = named.map(async ({ name, record }) => {
    const content = toIndexText(record);
    const added = await index.addCustomRecord({ url: name, language, content });
    if (added.errors.length > 0) {
      throw new Error(`Section ${record.number}: ${added.errors.join('; ')}`);
    }
  });
  await Promise.all(adding);
  const { files } = await index.getFiles();
  await close();
  return files;
}

/**
 * Return a section’s index words in both languages, without punctuation, followed by words for its chapter,
 * number and markers: Pagefind’s own filter files differ from build to build. Each Han character is a word,
 * as tools disagree on where Chinese words end, and an index of words would miss and invent matches.
 */
export function toIndexText({ number, title, segments }: SearchRecord): string {
  const texts = [title, ...segments].flatMap(({ zh, en }) => [zh, en]);
  const markers = texts.flatMap(findMarkers).flatMap(({ numbers }) => numbers);
  return [
    ...texts.flatMap((text) => toWords(tokenize(text))),
    toPlaceWord('chapter', chapterOf(number)),
    toPlaceWord('section', number),
    ...new Set(markers.map((name) => toPlaceWord('marker', name))),
  ].join(' ');
}

/** Collect the characters, words and terms of a paper. */
export function makeSearchData(
  records: readonly SearchRecord[],
  terms: readonly Term[],
  title: Bilingual,
): SearchData {
  const tokens = records
    .flatMap(({ title, segments }) => [title, ...segments])
    .flatMap(({ zh, en }) => [...tokenize(zh), ...tokenize(en)]);
  const listForms = (kind: string) =>
    [...new Set(tokens.filter((token) => token.kind === kind).map(({ form }) => form))].sort();
  const characters = listForms('han');
  return {
    title,
    terms: terms.map(({ zh, en, aliases = [] }) => [zh, en, ...aliases]),
    variants: listVariants(new Set(characters)),
    isSimplified: isSimplified(new Set(characters)),
    pinyin: groupByReading(characters),
    words: listForms('word'),
  };
}

function groupByReading(characters: readonly string[]): Record<string, string> {
  const groups: Record<string, string> = {};
  const options = { toneType: 'none', multiple: true, type: 'array', v: true } as const;
  for (const character of characters) {
    for (const reading of new Set(pinyin(character, options).map(fold))) {
      if (/^[a-z]+$/.test(reading)) groups[reading] = (groups[reading] ?? '') + character;
    }
  }
  return groups;
}
