import type { CslItem, CslName } from './csl-item.ts';

/** A part of a citation in roman or italic type. */
export type Run = { text: string; italic?: boolean };

/** Join runs, strings and absent values, merging neighbors in the same type. */
export function joinRuns(...parts: readonly (Run | string | undefined | false)[]): Run[] {
  const runs: Run[] = [];
  for (const part of parts) {
    const run = typeof part === 'string' ? { text: part } : part;
    if (!run || run.text === '') continue;
    const last = runs.at(-1);
    if (last && Boolean(last.italic) === Boolean(run.italic)) last.text += run.text;
    else runs.push({ ...run });
  }
  return runs;
}

/** Set a title in italics unless it is in Chinese characters. */
export function italicize(text: string): Run {
  return /\p{Script=Han}/u.test(text) ? { text } : { text, italic: true };
}

/** End a text with a full stop, unless it ends a sentence already. */
export function endSentence(text: string): string {
  return /[.?!。？！]$/.test(text) ? text : `${text}.`;
}

/** Tell whether an item's text is Chinese. */
export function isChinese({ language }: CslItem): boolean {
  return language.startsWith('zh');
}

/** Return the journal that published an item. */
export function journalOf(item: CslItem): string | undefined {
  return item.type === 'webpage' ? undefined : item['container-title'];
}

/** Return the year in which an item was published. */
export function yearOf({ issued }: CslItem): string | undefined {
  return issued && String(issued['date-parts'][0][0]);
}

/** Add an ISO date of access to an item, if given. */
export function addAccess(item: CslItem, date: string | undefined): CslItem {
  return date ? { ...item, accessed: { 'date-parts': [date.split('-').map(Number)] } } : item;
}

/** Return the date of access of an item, its parts joined by a separator. */
export function accessOf({ accessed }: CslItem, sign: '-' | '/'): string | undefined {
  return accessed?.['date-parts'][0].map((part) => `${part}`.padStart(2, '0')).join(sign);
}

/** Return the URL of an item’s DOI, or else its own URL. */
export function linkOf({ DOI, URL }: CslItem): string {
  return DOI ? `https://doi.org/${DOI}` : URL;
}

/** Return an item’s pages with an en dash. */
export function pagesOf({ page }: CslItem): string | undefined {
  return page?.replace('-', '–');
}

/** Return an item’s pages with the last number shortened as in MLA and Chicago: `321–28`. */
export function shortPagesOf(item: CslItem): string | undefined {
  return pagesOf(item)?.replace(/^(\d{3,})–(\d+)$/, (pages, first: string, last: string) => {
    const isChanged = (digit: string, index: number) => digit !== first[index];
    const same = [...last].findIndex(isChanged);
    if (first.length !== last.length || same < 1 || first.endsWith('00')) return pages;
    // After 100 to 109 one digit is enough; otherwise keep at least two.
    const least = first.at(-2) === '0' ? 1 : 2;
    return `${first}–${last.slice(Math.min(same, last.length - least))}`;
  });
}

/** Return a name with the family name first: `Zhang, San`. */
export function familyFirst(name: CslName): string {
  return 'literal' in name ? name.literal : `${name.family}, ${name.given}`;
}

/** Return a name with the family name last: `San Zhang`. */
export function givenFirst(name: CslName): string {
  return 'literal' in name ? name.literal : `${name.given} ${name.family}`;
}

/** Return the first letters of given names: `S. Y.`, and `J.-L.` of Jean-Luc. */
export function toInitials(given: string): string {
  return given.replace(/\p{L}[^\s-]*/gu, (part) => `${part.charAt(0)}.`);
}

/** Write an ISO date as `November 23, 2026`. */
export function toAmericanDate(date: string): string {
  return new Date(date).toLocaleDateString('en-US', { dateStyle: 'long', timeZone: 'UTC' });
}

/** Write an ISO date as MLA does: `23 Nov. 2026`. */
export function toShortDate(date: string): string {
  const [month = '', day, year] = toAmericanDate(date).split(/\W+/);
  const short = month.length > 4 ? `${month.slice(0, month === 'September' ? 4 : 3)}.` : month;
  return `${day} ${short} ${year}`;
}
