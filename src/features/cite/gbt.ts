import type { CslItem, CslName } from './item.ts';
import { isChinese, joinRuns, type Run, yearOf } from './parts.ts';

/** Up to how many authors are named; of more, the first three are. */
const mostNamed = 3;

/**
 * In what the editions differ. That of 2025 has all signs but `.`, `[ ]` and `/` full-width, whatever
 * the language, leaves family names as they are, and dates the access to pages, not to articles.
 */
const editions = {
  2015: { comma: ', ', colon: ': ', open: '(', close: ')', raised: true, dated: true },
  2025: { comma: '，', colon: '：', open: '（', close: '）', raised: false, dated: false },
} as const;

type Edition = keyof typeof editions;

/** Format a numbered entry: who is not known is left out. */
export function formatNumeric(edition: Edition) {
  return (item: CslItem, accessed: string): Run[] =>
    format(item, accessed, edition, nameAuthors(item, edition), yearOf(item));
}

/** Format an entry by author and date: who is not known is called so, and a year is not made up. */
export function formatAuthorDate(edition: Edition) {
  const { comma } = editions[edition];
  return (item: CslItem, accessed: string): Run[] => {
    const names = nameAuthors(item, edition) ?? (isChinese(item) ? '佚名' : 'Anon');
    return format(item, accessed, edition, join(comma, names, yearOf(item)));
  };
}

/** @param year what goes with the journal, where it does not go with the authors */
function format(
  item: CslItem,
  accessed: string,
  edition: Edition,
  authors?: string,
  year?: string,
): Run[] {
  const { title, URL, DOI } = item;
  const { comma, colon, open, close, dated } = editions[edition];
  const journal = item['container-title'];
  const published = yearOf(item);
  const source = journal
    ? join(comma, journal, year, item.volume) +
      (item.issue ? open + item.issue + close : '') +
      (item.page ? colon + item.page : '')
    : published && open + published + close;
  const access = journal && !dated ? '' : `[${accessed}]`;
  const kind = journal ? 'J' : 'EB';
  const parts = [
    authors,
    `${title}[${kind}/OL]`,
    (source ?? '') + access,
    URL,
    DOI && `DOI:${DOI}`,
  ];
  return joinRuns(`${join('. ', ...parts)}.`);
}

function nameAuthors(item: CslItem, edition: Edition): string | undefined {
  const { author } = item;
  if (!author) return undefined;
  const names = author.slice(0, mostNamed).map((name) => writeName(name, edition));
  const others = author.length > mostNamed && (isChinese(item) ? '等' : 'et al');
  return join(editions[edition].comma, ...names, others || undefined);
}

// Given names may be shortened. They are not, as initials of pinyin would be those of its syllables.
function writeName(name: CslName, edition: Edition): string {
  if ('literal' in name) return name.literal;
  const family = editions[edition].raised ? name.family.toUpperCase() : name.family;
  return `${family} ${name.given}`;
}

function join(separator: string, ...parts: readonly (string | undefined)[]): string {
  return parts.filter(Boolean).join(separator);
}
