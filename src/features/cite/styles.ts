import { formatAuthorDate, formatNumeric } from './gbt.ts';
import type { CslItem } from './item.ts';
import { type Run, toAmericanDate, toShortDate } from './parts.ts';
import { formatApa, formatChicagoAuthorDate, formatChicagoNote, formatMla } from './western.ts';

export type { Run } from './parts.ts';

/** How a style of citation writes an item and the date of access. */
interface Style {
  id: string;
  format: (item: CslItem, accessed: string) => Run[];
  /** From an ISO date; as GB/T has it, if there is none. */
  toDate?: (date: string) => string;
}

const all = [
  { id: 'gbt-2025-numeric', format: formatNumeric(2025) },
  { id: 'gbt-2025-author-date', format: formatAuthorDate(2025) },
  { id: 'gbt-2015-numeric', format: formatNumeric(2015) },
  { id: 'apa', format: formatApa, toDate: toAmericanDate },
  { id: 'mla', format: formatMla, toDate: toShortDate },
  { id: 'chicago-notes', format: formatChicagoNote, toDate: toAmericanDate },
  { id: 'chicago-author-date', format: formatChicagoAuthorDate, toDate: toAmericanDate },
] as const satisfies Style[];

/** The name of a style. */
export type CiteStyle = (typeof all)[number]['id'];

/** The styles in the order in which they are listed. */
export const citeStyles: readonly (Style & { id: CiteStyle })[] = all;

/** Format a citation with the ISO date on which the reader saw what is cited, or a placeholder for it. */
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
