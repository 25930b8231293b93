import { type Locale, locales, otherOf } from '../paper/locale.ts';
import { remember } from '../paper/memoize.ts';
import { type Fault, quote } from '../paper/report.ts';
import type { RuleId } from '../paper/rules.ts';
import type { Term } from '../paper/schema.ts';
import type { Pair, Section, Segment } from '../paper/tree.ts';
import type { FitWords } from '../text/lexicon.ts';
import { pairUp } from '../text/pair-up.ts';
import type { Line, LineFault, Rule } from './index.ts';
import { lengthOf, usual } from './lengths.ts';
import { checkMarkers } from './markers.ts';
import { checkNumbers } from './numbers.ts';
import { countCells, listRows } from './rows.ts';
import { checkTerms, prepareTerms } from './terms.ts';
import { checkUntranslated } from './untranslated.ts';

/** The rules of a line that tell whether both languages say the same. */
const fitRules: readonly Rule<Line, LineFault>[] = [
  { id: 'markers', check: checkMarkers },
  { id: 'numbers', check: checkNumbers },
  { id: 'terms', check: checkTerms },
];

const untranslated = [{ id: 'untranslated', check: checkUntranslated }] as const;

/** A fault of a rule, in one language. */
interface Found {
  id: RuleId;
  locale: Locale;
  count?: number;
  fault: Fault;
}

/** Prepare to check lines; a line that has not changed is not checked again. */
export const prepareLines = remember((terms: readonly Term[], original: Locale) => {
  const findTerms = prepareTerms(terms);
  const toLine = (zh: Segment, en: Segment, paths: Record<Locale, string>): Line => ({
    ...{ zh, en, original },
    places: { zh: `${paths.zh}:${zh.line}`, en: `${paths.en}:${en.line}` },
    terms: { zh: findTerms(zh, 'zh'), en: findTerms(en, 'en') },
  });
  const run = (rules: readonly Rule<Line, LineFault>[], line: Line): Found[] =>
    rules.flatMap(({ id, check }) =>
      [...check(line)].map(({ locale, count = 1, ...fault }) => {
        return { id, locale, count, fault: { line: line[locale].line, ...fault } };
      }),
    );
  const check = remember((zh: Segment, en: Segment, zhPath: string, enPath: string) => {
    const line = toLine(zh, en, { zh: zhPath, en: enPath });
    const found = run(untranslated, line);
    // A line that is to be translated lacks all that the other one has.
    return found.length > 0 ? found : run(fitRules, line);
  });
  /** Tell how badly two lines fit, by what stands in them and by their lengths (Gale & Church, 1993). */
  const misfit = (zh: Segment, en: Segment, fitWords: FitWords): number => {
    const found = run(fitRules, toLine(zh, en, { zh: '', en: '' }));
    const faults = found.reduce((sum, { count = 1 }) => sum + count, 0);
    const words = 2 - 2 * (fitWords(zh, en) ?? 0.7);
    return faults + words + Math.abs(Math.log((lengthOf(en) + 2) / (usual * lengthOf(zh) + 2)));
  };
  return { check, misfit };
});

/** Find what is wrong with the lines of a section. */
export function* checkLines(
  { title, paragraphs }: Section,
  paths: Record<Locale, string>,
  { check, misfit }: ReturnType<typeof prepareLines>,
  fitWords: FitWords,
): Generator<Found> {
  const checkPair = ({ zh, en }: Pair) => check(zh, en, paths.zh, paths.en);
  yield* checkPair(title);
  let before: Pair | undefined;
  for (const { prose, segments } of paragraphs) {
    for (const [index, pair] of segments.entries()) {
      const next = segments[index + 1];
      if (!prose) yield* checkBlock(pair);
      else yield* checkPair(pair);
      if (before) yield* checkRepeated(before, pair);
      before = pair;
      if (prose && next) yield* checkOrder(pair, next);
    }
  }

  function* checkBlock({ zh, en }: Pair): Generator<Found> {
    const rows = { zh: listRows(zh), en: listRows(en) };
    const isSame = rows.zh.length === rows.en.length;
    const pairs = isSame
      ? rows.zh.map((row, at): [Segment, Segment] => [row, rows.en[at] ?? row])
      : pairUp(rows.zh, rows.en, (zhRow, enRow) => misfit(zhRow, enRow, fitWords));
    const last = { zh: zh.line, en: en.line };
    let isCounted = false;
    for (const [zhRow, enRow] of pairs) {
      if (zhRow) last.zh = zhRow.line;
      if (enRow) last.en = enRow.line;
      if (zhRow && enRow) {
        yield* checkPair({ zh: zhRow, en: enRow });
        const [expected, found] = [countCells(zhRow), countCells(enRow)];
        if (expected === found || isCounted) continue;
        isCounted = true;
        yield toFault('en', enRow.line, {
          expected: `${expected} columns, as in ${paths.zh}:${zhRow.line} ${quote(zhRow.text)}`,
          found: `${found}, ${quote(enRow.text)}`,
          fix: 'give the table the same columns in both languages',
        });
      } else {
        const [locale, row] = zhRow ? (['zh', zhRow] as const) : (['en', enRow ?? en] as const);
        const other = otherOf(locale);
        yield toFault(other, last[other], {
          expected: `the counterpart of the row ${paths[locale]}:${row.line} ${quote(row.text)}`,
          found: `none; ${rows[other].length} rows against ${rows[locale].length}`,
          fix: 'give the table or the list the same rows in both languages',
        });
      }
    }
  }

  function toFault(locale: Locale, line: number, fault: Fault): Found {
    return { id: 'alignment', locale, fault: { line, ...fault } };
  }

  function* checkRepeated(last: Pair, pair: Pair): Generator<Found> {
    for (const locale of locales) {
      const [{ text }, other] = [pair[locale], otherOf(locale)];
      if (text !== last[locale].text || pair[other].text === last[other].text) continue;
      if (text.length < 8) continue;
      yield {
        id: 'repeated',
        locale,
        fault: {
          line: pair[locale].line,
          expected: `the counterpart of ${paths[other]}:${pair[other].line} ${quote(pair[other].text)}`,
          found: `the line before once more, ${quote(text)}`,
          fix: 'write what stands there in the other language',
        },
      };
    }
  }

  /** Find neighbors of which each fits the other’s counterpart better than its own. */
  function* checkOrder(one: Pair, next: Pair): Generator<Found> {
    const share = (a: Pair, b: Pair) => fitWords(a.zh, b.en) ?? 0.5;
    const straight = share(one, one) + share(next, next);
    const isOdd = straight < 1.4 || check(one.zh, one.en, paths.zh, paths.en).length > 0;
    if (!isOdd) return;
    const costs = (a: Pair, b: Pair) => misfit(a.zh, b.en, fitWords);
    const gain = costs(one, one) + costs(next, next) - costs(one, next) - costs(next, one);
    if (gain < 0.3) return;
    for (const [pair, other] of [
      [one, next],
      [next, one],
    ] as const) {
      yield {
        id: 'order',
        locale: 'en',
        fault: {
          line: pair.en.line,
          expected: `the counterpart of ${paths.zh}:${pair.zh.line} ${quote(pair.zh.text)}`,
          found: `${quote(pair.en.text)}, which fits ${paths.zh}:${other.zh.line} better`,
          fix: `swap lines ${one.en.line} and ${next.en.line} if they have changed places`,
        },
      };
    }
  }
}
