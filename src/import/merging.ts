import { toTextDigest } from '../features/downloads/units.ts';
import { type Locale, locales } from '../paper/locale.ts';
import { flatten, type Paper, type Segment } from '../paper/tree.ts';
import type { Unit } from './bitext.ts';
import { findLanguage, names, squeeze } from './document.ts';

/** A change of one cell in a file of the content folder. */
export interface Edit {
  file: string;
  /** Its first line, counted from 1. */
  line: number;
  before: string;
  after: string;
}

/** The edits to apply, and the texts left alone with the reasons. */
interface Merged {
  edits: Edit[];
  refused: string[];
}

/**
 * Find the edits that bring exported texts back into the content, by anchor.
 *
 * This is a three-way merge whose base is the digest in the file: a text edited only here stays, and one
 * edited in both places is refused.
 */
export function mergeUnits({ root, record }: Paper, units: readonly Unit[]): Merged {
  const places = new Map<string, Place>();
  for (const { number, title, paragraphs } of flatten(root)) {
    if (number) places.set(number, { segment: title, number, lead: '# ' });
    for (const { segments, prose } of paragraphs) {
      for (const segment of segments) {
        places.set(segment.anchor, { segment, number, ...(prose && { lead: '' }) });
      }
    }
  }
  const merged: Merged = { edits: [], refused: [] };
  for (const [id, same] of Map.groupBy(units, (one) => one.id)) {
    const entries = [...Map.groupBy(same, (one) => one.entry ?? one).values()];
    // A translation tool may have split an entry into segments, and left some of them empty.
    const join = (parts: readonly Unit[], locale: Locale, space: string) =>
      parts.every((one) => one[locale]) ? parts.map((one) => one[locale]).join(space) : '';
    const [zh = '', otherZh] = new Set(entries.map((parts) => join(parts, 'zh', '')));
    const [en = '', otherEn] = new Set(entries.map((parts) => join(parts, 'en', ' ')));
    if ((otherZh ?? otherEn) !== undefined) {
      merged.refused.push(`${id}: it occurs again with another text; keep one of them`);
      continue;
    }
    const unit = { ...same[0], id, zh, en };
    const place = places.get(id);
    const isTitle = id === 'title';
    if (place) for (const locale of locales) mergeText(unit, locale, place, merged);
    else if (!isTitle) merged.refused.push(`${id}: no line has this anchor`);
    else if (locales.some((locale) => unit[locale] !== record.title[locale])) {
      merged.refused.push('title: edit it in paper.yaml');
    }
  }
  return merged;
}

/** The place of a text and the prefix of its line (`# ` for titles; none for non-prose blocks). */
interface Place {
  segment: Record<Locale, Segment>;
  number: string;
  lead?: string;
}

function mergeText(
  unit: Omit<Unit, 'original'>,
  locale: Locale,
  place: Place,
  { edits, refused }: Merged,
): void {
  const { text, line } = place.segment[locale];
  const edited = squeeze(unit[locale]);
  const base = unit.digest?.split('-')[locales.indexOf(locale)];
  if (edited === squeeze(text) || (base && toTextDigest(edited) === base)) return;
  const file = `${locale}/${place.number}.md`;
  const isForeign = /\p{L}/u.test(text) && findLanguage(edited) !== findLanguage(text);
  const why =
    (base && toTextDigest(text) !== base && 'the text was edited both here and in the file') ||
    (edited === '' && 'the file has no text for this anchor') ||
    (isForeign && `the text in the file is not ${names[locale]}`) ||
    (place.lead === undefined && 'edit tables, lists and other blocks here');
  if (why) refused.push(`${unit.id} (${file}:${line}): ${why}`);
  else edits.push({ file, line, before: place.lead + text, after: place.lead + edited });
}

/** Read the lines of a cell, which continues after each line that ends in `\`. */
export function readCell(lines: readonly string[], line: number): string[] {
  const rest = lines.slice(line - 1);
  const last = rest.findIndex((one) => !/\\\r?$/.test(one));
  return rest.slice(0, last < 0 ? undefined : last + 1).map((one) => one.replace(/\\?\r?$/, ''));
}

/**
 * Apply edits to the text of a file, each replacing all lines of its cell.
 *
 * An edit is refused if the line has Markdown that the edited text lacks.
 */
export function applyEdits(
  source: string,
  edits: readonly Edit[],
  locale: Locale,
): { text: string; refused: Edit[] } {
  const lines = source.split('\n');
  const refused: Edit[] = [];
  for (const edit of edits.toSorted((a, b) => b.line - a.line)) {
    const cell = readCell(lines, edit.line);
    const end = lines[edit.line - 1]?.endsWith('\r') ? '\r' : '';
    const plain = cell.join(locale === 'en' ? ' ' : '');
    if (squeeze(plain) !== squeeze(edit.before)) refused.push(edit);
    else lines.splice(edit.line - 1, cell.length, edit.after + end);
  }
  return { text: lines.join('\n'), refused };
}
