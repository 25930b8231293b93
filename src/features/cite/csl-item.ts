import {
  type Bilingual,
  type Locale,
  leadOf,
  mapLocales,
  regionalLangs,
  type View,
} from '../../paper/locale.ts';
import { remember } from '../../paper/memoize.ts';
import { addNumber } from '../../paper/number.ts';
import { listTranslators } from '../../paper/people.ts';
import type { PaperRecord } from '../../paper/schema.ts';
import {
  type Described,
  findPath,
  joinAbstract,
  listSegments,
  type Section,
} from '../../paper/tree.ts';

/** A name in two parts or as a whole (CSL-JSON). */
export type CslName = { family: string; given: string } | { literal: string };

/** A cited work in CSL-JSON (docs.citationstyles.org), limited to the fields in use. */
export interface CslItem {
  id: string;
  type: 'webpage' | 'article-journal';
  language: string;
  title: string;
  URL: string;
  author?: CslName[];
  translator?: CslName[];
  keyword?: string;
  /** The name of the journal, or of the site. */
  'container-title': string;
  issued?: { 'date-parts': [[number]] };
  volume?: string;
  issue?: string;
  page?: string;
  DOI?: string;
  abstract?: string;
  accessed?: { 'date-parts': [number[]] };
  'original-title'?: string;
  /** Of a Chinese item: the English title, unchanged and in sentence case, and its facts in Latin letters. */
  custom?: { 'title-translation': string; 'title-sentence': string; latin: Partial<CslItem> };
}

/** The name of the site, and how to write Chinese in Latin letters; the edition follows the title of an old version. */
export type Naming = { site: Bilingual; romanize: (text: string) => string; edition?: Bilingual };

/**
 * Describe a section, or the paper (number ''), for citation in a view.
 *
 * A Chinese title comes with its translation; a translated view names its translators or else the site.
 */
export function toItem(
  { record, root }: Pick<Described, 'record' | 'root'>,
  number: string,
  view: View,
  url: string,
  { site, romanize, edition = { zh: '', en: '' } }: Naming,
): CslItem {
  const locale = leadOf(view);
  const cited = toCitedTitle(record.title, findPath(root, number).at(-1) ?? root);
  const title = mapLocales((each) => cited[each] + edition[each]);
  const place = number || 'default';
  const names = listTranslators(record, place, site);
  const nameAll = (of: Locale): Partial<CslItem> => ({
    ...(record.authors && { author: record.authors.map((name) => toName(name[of])) }),
    ...(view !== record.original &&
      names.length > 0 && { translator: names.map((name) => toName(name[of])) }),
  });
  const abstract = number === '' && joinAbstract(root);
  return {
    id: `${toKey(record.title.en)}-${number || 'paper'}-${view}`,
    type: record.journal ? 'article-journal' : 'webpage',
    language: regionalLangs[locale],
    title: title[locale],
    ...(locale === 'zh' && {
      custom: {
        'title-translation': title.en,
        'title-sentence': toSentenceCase(title.en, root),
        latin: {
          title: romanize(title.zh),
          'container-title': record.journal ? romanize(record.journal.zh) : site.en,
          ...nameAll('en'),
        },
      },
    }),
    ...(locale !== record.original && { 'original-title': title[record.original] }),
    'container-title': (record.journal ?? site)[locale],
    ...nameAll(locale),
    ...describePublication(record, locale),
    ...(abstract && { abstract: abstract[locale] }),
    URL: url,
  };
}

const listSmallWords = remember(
  (root: Section) =>
    new Set(listSegments(root).flatMap(({ en }) => en.text.match(/(?<!\p{L})\p{Ll}+/gu) ?? [])),
);

/** Convert an English title to sentence case, lowercasing words that the text also has in lowercase. */
function toSentenceCase(title: string, root: Section): string {
  const small = listSmallWords(root);
  return title.replace(/(?<=[^:?.!\d] )\p{Lu}\p{Ll}*/gu, (word) =>
    small.has(word.toLowerCase()) ? word.toLowerCase() : word,
  );
}

function toCitedTitle(paper: Bilingual, { number, title }: Section): Bilingual {
  if (number === '') return paper;
  return mapLocales((locale) => {
    const colon = locale === 'zh' ? '：' : ': ';
    return paper[locale] + colon + addNumber(number, title[locale].text);
  });
}

function describePublication(record: PaperRecord, locale: Locale): Partial<CslItem> {
  const { year, volume, issue, pages, doi, keywords } = record;
  return {
    ...(year && { issued: { 'date-parts': [[year]] } }),
    ...(volume && { volume }),
    ...(issue && { issue }),
    ...(pages && { page: pages }),
    ...(doi && { DOI: doi }),
    ...(keywords && { keyword: keywords[locale].join(', ') }),
  };
}

function toName(name: string): CslName {
  const [family = '', given] = name.split(/,\s*/);
  return given ? { family, given } : { literal: name };
}

function toKey(title: string): string {
  const words = title.toLowerCase().match(/[a-z0-9]+/g) ?? ['paper'];
  return words.slice(0, 3).join('-');
}
