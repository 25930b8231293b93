import type { View } from '../../paper/locale.ts';
import type { CslItem, CslName } from './csl-item.ts';
import {
  endSentence,
  familyFirst,
  givenFirst,
  isChinese,
  italicize,
  joinRuns,
  journalOf,
  linkOf,
  pagesOf,
  type Run,
  shortPagesOf,
  toAmericanDate,
  toInitials,
  toShortDate,
  yearOf,
} from './parts.ts';

interface Style {
  format: (item: CslItem, accessed: string) => Run[];
  /** Formats an ISO date; GB/T styles, which lack it, keep ISO dates. */
  toDate?: (date: string) => string;
}

const mostNamed = 3;

/**
 * The 2025 edition sets all punctuation but `.`, `[ ]` and `/` full-width in every language, does not
 * capitalize family names, and gives access dates for pages but not for articles.
 */
const editions = {
  2015: { comma: ', ', colon: ': ', open: '(', close: ')', raised: true, dated: true },
  2025: { comma: '，', colon: '：', open: '（', close: '）', raised: false, dated: false },
} as const;

type Edition = keyof typeof editions;

const styles = {
  'gbt-2025-numeric': { format: formatGbt(2025, false) },
  'gbt-2015-numeric': { format: formatGbt(2015, false) },
  'gbt-2025-author-date': { format: formatGbt(2025, true) },
  apa: { format: formatApa, toDate: toAmericanDate },
  mla: { format: formatMla, toDate: toShortDate },
  'chicago-notes': { format: formatChicagoNote, toDate: toAmericanDate },
  'chicago-bibliography': { format: formatChicagoEntry(false), toDate: toAmericanDate },
  'chicago-author-date': { format: formatChicagoEntry(true), toDate: toAmericanDate },
} satisfies Record<string, Style>;

/** The name of a citation style. */
export type CiteStyle = keyof typeof styles;

/** All styles, in the order of lists. */
export const citeStyles = Object.keys(styles) as CiteStyle[];

const byId: Readonly<Record<CiteStyle, Style>> = styles;

/** Return the style of a view for readers who have not copied a citation yet. */
export function initialStyle(view: View): CiteStyle {
  return view === 'en' ? 'apa' : 'gbt-2025-numeric';
}

/** Format a citation with its ISO date of access, or a placeholder without one. */
export function formatCitation(item: CslItem, style: CiteStyle, accessed?: string): Run[] {
  return byId[style].format(item, formatAccess(style, isChinese(item), accessed));
}

/** Format a date of access in a style, or return the placeholder of a style and language without a date. */
export function formatAccess(style: CiteStyle, isInChinese: boolean, date?: string): string {
  const { toDate } = byId[style];
  if (date) return toDate?.(date) ?? date;
  if (toDate) return '[date of access]';
  return isInChinese ? '引用日期' : 'date of access';
}

/**
 * Format a GB/T entry. One by author and date has 佚名 or “Anon” for an unknown author, and the year after the names
 * if it is known; a numeric one has it after the journal.
 */
function formatGbt(edition: Edition, isByDate: boolean) {
  const { comma, colon, open, close, dated } = editions[edition];
  return (item: CslItem, accessed: string): Run[] => {
    const { title, URL, DOI, volume, issue, page } = item;
    const journal = journalOf(item);
    const year = yearOf(item);
    const names = nameAll(item.author, item, edition);
    const source = journal
      ? join(comma, journal, isByDate ? '' : year, volume) +
        (issue ? open + issue + close : '') +
        (page ? colon + page : '')
      : year && open + year + close;
    const translators = nameAll(item.translator, item, edition);
    const role = isChinese(item) ? '译' : item.translator?.length === 1 ? 'tran' : 'trans';
    const parts = [
      isByDate ? join(comma, names ?? (isChinese(item) ? '佚名' : 'Anon'), year) : names,
      `${title}[${journal ? 'J' : 'EB'}/OL]`,
      translators && translators + comma + role,
      (source ?? '') + (journal && !dated ? '' : `[${accessed}]`),
      URL,
      DOI && `DOI:${DOI}`,
    ];
    return joinRuns(`${join('. ', ...parts)}.`);
  };
}

