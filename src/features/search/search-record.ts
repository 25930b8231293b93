import { type Bilingual, mapLocales } from '../../paper/locale.ts';
import { addNumber, chapterOf } from '../../paper/number.ts';
import { findPath, flatten, type Section } from '../../paper/tree.ts';
import { tokenize, toWords } from '../../text/tokens.ts';

/** An aligned segment as search shows it: its anchor and its plain text. */
export interface SearchSegment extends Bilingual {
  anchor: string;
}

/** A section as search finds it. */
export interface SearchRecord {
  number: string;
  /** Its place in reading order, from 0. */
  order: number;
  title: Bilingual;
  /** What the sections around it are called, from the outermost. */
  path: Bilingual[];
  segments: SearchSegment[];
}

/** List what search finds: each section with its own text, in reading order. */
export function toSearchRecords(root: Section): SearchRecord[] {
  return root.children.flatMap(flatten).map(({ number, title, paragraphs }, order) => ({
    number,
    order,
    title: mapLocales((locale) => title[locale].text),
    path: findPath(root, number)
      .slice(1, -1)
      .map((section) =>
        mapLocales((locale) => addNumber(section.number, section.title[locale].text)),
      ),
    segments: paragraphs.flatMap(({ segments }) =>
      segments.map(({ anchor, zh, en }) => ({ anchor, zh: zh.text, en: en.text })),
    ),
  }));
}

/** Return the word by which the index knows the sections of a chapter; no text has it. */
export function toChapterWord(chapter: string): string {
  return `inchapter${chapter.replaceAll('-', '')}`;
}

/**
 * Return the text of a section, in both languages, as it is indexed: its tokens, but no marks, and the
 * word of its chapter. Pagefind's own filters are files whose bytes differ from build to build.
 *
 * Each Han character is a word of its own: engines disagree on where Chinese words end, so an index of
 * words would miss and invent matches.
 */
export function toIndexText({ number, title, segments }: SearchRecord): string {
  const words = [title, ...segments]
    .flatMap(({ zh, en }) => [zh, en])
    .flatMap((text) => toWords(tokenize(text)));
  return [...words, toChapterWord(chapterOf(number))].join(' ');
}
