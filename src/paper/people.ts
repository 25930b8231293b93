import type { Bilingual, Locale } from './locale.ts';
import { findProvenance, type PaperRecord } from './schema.ts';

/** Return a name in reading order: `San Zhang` for `Zhang, San`. */
export function readName(name: Bilingual, locale: Locale): string {
  const [family = '', given] = name[locale].split(/,\s*/);
  return given ? `${given} ${family}` : family;
}

/** Join names in reading order for a language. */
export function joinNames(names: readonly Bilingual[], locale: Locale): string {
  const read = names.map((name) => readName(name, locale));
  if (locale === 'zh') return read.join('、');
  const last = read.pop() ?? '';
  return read.length > 0 ? `${read.join(', ')} and ${last}` : last;
}

/** List the known names of the translators of a section, or of most of the paper (`default`); for `project`, the publisher if given. */
export function listTranslators(
  record: PaperRecord,
  number: string,
  publisher?: Bilingual,
): readonly Bilingual[] {
  const { by } = findProvenance(record, number);
  if (by === 'author') return record.authors ?? [];
  if (by === 'project') return publisher ? [publisher] : [];
  return by === 'unknown' ? [] : by;
}