function nameAll(all: CslItem['author'], item: CslItem, edition: Edition): string | undefined {
  if (!all) return undefined;
  const names = all.slice(0, mostNamed).map((name) => writeName(name, edition));
  const others = all.length > mostNamed && (isChinese(item) ? '等' : 'et al');
  return join(editions[edition].comma, ...names, others || undefined);
}

// GB/T allows initials, but the syllables of a pinyin name have no clear ones, so keep full given names.
function writeName(name: CslName, edition: Edition): string {
  if ('literal' in name) return name.literal;
  const family = editions[edition].raised ? name.family.toUpperCase() : name.family;
  return `${family} ${name.given}`;
}

function join(separator: string, ...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(separator);
}

// An item with a publication date needs no date of access, which is for text that may change.

/** Write a Chinese item in Latin letters. */
function toLatin(item: CslItem): CslItem {
  return { ...item, ...item.custom?.latin };
}

/** Format an entry of a list of references, in Latin letters (Publication Manual of the APA, 7th ed., 9–10). */
function formatApa(cited: CslItem, accessed: string): Run[] {
  const item = toLatin(cited);
  const names = item.author?.map((name) =>
    'literal' in name ? name.literal : `${name.family}, ${toInitials(name.given)}`,
  );
  const authors = names && `${endSentence(listApaNames(names, isInverted(item.author)))} `;
  const date = `(${yearOf(item) ?? 'n.d.'}). `;
  const journal = journalOf(item);
  const title = journal ? { text: item.title } : italicize(item.title);
  const translators = item.translator?.map((name) =>
    'literal' in name ? name.literal : `${toInitials(name.given)} ${name.family}`,
  );
  const by = translators ? ` (${listNames(translators, '&', false)}, Trans.)` : '';
  const rest = `${endSentence(item.title + translationOf(item) + by).slice(item.title.length)} `;
  const { volume, issue } = item;
  const pages = pagesOf(item);
  const visited = yearOf(item) ? '' : `Retrieved ${accessed}, from `;
  return joinRuns(
    ...(authors ? [authors, date, title, rest] : [title, rest, date]),
    journal && italicize(journal),
    volume && ', ',
    volume && { text: volume, italic: true },
    issue && `(${issue})`,
    journal ? `${pages ? `, ${pages}` : ''}. ` : `${endSentence(item['container-title'])} `,
    visited + linkOf(item),
  );
}

/** Format an entry of a list of works cited, with titles in their own characters (MLA Handbook, 9th ed., 5). */
function formatMla(item: CslItem, accessed: string): Run[] {
  const { author, translator, volume, issue } = toLatin(item);
  const pages = shortPagesOf(item);
  const role = translator && translator.length > 1 ? 'translators' : 'translator';
  const details = [
    author && translator && `translated by ${listInOrder(translator)}`,
    volume && `vol. ${volume}`,
    issue && `no. ${issue}`,
    yearOf(item),
    pages && `${pages.includes('–') ? 'pp' : 'p'}. ${pages}`,
    linkOf(item),
  ].filter(Boolean);
  const visited = yearOf(item) ? '' : ` Accessed ${accessed}.`;
  return joinRuns(
    leadWith(toLatin(item), role, (names) => invertFirst(names, 2, 1)),
    quoteTitle(item.title, '.', translationOf(item, 'title-translation')),
    italicize(item['container-title']),
    `, ${details.join(', ')}.${visited}`,
  );
}

