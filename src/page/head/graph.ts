import { nameOf } from '../../i18n/words.ts';
import { type Locale, langs, locales, localesOf, type View } from '../../paper/locale.ts';
import { listTranslators } from '../../paper/people.ts';
import type { Author, PaperRecord } from '../../paper/schema.ts';
import {
  type Addresses,
  type Described,
  isLong,
  joinAbstract,
  type Section,
} from '../../paper/tree.ts';
import { toLicenseUrl } from '../../site/credits.ts';
import { findPictured, toPicturePath } from '../../site/previews/pictured.ts';

type Node = Record<string, unknown>;

/**
 * Describe the paper, its translation and their parts by schema.org, as JSON-LD for a `script` element. Works that
 * the view does not show are only named.
 */
export function toGraph(view: View, paper: Described, addresses: Addresses): string {
  const shown = localesOf(view);
  const works = locales.map((locale) => ({
    ...toWork(locale, paper, addresses),
    ...(shown.includes(locale) ? toContents(locale, paper, addresses) : {}),
  }));
  const graph = { '@context': 'https://schema.org', '@graph': works };
  // A “</script>” in a text would close the element.
  return JSON.stringify(graph).replaceAll('<', '\\u003c');
}

function toWork(locale: Locale, { record, root, site }: Described, { toPage }: Addresses): Node {
  const { authors, keywords, journal, year, pages, doi, original } = record;
  const isOriginal = locale === original;
  const other = toPage(locale === 'zh' ? 'en' : 'zh', '');
  return {
    '@type': 'ScholarlyArticle',
    '@id': toPage(locale, ''),
    name: root.title[locale].text,
    inLanguage: langs[locale],
    isAccessibleForFree: true,
    [isOriginal ? 'workTranslation' : 'translationOfWork']: { '@id': other },
    author: authors && toPeople(authors, locale),
    translator: isOriginal
      ? undefined
      : toPeople(listTranslators(record, 'default', nameOf(site)), locale),
    keywords: keywords?.[locale],
    license: site.license && toLicenseUrl(site.license),
    // Only the original was published at that time and place.
    ...(isOriginal && {
      datePublished: year?.toString(),
      isPartOf: journal && toPeriodical(journal[locale], record),
      pagination: pages,
      sameAs: doi && `https://doi.org/${doi}`,
    }),
  };
}

function toPeople(people: readonly Author[], locale: Locale): Node[] | undefined {
  if (people.length === 0) return undefined;
  return people.map(({ orcid, affiliation, ...name }) => ({
    // English names of people are “Family, Given”.
    '@type': orcid || name.en.includes(',') ? 'Person' : 'Organization',
    '@id': orcid && `https://orcid.org/${orcid}`,
    name: name[locale],
    affiliation: affiliation && { '@type': 'Organization', name: affiliation[locale] },
  }));
}

function toPeriodical(name: string, { volume, issue }: PaperRecord): Node {
  const journal: Node = { '@type': 'Periodical', name };
  const inVolume = volume
    ? { '@type': 'PublicationVolume', volumeNumber: volume, isPartOf: journal }
    : journal;
  return issue ? { '@type': 'PublicationIssue', issueNumber: issue, isPartOf: inVolume } : inVolume;
}

function toContents(locale: Locale, { root }: Described, { toFile, toPage }: Addresses): Node {
  const toPart = ({ number, title, children }: Section, whole: string): Node => ({
    '@type': 'CreativeWork',
    '@id': toPage(locale, number),
    name: title[locale].text,
    position: /^\d/.test(number) ? number : undefined,
    isPartOf: { '@id': toPage(locale, whole) },
    // In a book, leave out the parts of a part.
    hasPart:
      children.length > 0 && !isLong(root)
        ? children.map((child) => toPart(child, number))
        : undefined,
  });
  return {
    abstract: joinAbstract(root)?.[locale],
    image: toFile(toPicturePath(findPictured(root, root))),
    hasPart: root.children.map((child) => toPart(child, '')),
  };
}
