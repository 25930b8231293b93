import type { Element } from 'hast';
import { visit } from 'unist-util-visit';
import { type Locale, locales, mapLocales, otherOf } from '../paper/locale.ts';
import { remember, rememberPairs } from '../paper/memoize.ts';
import { quote } from '../paper/report.ts';
import { isError, type RuleId } from '../paper/rules.ts';
import type { Term } from '../paper/schema.ts';
import type { Pair, Section, Segment } from '../paper/tree.ts';
import { toPlainText } from '../text/html.ts';
import type { FitWords } from '../text/lexicon.ts';
import { pairUp } from '../text/pair-up.ts';
import type { Line, LineFault, Rule } from './index.ts';
import { lengthOf, usual } from './lengths.ts';
import { checkMarkers } from './markers.ts';
import { checkMarkup } from './markup.ts';
import { checkNumbers } from './numbers.ts';
import { checkTerms, prepareTerms } from './terms.ts';
import { checkUntranslated } from './untranslated.ts';

type LineRules = readonly Rule<Line, LineFault>[];

/** The rules that compare the two languages of a line. */
const fitRules: LineRules = [
  { id: 'markers', check: checkMarkers },
  { id: 'markup', check: checkMarkup },
  { id: 'numbers', check: checkNumbers },
  { id: 'terms', check: checkTerms },
];

const untranslated: LineRules = [{ id: 'untranslated', check: checkUntranslated }];

/** A fault of a rule, in one language. */
type Found = LineFault & { id: RuleId };

/** Prepare to check lines; unchanged lines are not checked again. */
export const prepareLines = remember((terms: readonly Term[], original: Locale) => {
  const findTerms = prepareTerms(terms);
  const toLine = (zh: Segment, en: Segment, zhPath = '', enPath = ''): Line => ({
    ...{ zh, en, original, findTerms },
    places: { zh: `${zhPath}:${zh.line}`, en: `${enPath}:${en.line}` },
  });
  const run = (rules: LineRules, line: Line): Found[] =>
    rules.flatMap(({ id, check }) =>
      [...check(line)].map((fault) => ({ id, line: line[fault.locale].line, ...fault })),
    );
  const check = remember((zh: Segment, en: Segment, zhPath: string, enPath: string) => {
    const line = toLine(zh, en, zhPath, enPath);
    const found = run(untranslated, line);
    // An untranslated line would break all other rules too.
    return found.length > 0 ? found : run(fitRules, line);
  });
  const measure = rememberPairs((zh: Segment, en: Segment): number => {
    const found = run(fitRules, toLine(zh, en));
    const faults = found.reduce((sum, { count = 1 }) => sum + count, 0);
    const ends = Number(isQuestion(zh) !== isQuestion(en)) / 2;
    return faults + ends + Math.abs(Math.log((lengthOf(en) + 2) / (usual * lengthOf(zh) + 2)));
  });
  /** Measure how badly two lines fit, by their faults, ends, words and lengths (Gale & Church, 1993). */
  const misfit = (zh: Segment, en: Segment, fitWords: FitWords): number =>
    measure(zh, en) + 2 - 2 * (fitWords(zh, en) ?? 0.7);
  return { check, misfit };
});

function isQuestion({ text }: Segment): boolean {
  return /[?？]\P{L}*$/u.test(text);
}

/** Matches the beginning of a note below a table. */
const note =
  /^(?:[资資]料[来來]源|[数數][据據][来來]源|(?:[来來]源|[注註]|sources?|notes?)\s*[:：.])/i;

