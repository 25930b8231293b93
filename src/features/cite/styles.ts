import type { Bilingual } from '../../paper/locale.ts';
import { formatAuthorDate, formatNumeric } from './gbt.ts';
import type { CslItem } from './item.ts';
import { type Run, toAmericanDate, toShortDate } from './parts.ts';
import { formatApa, formatChicagoAuthorDate, formatChicagoNote, formatMla } from './western.ts';

export type { Run } from './parts.ts';

/** A style of citation: what it is called, and how it writes an item and the date of access. */
interface Style {
  id: string;
  name: Bilingual;
  format: (item: CslItem, accessed: string) => Run[];
  /** From an ISO date; as GB/T has it, if there is none. */
  toDate?: (date: string) => string;
}

const all = [
  {
    id: 'gbt-2025-numeric',
    name: { zh: 'GB/T 7714—2025 顺序编码制', en: 'GB/T 7714—2025, numeric' },
    format: formatNumeric(2025),
  },
  {
    id: 'gbt-2025-author-date',
    name: { zh: 'GB/T 7714—2025 著者-出版年制', en: 'GB/T 7714—2025, author-date' },
    format: formatAuthorDate(2025),
  },
  {
    id: 'gbt-2015-numeric',
    name: { zh: 'GB/T 7714—2015 顺序编码制', en: 'GB/T 7714—2015, numeric' },
    format: formatNumeric(2015),
  },
  {
    id: 'apa',
    name: { zh: 'APA 第 7 版', en: 'APA 7' },
    format: formatApa,
    toDate: toAmericanDate,
  },
  { id: 'mla', name: { zh: 'MLA 第 9 版', en: 'MLA 9' }, format: formatMla, toDate: toShortDate },
  {
    id: 'chicago-notes',
    name: { zh: 'Chicago 注释', en: 'Chicago, notes' },
    format: formatChicagoNote,
    toDate: toAmericanDate,
  },
  {
    id: 'chicago-author-date',
    name: { zh: 'Chicago 著者-出版年', en: 'Chicago, author-date' },
    format: formatChicagoAuthorDate,
    toDate: toAmericanDate,
  },
] as const satisfies Style[];

/** The name of a style. */
export type CiteStyle = (typeof all)[number]['id'];

/** The styles in the order in which they are listed. */
export const citeStyles: readonly (Style & { id: CiteStyle })[] = all;

/**
 * Format a citation.
 *
 * @param accessed the date on which the reader saw it, as `2026-11-23`; without it a placeholder
 *   stands, as no other date can take its place
 */
export function formatCitation(item: CslItem, style: CiteStyle, accessed?: string): Run[] {
  return findStyle(style).format(item, formatAccess(style, accessed));
}

/** Write a date of access as a style does, or what stands for it until the reader puts it in. */
export function formatAccess(style: CiteStyle, date?: string): string {
  const { toDate } = findStyle(style);
  if (!toDate) return date ?? '引用日期';
  return date ? toDate(date) : '[date of access]';
}

function findStyle(style: CiteStyle): Style {
  const found = citeStyles.find(({ id }) => id === style);
  if (!found) throw new Error(`There is no style ${style}`);
  return found;
}
