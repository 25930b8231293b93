import { type Locale, locales, mapLocales } from '../paper/locale.ts';
import { type Problem, quote, type Report } from '../paper/problem.ts';
import { remember } from '../paper/remember.ts';
import type { Term } from '../paper/term.ts';
import type { Segment } from '../paper/tree.ts';
import { flatten, type Section } from '../paper/tree.ts';
import { makeFindTerms, type TermRange } from '../text/find-terms.ts';
import { findWordings, type TokenizedText, tokenizeText, toWordings } from '../text/wordings.ts';
import { listNumerals, listValues } from './numerals.ts';

/** A line in both languages, the files that it stands in, and the terms that are found in it. */
interface Row extends Record<Locale, Segment> {
  files: Record<Locale, string>;
  terms: Record<Locale, TermRange<KnownTerm>[]>;
}

/** A term as the list has it, and what it is called. */
interface KnownTerm {
  term: Term;
  wordings: Record<Locale, string[]>;
}

/** What is missing, and in which language. */
interface Finding extends Pick<Problem, 'expected' | 'found' | 'mend'> {
  locale: Locale;
}

const marker = /\[\d{1,3}\]/g;

/**
 * Report where a line and its counterpart do not say the same, as far as a program can tell: markers
 * and notes, numbers, and the terms of the paper.
 *
 * @param original the language that terms are looked for in; the other one has to have their wordings
 * @param folder the content folder, for messages
 */
export function checkAgreement(
  root: Section,
  terms: readonly Term[],
  original: Locale,
  folder: string,
  report: Report,
): void {
  const check = prepareChecks(terms, original);
  for (const { number, title, paragraphs } of root.children.flatMap(flatten)) {
    const lines = paragraphs.flatMap(({ segments }) => segments);
    for (const { zh, en } of [title, ...lines]) {
      for (const problem of check(zh, en, number, folder)) report(problem);
    }
  }
}

/** Prepare to check a line of a section. */
const prepareChecks = remember((terms: readonly Term[], original: Locale) => {
  const known = terms.map((term) => ({ term, wordings: toWordings(term) }));
  const finders = mapLocales((locale) => makeFindTerms(known, locale));
  return remember((zh: Segment, en: Segment, number: string, folder: string): Problem[] => {
    const files = mapLocales((locale) => `${folder}/${locale}/${number}.md`);
    const terms = { zh: finders.zh(zh.text), en: finders.en(en.text) };
    const row: Row = { zh, en, files, terms };
    return [...findMarkers(row), ...findNumbers(row), ...findTerms(row, original)].map(
      ({ locale, ...finding }) => ({ file: files[locale], line: row[locale].line, ...finding }),
    );
  });
});

/** Find markers and notes that one language has and the other has not, whatever their order. */
function findMarkers(row: Row): Finding[] {
  const lists = mapLocales((locale) => row[locale].text.match(marker) ?? []);
  return locales.flatMap((locale): Finding[] => {
    const other = otherOf(locale);
    const left = [...lists[locale]];
    const missing = lists[other].find((sign) => {
      const at = left.indexOf(sign);
      if (at >= 0) left.splice(at, 1);
      return at < 0;
    });
    if (missing === undefined) return [];
    return [
      {
        locale,
        expected: `${missing}, as in ${placeOf(row, other)}`,
        found: lists[locale].join(' ') || 'no such marker',
        mend: 'give both languages the same markers and notes',
      },
    ];
  });
}

/** Find numbers in digits that the other language has neither in digits nor in words. */
function findNumbers(row: Row): Finding[] {
  const texts = mapLocales((locale) => {
    // What a term says is said by its wording in the other language: 20世纪90年代, the 1990s.
    const cover = (all: string, { start, end }: { start: number; end: number }) =>
      all.slice(0, start) + ' '.repeat(end - start) + all.slice(end);
    return row.terms[locale].reduce(cover, row[locale].text).replace(marker, ' ');
  });
  return locales.flatMap((locale): Finding[] => {
    const other = otherOf(locale);
    const values = listValues(texts[locale], locale);
    const missing = listNumerals(texts[other], other).find(
      (numeral) => !numeral.values.some((value) => values.has(value)),
    );
    if (!missing) return [];
    const inDigits = listNumerals(texts[locale], locale).map(({ text }) => text);
    return [
      {
        locale,
        expected: `the number ${missing.text}, as in ${placeOf(row, other)}`,
        found: inDigits.join(', ') || 'no number',
        mend: 'write the same number; where both say it in ways of their own, make a term of them in terms.yaml',
      },
    ];
  });
}

/** Find terms of the original whose translation has none of their wordings. */
function findTerms(row: Row, original: Locale): Finding[] {
  const other = otherOf(original);
  const known = new Set(row.terms[original].map(({ term }) => term));
  const text: TokenizedText = tokenizeText(row[other].text);
  return [...known].flatMap(({ term, wordings }): Finding[] => {
    if (findWordings(text, wordings[other].map(tokenizeText)).length > 0) return [];
    return [
      {
        locale: other,
        expected: `“${wordings[other].join('” or “')}”, for ${term[original]} in ${placeOf(row, original)}`,
        found: quote(row[other].text),
        mend: 'use the term’s wording, or add the one that stands here to its aliases in terms.yaml',
      },
    ];
  });
}

function placeOf(row: Row, locale: Locale): string {
  return `${row.files[locale]}:${row[locale].line}`;
}

function otherOf(locale: Locale): Locale {
  return locale === 'zh' ? 'en' : 'zh';
}