/** Find the faults of the lines of a section. */
export function* checkLines(
  { title, paragraphs }: Section,
  paths: Record<Locale, string>,
  { check, misfit }: ReturnType<typeof prepareLines>,
  fitWords: FitWords,
): Generator<Found> {
  const checkPair = ({ zh, en }: Pair) => check(zh, en, paths.zh, paths.en);
  const costOf = (zh: Segment, en: Segment) => misfit(zh, en, fitWords);
  const name = (locale: Locale, { line, text }: Segment) =>
    `${paths[locale]}:${line} ${quote(text)}`;
  yield* checkPair(title);
  let before: Pair | undefined;
  const known = new Map<string, Pair>();
  let isCopy = false;
  for (const [at, { prose, segments }] of paragraphs.entries()) {
    const around = [paragraphs[at - 1], paragraphs[at + 1]];
    const isBeside = segments.length === 1 && around.some((other) => other?.prose === false);
    const shares = segments.map(({ zh, en }) => fitWords(zh, en) ?? 0.5);
    const isSwapped = segments.map((pair, index) => {
      const next = segments[index + 1];
      const share = (shares[index] ?? 0) + (shares[index + 1] ?? 0);
      const isSound = share >= 1.4 && checkPair(pair).length === 0;
      return prose && next !== undefined && !isSound && isOutOfOrder(pair, next);
    });
    for (const [index, pair] of segments.entries()) {
      const found = prose ? checkPair(pair) : [...checkBlock(pair)];
      const isMoved = isSwapped[index] || isSwapped[index - 1];
      // Lines in the wrong order break the other rules too.
      yield* isMoved ? found.filter(({ id }) => isError(id)) : found;
      if (before) yield* checkRepeated(before, pair);
      yield* checkCopied(pair, prose && isBeside);
      if (isSwapped[index] && !isSwapped[index - 1]) {
        const length = isSwapped.slice(index).findIndex((one) => !one);
        yield* reportOrder(segments.slice(index, index + length + 1));
      }
      before = pair;
    }
  }

  function* checkBlock(block: Pair): Generator<Found> {
    const rows = mapLocales((locale) => listRows(block[locale]));
    const kinds = mapLocales((locale) => describeBlock(block[locale], rows[locale][0]));
    if (kinds.zh !== kinds.en) {
      yield {
        ...{ id: 'alignment', locale: 'en', line: block.en.line },
        expected: `${kinds.zh}, as in ${name('zh', block.zh)}`,
        found: `${kinds.en}, ${quote(block.en.text)}`,
        fix: 'use the same kind of Markdown, with the same columns, in both languages',
      };
      return;
    }
    const isSame = rows.zh.length === rows.en.length;
    const pairs = isSame
      ? rows.zh.map((zh, at) => [zh, rows.en[at]] as const)
      : pairUp(rows.zh, rows.en, costOf);
    const last = mapLocales((locale) => block[locale].line);
    for (const [zh, en] of pairs) {
      last.zh = zh?.line ?? last.zh;
      last.en = en?.line ?? last.en;
      const row = zh ?? en;
      if (zh && en) yield* checkPair({ zh, en });
      else if (row) {
        const [locale, other] = zh ? (['zh', 'en'] as const) : (['en', 'zh'] as const);
        yield {
          ...{ id: 'alignment', locale: other, line: last[other] },
          expected: `the counterpart of the row ${name(locale, row)}`,
          found: `none; ${rows[other].length} rows against ${rows[locale].length}`,
          fix: 'give the table or the list the same rows in both languages',
        };
      }
    }
  }

  function* checkRepeated(last: Pair, pair: Pair): Generator<Found> {
    for (const locale of locales) {
      const [{ text, line }, other] = [pair[locale], otherOf(locale)];
      if (text.length < 8 || text !== last[locale].text) continue;
      if (pair[other].text === last[other].text) continue;
      yield {
        ...{ id: 'repeated', locale, line },
        expected: `the counterpart of ${name(other, pair[other])}`,
        found: `the previous line again, ${quote(text)}`,
        fix: 'translate the line of the other language',
      };
    }
  }

  /** Find the first of some lines that are there twice in both languages, except in verse and notes. */
  function* checkCopied(pair: Pair, isBeside: boolean): Generator<Found> {
    const { zh, en } = pair;
    const key = `${zh.text}\n${en.text}`;
    const last = known.get(key);
    known.set(key, last ?? pair);
    const isLong = zh.text.length >= (last === before ? 10 : 16);
    const isVerse = last?.zh.nodes.some((node) => 'tagName' in node && node.tagName === 'br');
    const wasCopy = isCopy;
    const isNote = isBeside || locales.some((locale) => note.test(pair[locale].text));
    isCopy = last !== undefined && isLong && !isVerse && (wasCopy || !isNote);
    if (!last || !isCopy || wasCopy) return;
    yield {
      ...{ id: 'repeated', locale: 'zh', line: zh.line },
      expected: `another line than ${name('zh', last.zh)}`,
      found: `the same again, and so in ${paths.en}:${last.en.line} and ${en.line}`,
      fix: 'delete what is there twice, in both languages',
    };
  }

  /** Tell whether neighboring lines each fit the other’s counterpart better than their own. */
  function isOutOfOrder(one: Pair, next: Pair): boolean {
    const straight = costOf(one.zh, one.en) + costOf(next.zh, next.en);
    return straight - costOf(one.zh, next.en) - costOf(next.zh, one.en) >= 0.3;
  }

  /** Report neighboring lines in the wrong order, at the first and the last. */
  function* reportOrder(lines: readonly Pair[]): Generator<Found> {
    const [first, second, before, last] = [lines[0], lines[1], lines.at(-2), lines.at(-1)];
    if (!first || !second || !before || !last) return;
    for (const [{ zh, en }, other] of [[first, second] as const, [last, before] as const]) {
      yield {
        ...{ id: 'order', locale: 'en', line: en.line },
        expected: `the counterpart of ${name('zh', zh)}`,
        found: `${quote(en.text)}, which fits ${paths.zh}:${other.zh.line} better`,
        fix: `put lines ${first.en.line} to ${last.en.line} in the order of ${paths.zh}`,
      };
    }
  }
}

/** List the rows of a table, or the items of a list, as lines; any other block is one line. */
const listRows = remember((segment: Segment): Segment[] => {
  const rows: Segment[] = [];
  visit({ type: 'root', children: segment.nodes }, 'element', (row: Element) => {
    if (!/^(?:tr|li)$/.test(row.tagName)) return;
    const isNested = (node: Element['children'][number]) =>
      'tagName' in node && /^[ou]l$/.test(node.tagName);
    const own = row.children.filter((node) => !isNested(node));
    const text = own.map(toPlainText).join(' ').replace(/\s+/g, ' ').trim();
    rows.push({ line: row.position?.start.line ?? segment.line, nodes: [row], text });
  });
  return rows.length > 1 ? rows : [segment];
});

/** Name the kind of a block, such as a table of 2 columns, in whose first row its columns are counted. */
function describeBlock({ nodes }: Segment, row: Segment | undefined): string {
  const [block] = nodes;
  const [cells] = row?.nodes ?? [];
  if (block?.type !== 'element') return 'text';
  if (cells?.type === 'element' && cells.tagName === 'tr') {
    return `a table of ${cells.children.filter(({ type }) => type === 'element').length} columns`;
  }
  return blocks[block.tagName] ?? 'a block';
}

const blocks: Readonly<Record<string, string>> = {
  ...{ ul: 'a list', ol: 'a numbered list', blockquote: 'a quotation', figure: 'a figure' },
  ...{ pre: 'a code block', math: 'a formula', div: 'a table or a note' },
};
