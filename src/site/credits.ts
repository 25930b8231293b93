import { aboutWords, nameOf, pageWords } from '../i18n/words.ts';
import { type Bilingual, fillText, type Locale, mapLocales } from '../paper/locale.ts';
import { joinNames, listTranslators, readName } from '../paper/people.ts';
import { findProvenance } from '../paper/schema.ts';
import type { Described } from '../paper/tree.ts';

/** A line about the authors, publication or translators of a paper, with a link. */
type Credit = { text: Bilingual; href?: string };

/** List the known authors, publication, translators, keywords and license of a paper. */
export function listCredits(paper: Described): Credit[] {
  const { authors = [], journal, doi, keywords } = paper.record;
  const { license } = paper.site;
  const toCredit = (make: (locale: Locale) => string, href?: string): Credit => ({
    text: mapLocales(make),
    ...(href && { href }),
  });
  const people = authors.map(({ orcid, affiliation, ...name }) =>
    toCredit((locale) => {
      const place = affiliation?.[locale];
      const after = locale === 'zh' ? `（${place}）` : ` (${place})`;
      return readName(name, locale) + (place ? after : '');
    }, orcid && `https://orcid.org/${orcid}`),
  );
  const more = [
    journal && toCredit((locale) => describePublication(paper, journal[locale], locale)),
    doi && toCredit(() => `DOI ${doi}`, `https://doi.org/${doi}`),
    listTranslators(paper.record, 'default').length > 0 && {
      text: describeTranslators(paper, 'default'),
    },
    keywords &&
      toCredit((locale) => {
        const words = keywords[locale].join(locale === 'zh' ? '；' : '; ');
        return fillText(pageWords.keywords[locale], { words });
      }),
    license &&
      toCredit((locale) => `${aboutWords.license[locale]} ${license}`, toLicenseUrl(license)),
  ];
  return [...people, ...more.flatMap((credit) => credit || [])];
}

function describePublication({ record }: Described, journal: string, locale: Locale): string {
  const { year, volume = '', issue, pages } = record;
  const number = volume + (issue ? `(${issue})` : '');
  const where = [journal, year, number].filter(Boolean).join(locale === 'zh' ? '，' : ', ');
  return where + (pages ? (locale === 'zh' ? '：' : ': ') + pages.replace('-', '–') : '');
}

/** Describe the translators of a section: the author, others by name, the publisher of the site, or unknown. */
export function describeTranslators({ record, site }: Described, number: string): Bilingual {
  const { author, others, unknown } = pageWords.translatedBy;
  if (findProvenance(record, number).by === 'author') return author;
  const names = listTranslators(record, number, nameOf(site));
  if (names.length === 0) return unknown;
  return mapLocales((locale) => fillText(others[locale], { names: joinNames(names, locale) }));
}

/** Return the address of a license from its SPDX identifier. */
export function toLicenseUrl(license: string): string {
  return `https://spdx.org/licenses/${license}.html`;
}
