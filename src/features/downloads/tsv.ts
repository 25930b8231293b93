import type { Unit } from './units.ts';

const columns = ['anchor', 'section', 'kind', 'zh', 'en', 'by', 'url'] as const;

/**
 * Write units as tab-separated values (IANA text/tab-separated-values): a line of names, then a line
 * each. A tab or a line break in a text, which the format cannot have, becomes a space.
 */
export function toTsv(units: readonly Unit[]): string {
  const rows = units.map((unit) => columns.map((name) => unit[name].replace(/[\t\r\n]+/g, ' ')));
  return [columns, ...rows].map((cells) => `${cells.join('\t')}\n`).join('');
}