/** Format a note, in Latin letters and with the characters of a title (Chicago Manual of Style, 18th ed., 11 and 13–14). */
function formatChicagoNote(cited: CslItem, accessed: string): Run[] {
  const item = toLatin(cited);
  const { author, translator } = item;
  const name = (names: readonly CslName[]) =>
    names.length > 2 ? `${names.slice(0, 1).map(givenFirst)} et al.` : listInOrder(names);
  const journal = journalOf(item);
  const year = yearOf(item);
  const pages = shortPagesOf(item);
  return joinRuns(
    author ? `${name(author)}, ` : translator && `${name(translator)}, trans., `,
    quoteTitle(item.title, ',', item.custom && ` ${cited.title}${translationOf(item)}`),
    author && translator && `trans. ${name(translator)}, `,
    journal && italicize(journal),
    item.volume && ` ${item.volume}`,
    item.issue && `, no. ${item.issue}`,
    journal
      ? `${year ? ` (${year})` : ''}${pages ? `: ${pages}` : ''}, `
      : `${item['container-title']}, ${year ? `${year}, ` : ''}`,
    `${year ? '' : `accessed ${accessed}, `}${linkOf(item)}.`,
  );
}

/** Format an entry of a list, with the date after the names or at its end (Chicago Manual of Style, 18th ed., 13–14). */
function formatChicagoEntry(isByDate: boolean) {
  return (cited: CslItem, accessed: string): Run[] => {
    const item = toLatin(cited);
    const { author, translator, volume, issue } = item;
    const journal = journalOf(item);
    const year = yearOf(item);
    const pages = shortPagesOf(item);
    const title = quoteTitle(
      item.title,
      '.',
      item.custom && ` ${cited.title}${translationOf(item)}`,
    );
    const lead = leadWith(item, 'trans.', (names) => invertFirst(names, 6, 3));
    const date = isByDate && `${endSentence(year ?? 'n.d.')} `;
    const last = !isByDate && year;
    return joinRuns(
      ...(lead ? [lead, date, title] : [title, date]),
      author && translator && `Translated by ${listInOrder(translator)}. `,
      journal ? italicize(journal) : item['container-title'],
      volume && ` ${volume}`,
      issue && (isByDate ? ` (${issue})` : `, no. ${issue}`),
      last && (journal ? ` (${last})` : `, ${last}`),
      pages && `: ${pages}`,
      `. ${year ? '' : `Accessed ${accessed}. `}${linkOf(item)}.`,
    );
  };
}

/** Quote a title with the following punctuation inside the marks, or behind the other forms of the title. */
function quoteTitle(text: string, mark: ',' | '.', others?: string): string {
  const title = text.replaceAll('“', '‘').replaceAll('”', '’');
  if (others) return `“${title}”${others}${mark} `;
  // After a question mark, keep a comma but not a full stop.
  return `“${mark === '.' ? endSentence(title) : title + mark}” `;
}

/** Format the translation of a title in brackets, in sentence case except for MLA. */
function translationOf(
  { custom }: CslItem,
  form: 'title-sentence' | 'title-translation' = 'title-sentence',
): string {
  return custom ? ` [${custom[form]}]` : '';
}

/** Start an entry with the authors, or with the translators if no author is known. */
function leadWith(
  { author, translator }: CslItem,
  role: string,
  list: (names: readonly CslName[]) => string,
): string | undefined {
  if (author) return `${endSentence(list(author))} `;
  return translator && `${endSentence(`${list(translator)}, ${role}`)} `;
}

/** List names, inverting the first; of more than `most` names, list the first `few` with “et al.” */
function invertFirst(all: readonly CslName[], most: number, few: number): string {
  const names = all.map((name, index) => (index === 0 ? familyFirst(name) : givenFirst(name)));
  if (names.length > most) return `${names.slice(0, few).join(', ')}, et al.`;
  return listNames(names, 'and', isInverted(all));
}

function listInOrder(names: readonly CslName[]): string {
  return listNames(names.map(givenFirst), 'and', false);
}

/** Tell whether the first name is inverted with a comma. */
function isInverted([first]: readonly CslName[] = []): boolean {
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
