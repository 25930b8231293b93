import type { CslItem, CslName } from './item.ts';
import {
  endSentence,
  familyFirst,
  givenFirst,
  italicize,
  joinRuns,
  linkOf,
  pagesOf,
  type Run,
  shortPagesOf,
  toInitials,
  yearOf,
} from './parts.ts';

// What has a date of its own needs none of access: that says what was read of what may change.

/** Format an entry of a list of references (Publication Manual of the APA, 7th ed., 9–10). */
export function formatApa(item: CslItem, accessed: string): Run[] {
  const names = item.author?.map((name) =>
    'literal' in name ? name.literal : `${name.family}, ${toInitials(name.given)}`,
  );
  const authors = names && `${endSentence(listApaNames(names, isInverted(item)))} `;
  const date = `(${yearOf(item) ?? 'n.d.'}). `;
  const journal = item['container-title'];
  const title = journal ? { text: item.title } : italicize(item, item.title);
  const rest = `${endSentence(item.title + translationOf(item)).slice(item.title.length)} `;
  const { volume, issue } = item;
  const pages = pagesOf(item);
  const visited = yearOf(item) ? '' : `Retrieved ${accessed}, from `;
  return joinRuns(
    ...(authors ? [authors, date, title, rest] : [title, rest, date]),
    journal && italicize(item, journal),
    volume && ', ',
    volume && { text: volume, italic: true },
    issue && `(${issue})`,
    journal && `${pages ? `, ${pages}` : ''}. `,
    visited + linkOf(item),
  );
}

/** Format an entry of a list of works cited (MLA Handbook, 9th ed., 5). */
export function formatMla(item: CslItem, accessed: string): Run[] {
  const { author, volume, issue } = item;
  const journal = item['container-title'];
  const pages = shortPagesOf(item);
  const details = [
    volume && `vol. ${volume}`,
    issue && `no. ${issue}`,
    yearOf(item),
    pages && `${pages.includes('–') ? 'pp' : 'p'}. ${pages}`,
    linkOf(item),
  ].filter(Boolean);
  const visited = yearOf(item) ? '' : ` Accessed ${accessed}.`;
  return joinRuns(
    author && `${endSentence(invertFirst(item, 2, 1))} `,
    quoteTitle(item, '.'),
    journal && italicize(item, journal),
    `${journal ? ', ' : ''}${details.join(', ')}.${visited}`,
  );
}

/** Format a note (Chicago Manual of Style, 18th ed., 13–14). */
export function formatChicagoNote(item: CslItem, accessed: string): Run[] {
  const [first, ...others] = item.author?.map(givenFirst) ?? [];
  const by = others.length > 1 ? `${first} et al.` : [first, ...others].join(' and ');
  const journal = item['container-title'];
  const year = yearOf(item);
  const pages = shortPagesOf(item);
  return joinRuns(
    by && `${by}, `,
    quoteTitle(item, ','),
    journal && italicize(item, journal),
    item.volume && ` ${item.volume}`,
    item.issue && `, no. ${item.issue}`,
    journal ? `${year ? ` (${year})` : ''}${pages ? `: ${pages}` : ''}, ` : year && `${year}, `,
    `${year ? '' : `accessed ${accessed}, `}${linkOf(item)}.`,
  );
}

/** Format an entry of a list of references by author and date (Chicago Manual of Style, 18th ed., 13–14). */
export function formatChicagoAuthorDate(item: CslItem, accessed: string): Run[] {
  const { author, volume, issue } = item;
  const journal = item['container-title'];
  const visited = yearOf(item) ? '' : `Accessed ${accessed}. `;
  const date = `${endSentence(yearOf(item) ?? 'n.d.')} `;
  const pages = shortPagesOf(item);
  const title = quoteTitle(item, '.');
  return joinRuns(
    ...(author ? [`${endSentence(invertFirst(item, 6, 3))} `, date, title] : [title, date]),
    journal && italicize(item, journal),
    volume && ` ${volume}`,
    issue && ` (${issue})`,
    journal && `${pages ? `: ${pages}` : ''}. `,
    `${visited}${linkOf(item)}.`,
  );
}

/** Put a title in quotation marks, the mark after it inside them, and its translation in brackets. */
function quoteTitle(item: CslItem, mark: ',' | '.'): string {
  const translation = translationOf(item);
  const title = item.title.replaceAll('“', '‘').replaceAll('”', '’');
  if (translation) return `“${title}”${translation}${mark} `;
  // A comma stays after a question, a full stop does not.
  return `“${mark === '.' ? endSentence(title) : title + mark}” `;
}

function translationOf({ custom }: CslItem): string {
  return custom ? ` [${custom['title-translation']}]` : '';
}

/** List names, the first of them with the family name first; of more than `most`, the first few. */
function invertFirst(item: CslItem, most: number, few: number): string {
  const [first, ...others] = item.author ?? [];
  const names = [...(first ? [familyFirst(first)] : []), ...others.map(givenFirst)];
  if (names.length > most) return `${names.slice(0, few).join(', ')}, et al.`;
  return listNames(names, 'and', isInverted(item));
}

/** Tell whether the first name has its family name first, and a comma in it. */
function isInverted({ author: [first] = [] as CslName[] }: CslItem): boolean {
  return first !== undefined && !('literal' in first);
}

/** List up to twenty names; of more, the first nineteen and the last. */
function listApaNames(names: readonly string[], inverted: boolean): string {
  if (names.length <= 20) return listNames(names, '&', inverted);
  return `${names.slice(0, 19).join(', ')}, . . . ${names.at(-1)}`;
}

function listNames(names: readonly string[], and: string, inverted: boolean): string {
  if (names.length < 2) return names.join();
  const comma = names.length > 2 || inverted ? ', ' : ' ';
  return `${names.slice(0, -1).join(', ')}${comma}${and} ${names.at(-1)}`;
}
