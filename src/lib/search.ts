import { flatten, type Section } from './tree.ts';
import { type Locale, mapLocales } from './view.ts';

/** An aligned segment as search shows it: its anchor and its plain text. */
export interface SearchSegment extends Record<Locale, string> {
  anchor: string;
}

/** A section as search finds it. */
export interface SearchRecord {
  number: string;
  title: Record<Locale, string>;
  segments: SearchSegment[];
}

/** List what search finds: each section with its own text, in reading order. */
export function toSearchRecords(root: Section): SearchRecord[] {
  return root.children.flatMap(flatten).map(({ number, title, paragraphs }) => ({
    number,
    title: mapLocales((locale) => title[locale].text),
    segments: paragraphs.flatMap(({ segments }) =>
      segments.map(({ anchor, zh, en }) => ({ anchor, zh: zh.text, en: en.text })),
    ),
  }));
}

/**
 * Return the text of a section, in both languages, as it is indexed.
 *
 * Each Han character stands as a word of its own: engines disagree on where Chinese words end, so an
 * index of words would miss and invent matches.
 */
export function toIndexText({ title, segments }: SearchRecord): string {
  return splitHan([title, ...segments].flatMap(({ zh, en }) => [zh, en]).join('\n'));
}

/**
 * Turn what a reader typed into a query for that index.
 *
 * Chinese becomes a phrase, in quotation marks, of its characters; English stays as it is, so that
 * the engine also finds its inflected forms.
 */
export function toQuery(typed: string): string {
  const text = normalize(typed);
  return /\p{Script=Han}/u.test(text)
    ? `"${splitHan(text.replaceAll('"', ' ')).replace(/\s+/g, ' ').trim()}"`
    : text;
}

/** Fold what makes no difference to a reader: white space, case, and the width of characters. */
export function normalize(typed: string): string {
  return typed.normalize('NFKC').toLowerCase().replace(/\s+/g, ' ').trim();
}

/** List the segments of a section in which the typed text stands, in either language. */
export function findSegments({ segments }: SearchRecord, typed: string): SearchSegment[] {
  const text = normalize(typed);
  return segments.filter(({ zh, en }) => normalize(`${zh}\n${en}`).includes(text));
}

function splitHan(text: string): string {
  return text.replace(/\p{Script=Han}/gu, ' $& ');
}
