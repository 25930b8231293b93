import type { Root } from 'hast';
import { toString as toText } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import { type Bilingual, type Locale, langs, locales, mapLocales } from './locale.ts';
import type { AlignedSegment, Segment } from './tree.ts';
import { flatten, type Section } from './tree.ts';

/** The link to the note on markers. */
export const markerLink = 'about.md#markers';

/** A marker such as [1], its place, and the text around it. */
interface Marker {
  /** The marker as written: `[1]`. */
  label: string;
  section: Section;
  segment: AlignedSegment;
  /** The text around it in each language; in a language that lacks the marker, the start of the sentence. */
  excerpt: Bilingual;
}

/** The number of units quoted before and after a marker; Chinese words are short. */
const before = { zh: 14, en: 12 };
const after = { zh: 5, en: 4 };

/** List the markers of a section and its subsections, in reading order. */
export function listMarkers(root: Section): Marker[] {
  return flatten(root).flatMap((section) =>
    section.paragraphs.flatMap(({ segments }) =>
      segments.flatMap((segment) => listInSegment(section, segment)),
    ),
  );
}

function listInSegment(section: Section, segment: AlignedSegment): Marker[] {
  const labels = mapLocales(
    (locale) => new Map(findLabels(segment[locale]).map((label) => [toMarkerKey(label), label])),
  );
  const keys = new Set(locales.flatMap((locale) => [...labels[locale].keys()]));
  return [...keys].map((key) => ({
    label: labels.zh.get(key) ?? labels.en.get(key) ?? key,
    section,
    segment,
    excerpt: mapLocales((locale) =>
      quoteAround(segment[locale].text, labels[locale].get(key) ?? key, locale),
    ),
  }));
}

/** Normalize a marker across languages: `[5-6,9]` for [5–6, 9] and [5-6，9]. */
export function toMarkerKey(label: string): string {
  return label
    .replace(/\s/g, '')
    .replace(/[–—~～]/g, '-')
    .replace(/[，、]/g, ',');
}

/** Find the markers of a sentence: links to the note on markers, as opposed to a [1] in a formula. */
function findLabels({ nodes }: Segment): string[] {
  const labels: string[] = [];
  visit({ type: 'root', children: nodes } satisfies Root, 'element', (element) => {
    if (element.properties['href'] === markerLink) labels.push(toText(element));
  });
  return labels;
}

/** Quote the text around a marker, or the start of a sentence without it. */
function quoteAround(text: string, label: string, locale: Locale): string {
  const at = Math.max(0, text.indexOf(label));
  const starts = listWordStarts(text, locale);
  const first = starts.filter((start) => start < at).at(-before[locale]) ?? 0;
  const rest = starts.filter((start) => start > at + label.length);
  const last = rest[after[locale]] ?? text.length;
  const cut = { zh: '……', en: '…' }[locale];
  const start = first > (starts[0] ?? 0) ? cut : '';
  const end = last < text.length ? cut : '';
  return start + text.slice(start ? first : 0, last).trim() + end;
}

function listWordStarts(text: string, locale: Locale): number[] {
  const words = new Intl.Segmenter(langs[locale], { granularity: 'word' }).segment(text);
  return [...words].filter(({ isWordLike }) => isWordLike).map(({ index }) => index);
}
