import { termWords } from '../../i18n/words.ts';
import { type Bilingual, fillText, type Locale, locales, mapLocales } from '../../paper/locale.ts';
import { remember } from '../../paper/memoize.ts';
import { type Term, toSlugs } from '../../paper/schema.ts';
import { type AlignedSegment, flatten, type Section, type Segment } from '../../paper/tree.ts';
import { makeFindAll, type Range, toWordings } from '../../text/phrases.ts';

type Ranges = Record<Locale, Range[]>;

interface TermSection {
  section: Section;
  titleRanges: Ranges;
  hits: { segment: AlignedSegment; ranges: Ranges }[];
}

/** A term with all its occurrences in reading order. */
export interface Entry {
  term: Term;
  slug: string;
  /** The wordings of the term and its aliases by language. */
  wordings: Record<Locale, string[]>;
  sections: TermSection[];
  counts: ReturnType<typeof countPlaces>;
}

/** Find, for each term, every sentence and heading that contains it in either language. */
export function toConcordance(terms: readonly Term[], root: Section): Entry[] {
  const { named, find } = prepareFind(terms);
  const entries = new Map(named.map((entry) => [entry, [] as TermSection[]]));
  for (const section of root.children.flatMap(flatten)) {
    const titles = find(section.title);
    const segments = section.paragraphs.flatMap((paragraph) => paragraph.segments);
    const places = segments.map((segment) => ({ segment, found: find(segment) }));
    const here = [titles, ...places.map(({ found }) => found)].flatMap((found) => [
      ...found.keys(),
    ]);
    for (const entry of new Set(here)) {
      const hits = places.flatMap(({ segment, found }) => {
        const ranges = found.get(entry);
        return ranges ? [{ segment, ranges }] : [];
      });
      const titleRanges = titles.get(entry) ?? { zh: [], en: [] };
      entries.get(entry)?.push({ section, titleRanges, hits });
    }
  }
  return [...entries].map(([entry, sections]) => ({
    ...entry,
    sections,
    counts: countPlaces(sections),
  }));
}

/** Give each term its address, and prepare to find the terms. */
const prepareFind = remember((terms: readonly Term[]) => {
  const slugs = toSlugs(terms.map(({ en }) => en));
  const named = terms.map((term, index) => ({
    term,
    slug: slugs[index] ?? '',
    wordings: toWordings(term),
  }));
  return { named, find: makeFind(named) };
});

function makeFind<E extends Pick<Entry, 'wordings'>>(entries: readonly E[]) {
  const finders = mapLocales((locale) => {
    const findAll = makeFindAll(entries, locale);
    return remember(({ text }: Segment) => findAll(text));
  });
  return (source: Record<Locale, Segment>): Map<E, Ranges> => {
    const found = new Map<E, Ranges>();
    for (const locale of locales) {
      for (const { item, ranges } of finders[locale](source[locale])) {
        const place = found.get(item) ?? { zh: [], en: [] };
        place[locale] = ranges;
        found.set(item, place);
      }
    }
    return found;
  };
}

/** Sort terms by their wording in a language: Chinese by pinyin, English without articles. */
export function sortEntries(entries: readonly Entry[], locale: Locale): Entry[] {
  const { compare } = new Intl.Collator(locale === 'zh' ? 'zh-Hans-u-co-pinyin' : 'en', {
    ignorePunctuation: true,
  });
  const keyOf = ({ term }: Entry) => term[locale].replace(/^(?:an?|the) /i, '');
  return [...entries].sort((a, b) => compare(keyOf(a), keyOf(b)));
}

function hasRange(ranges: Ranges): boolean {
  return locales.some((locale) => ranges[locale].length > 0);
}

function countPlaces(sections: readonly TermSection[]) {
  const hits = sections.flatMap((section) => section.hits);
  const headings = sections.map(({ titleRanges }) => titleRanges).filter(hasRange);
  const places = [...headings, ...hits.map(({ ranges }) => ranges)];
  return {
    ...mapLocales((locale) => places.reduce((total, ranges) => total + ranges[locale].length, 0)),
    sentences: hits.length,
    headings: headings.length,
    sections: sections.length,
  };
}

/** Describe how often and where a term occurs. */
export function describeCounts({ sentences, headings, ...counts }: Entry['counts']): Bilingual {
  const places = [
    { text: termWords.sentences, count: sentences },
    { text: termWords.headings, count: headings },
  ].filter(({ count }) => count > 0);
  return mapLocales((locale) =>
    fillText(termWords.counts[locale], {
      ...counts,
      places: places
        .map(({ text, count }) => fillText(text[locale], { count }))
        .join(termWords.and[locale]),
    }),
  );
}

/** The data of a term for its marks and its card. */
export interface TermData extends Pick<Entry, 'slug' | 'wordings'> {
  description: Bilingual;
}

/** Collect the data of all terms that occur. */
export function toTermData(entries: readonly Entry[]): TermData[] {
  return entries
    .filter(({ sections }) => sections.length > 0)
    .map(({ slug, wordings, counts }) => ({ slug, wordings, description: describeCounts(counts) }));
}
