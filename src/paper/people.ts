import type { Bilingual, Locale } from './locale.ts';
import { findProvenance, type PaperRecord } from './schema.ts';

/** Return a name as it is read: `San Zhang`, where the record has `Zhang, San`. */
export function readName(name: Bilingual, locale: Locale): string {
  const [family = '', given] = name[locale].split(/,\s*/);
  return given ? `${given} ${family}` : family;
}

/** Join names as they are read in a language. */
export function joinNames(names: readonly Bilingual[], locale: Locale): string {
  const read = names.map((name) => readName(name, locale));
  if (locale === 'zh') return read.join('、');
  const last = read.pop() ?? '';
  return read.length > 0 ? `${read.join(', ')} and ${last}` : last;
}

/** List who translated a section, or most of the paper (`default`), by name, as far as the record says. */
export function listTranslators(record: PaperRecord, number: string): readonly Bilingual[] {
  const { by } = findProvenance(record, number);
  return by === 'author' ? (record.authors ?? []) : by === 'project' ? [] : by;
}
