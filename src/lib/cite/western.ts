import type { CslItem } from './item.ts';
import {
  endSentence,
  familyFirst,
  givenFirst,
  italicize,
  joinRuns,
  linkOf,
  pagesOf,
  type Run,
  toInitials,
  yearOf,
} from './parts.ts';

/** Format an entry of a list of references (Publication Manual of the APA, 7th ed., 9–10). */
export function formatApa(item: CslItem, accessed: string): Run[] {
  const names = item.author?.map((name) =>
    'literal' in name ? name.literal : `${name.family}, ${toInitials(name.given)}`,
  );
  const date = `(${yearOf(item) ?? 'n.d.'}). `;
  const authors = names && `${endSentence(listNames(names, ', & '))} `;
  const journal = item['container-title'];
  if (!journal) {
    const [title, rest] = [italicize(item.title), translationOf(item)];
    const link = `Retrieved ${accessed}, from ${item.URL}`;
    return authors
      ? joinRuns(authors, date, title, `${rest}. `, link)
      : joinRuns(title, `${rest}. `, date, link);
  }
  const lead = `${endSentence(item.title + translationOf(item))} `;
  const { volume, issue } = item;
  const pages = pagesOf(item);
  return joinRuns(
    ...(authors ? [authors, date, lead] : [lead, date]),
    italicize(journal),
    volume && ', ',
    volume && italicize(volume),
    issue && `(${issue})`,
    `${pages ? `, ${pages}` : ''}. ${linkOf(item)}`,
  );
}

/** Format an entry of a list of works cited (MLA Handbook, 9th ed., 5). */
export function formatMla(item: CslItem, accessed: string): Run[] {
  const { author, volume, issue } = item;
  const journal = item['container-title'];
  const pages = pagesOf(item);
  const details = [
    volume && `vol. ${volume}`,
    issue && `no. ${issue}`,
    yearOf(item),
    pages && `${pages.includes('–') ? 'pp' : 'p'}. ${pages}`,
    linkOf(item),
  ].filter(Boolean);
  const visited = item.DOI ? '' : ` Accessed ${accessed}.`;
  return joinRuns(
    author && `${endSentence(invertFirst(author, 2))} `,
    quoteTitle(item, '.'),
    journal && italicize(journal),
    `${journal ? ', ' : ''}${details.join(', ')}.${visited}`,
  );
}

/** Format a note (Chicago Manual of Style, 17th ed., 14). */
export function formatChicagoNote(item: CslItem, accessed: string): Run[] {
  const { author } = item;
  const names = author?.map(givenFirst) ?? [];
  const by =
    names.length > 3
      ? `${names[0]} et al.`
      : listNames(names, names.length > 2 ? ', and ' : ' and ');
  const journal = item['container-title'];
  const visited = item.DOI ? '' : `accessed ${accessed}, `;
  const year = yearOf(item);
  const pages = pagesOf(item);
  return joinRuns(
    by && `${by}, `,
    quoteTitle(item, ','),
    journal && italicize(journal),
    item.volume && ` ${item.volume}`,
    item.issue && `, no. ${item.issue}`,
    journal && `${year ? ` (${year})` : ''}${pages ? `: ${pages}` : ''}, `,
    `${visited}${linkOf(item)}.`,
  );
}

/** Format an entry of a list of references by author and date (Chicago Manual of Style, 17th ed., 15). */
export function formatChicagoAuthorDate(item: CslItem, accessed: string): Run[] {
  const { author, volume, issue } = item;
  const journal = item['container-title'];
  const visited = item.DOI ? '' : `Accessed ${accessed}. `;
  const date = endSentence(yearOf(item) ?? 'n.d.');
  const pages = pagesOf(item);
  const title = quoteTitle(item, '.');
  return joinRuns(
    ...(author ? [`${endSentence(invertFirst(author, 10))} ${date} `, title] : [title, `${date} `]),
    journal && italicize(journal),
    volume && ` ${volume}`,
    issue && ` (${issue})`,
    journal && `${pages ? `: ${pages}` : ''}. `,
    `${visited}${linkOf(item)}.`,
  );
}

/** Put a title in quotation marks, the mark after it inside them, and its translation in brackets. */
function quoteTitle(item: CslItem, mark: string): string {
  const translation = translationOf(item);
  const title = item.title.replaceAll('“', '‘').replaceAll('”', '’');
  if (translation) return `“${title}”${translation}${mark} `;
  return `“${/[?!？！]$/.test(title) ? title : title + mark}” `;
}

function translationOf({ custom }: CslItem): string {
  return custom ? ` [${custom['title-translation']}]` : '';
}

/** List names, the first of them with the family name first; of more than some, `et al.` */
function invertFirst([first, ...others]: NonNullable<CslItem['author']>, most: number): string {
  if (!first) return '';
  if (others.length >= most) return `${familyFirst(first)}, et al.`;
  return listNames([familyFirst(first), ...others.map(givenFirst)], ', and ');
}

function listNames(names: readonly string[], last: string): string {
  if (names.length < 2) return names.join();
  return names.slice(0, -1).join(', ') + last + names.at(-1);
}
