import type { CslItem, CslName } from './item.ts';
import { isChinese, joinRuns, type Run, toInitials, yearOf } from './parts.ts';

/** Up to how many authors are named; of more, the first three are (GB/T 7714—2015, 8.1.2). */
const mostNamed = 3;

/** Format a numbered entry (GB/T 7714—2015, 7; 2025 agrees): who is not known is left out. */
export function formatNumeric(item: CslItem, accessed: string): Run[] {
  const names = nameAuthors(item);
  return format(item, accessed, names && `${names}. `, yearOf(item));
}

/** Format an entry by author and date (9): who is not known is called so (8.1.4). */
export function formatAuthorDate(item: CslItem, accessed: string): Run[] {
  const names = nameAuthors(item) ?? (isChinese(item) ? '佚名' : 'Anon');
  const year = yearOf(item);
  return format(item, accessed, year ? `${names}, ${year}. ` : `${names}. `, undefined);
}

function format(
  item: CslItem,
  accessed: string,
  authors: string | undefined,
  year: string | undefined,
): Run[] {
  const { title, URL, DOI } = item;
  const journal = item['container-title'];
  const number = [item.volume, item.issue && `(${item.issue})`].filter(Boolean).join('');
  const source = [journal, year, number].filter(Boolean).join(', ');
  const pages = item.page ? `: ${item.page}` : '';
  return joinRuns(
    authors,
    `${title}[${journal ? 'J' : 'EB'}/OL]. ${source}${pages}`,
    `[${accessed}]. ${URL}.`,
    DOI && ` DOI: ${DOI}.`,
  );
}

function nameAuthors(item: CslItem): string | undefined {
  const { author } = item;
  if (!author) return undefined;
  const names = author.slice(0, mostNamed).map(toShortName);
  const others = author.length > mostNamed ? [isChinese(item) ? '等' : 'et al'] : [];
  return [...names, ...others].join(', ');
}

/** Write a Western name as `ZHANG S`, without stops (8.1.1); any other as it is. */
function toShortName(name: CslName): string {
  if ('literal' in name) return name.literal;
  return `${name.family.toUpperCase()} ${toInitials(name.given, '')}`;
}
