import { type Locale, locales, mapLocales, otherOf } from '../paper/locale.ts';
import type { Line, LineFault } from './index.ts';
import { markerPattern } from './markers.ts';

/** Find numbers in digits that the other language has neither in digits nor in words. */
export function* checkNumbers(line: Line): Generator<LineFault> {
  const texts = mapLocales((locale) => {
    // What a term says is said by its wording in the other language: 20世纪90年代, the 1990s.
    const text = line.terms[locale].reduce(
      (all, { start, end }) => all.slice(0, start) + ' '.repeat(end - start) + all.slice(end),
      line[locale].text,
    );
    return text.replace(markerPattern, ' ');
  });
  for (const locale of locales) {
    const other = otherOf(locale);
    const values = listValues(texts[locale], locale);
    const missing = listNumerals(texts[other], other).find(
      (numeral) => !numeral.values.some((value) => values.has(value)),
    );
    if (!missing) continue;
    const inDigits = listNumerals(texts[locale], locale).map(({ text }) => text);
    yield {
      locale,
      expected: `the number ${missing.text}, as in ${line.places[other]}`,
      found: inDigits.join(', ') || 'no number',
      fix: 'write the same number; where both say it in ways of their own, make a term of them in terms.yaml',
    };
  }
}

/** A number that a text has in digits, and what it may amount to. */
export interface Numeral {
  text: string;
  /** Its value alone, and with the unit after it: 5 and 50,000 for 5万. */
  values: number[];
}

/** List the numbers that a text has in digits. */
export function listNumerals(text: string, locale: Locale): Numeral[] {
  const decades: Numeral[] = [];
  const rest = toHalfWidth(text).replace(/(\d+)世纪(\d+)年代/g, (decade, century, year) => {
    decades.push({ text: decade, values: [(Number(century) - 1) * 100 + Number(year)] });
    return ' '.repeat(decade.length);
  });
  const others = [...rest.matchAll(notations[locale].numeral)].map(([numeral]) => ({
    text: numeral.trim(),
    values: toValues(numeral, notations[locale]),
  }));
  return [...decades, ...others];
}

/** Return every number that a text can be said to name, in digits or in words. */
export function listValues(text: string, locale: Locale): Set<number> {
  const numerals = listNumerals(text, locale).flatMap(({ values }) => values);
  // What is part of a name counts nothing, and may be a number in the other language: Q1 is 第1季度.
  const inNames = [...toHalfWidth(text).matchAll(/[A-Za-z](\d+)/g)].map(([, digits]) =>
    Number(digits),
  );
  const named = locale === 'zh' ? listChinese(toHalfWidth(text)) : listEnglish(text);
  return new Set([...numerals, ...inNames, ...named].map(round));
}

/** How a language writes numbers in digits, with factors such as 万 or million. */
interface Notation {
  /** Finds a number with the factors in it. */
  numeral: RegExp;
  /** Finds in it each number (1) and the factors after it (2). */
  part: RegExp;
  names: RegExp;
  factors: ReadonlyMap<string, number>;
}

const notations: Readonly<Record<Locale, Notation>> = {
  zh: makeNotation('[,，]', '[余多]?(?:@)+', {
    ...{ 十: 10, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8, 兆: 1e12 },
  }),
  en: makeNotation(',', String.raw`(?:[\s-]*(?:@))+`, {
    ...{ hundred: 100, thousand: 1e3, million: 1e6, billion: 1e9, trillion: 1e12 },
  }),
};

/** @param after follows a number, with an @ for the names of factors */
function makeNotation(comma: string, after: string, factors: Record<string, number>): Notation {
  const digits = String.raw`(?:\d{1,3}(?:${comma}\d{3})+|\d+)(?:\.\d+)?`;
  const names = Object.keys(factors).join('|');
  const units = after.replace('@', names);
  const numeral = String.raw`(?<![A-Za-z\d.])${digits}(?:${units}(?:${digits}${units})*)?`;
  return {
    numeral: new RegExp(numeral, 'gi'),
    part: new RegExp(`(${digits})(${units})?`, 'gi'),
    names: new RegExp(names, 'g'),
    factors: new Map(Object.entries(factors)),
  };
}

/** Return what a numeral may amount to: 5万 is 5 and 50,000, 3万5千 is 35,000. */
function toValues(numeral: string, notation: Notation): number[] {
  const parts = [...numeral.matchAll(notation.part)].map(([, digits = '', units = '']) => ({
    value: Number(digits.replace(/[,，]/g, '')),
    factors: (units.toLowerCase().match(notation.names) ?? []).map(
      (name) => notation.factors.get(name) ?? 1,
    ),
  }));
  const values =
    parts.length > 1
      ? [addUp(parts.flatMap(({ value, factors }) => [{ value }, ...factors.map(toFactor)]))]
      : parts.flatMap(({ value, factors }) => [
          value,
          factors.reduce((all, by) => all * by, value),
        ]);
  // The full-width comma groups digits in some texts, and in others divides one number from the next.
  const listed = numeral.includes('，')
    ? numeral.split('，').flatMap((one) => toValues(one, notation))
    : [];
  return [...new Set([...values.map(round), ...listed])];
}

/** A number, or what the ones before it are multiplied by. */
type Token = { value: number } | { factor: number };

const toFactor = (factor: number): Token => ({ factor });

/** Add up what a Chinese numeral is made of: 三千二百万 is (3 × 1,000 + 2 × 100) × 10,000. */
function addUp(tokens: readonly Token[]): number {
  let total = 0;
  let section = 0;
  let digit = 0;
  for (const token of tokens) {
    if ('value' in token) digit = token.value;
    else if (token.factor >= 1e4) {
      // 三万亿 is 30,000 times 亿; 两亿五千万 is 亿 twice, and 万 besides.
      const before = section + digit;
      const isHigher = total < token.factor;
      total = isHigher
        ? (total + before || 1) * token.factor
        : total + (before || 1) * token.factor;
      section = digit = 0;
    } else {
      section += (digit || 1) * token.factor;
      digit = 0;
    }
  }
  return total + section + digit;
}

const chineseDigits = '〇一二三四五六七八九';

/** List what the runs of Chinese numerals in a text, and their parts, may mean: 十四五 is 14 and 5 too. */
function listChinese(text: string): number[] {
  const runs = text.match(/[〇零一二三四五六七八九两十百千万亿]+/g) ?? [];
  // 上世纪90年代 may be the 1990s, and the 1890s in what was written then.
  const decades = [
    ...text.matchAll(/(?:([\d一二三四五六七八九十]+)世纪)?(\d0|[一二三四五六七八九]?十)年代/g),
  ].flatMap(([, century, decade = '']) => {
    const centuries = century ? [toCount(century) - 1] : [17, 18, 19, 20];
    return centuries.map((first) => first * 100 + toCount(decade));
  });
  return [...runs.flatMap((run) => listParts(run).map(toCount)), ...decades];
}

function listParts(run: string): string[] {
  const part = run.replaceAll('零', '〇').replaceAll('两', '二').slice(0, 12);
  const indexes = [...part].keys().toArray();
  return indexes.flatMap((start) => indexes.slice(start).map((end) => part.slice(start, end + 1)));
}

/** Return the value of 二〇二三 (2023), 一百零五 (105), 三千万 (30,000,000) or 23. */
function toCount(text: string): number {
  if (/\d/.test(text)) return Number(text);
  const toDigit = (character: string) => chineseDigits.indexOf(character);
  if (/^[〇一二三四五六七八九]+$/.test(text)) return Number([...text].map(toDigit).join(''));
  return addUp(
    [...text].map((character) => {
      const factor = notations.zh.factors.get(character);
      return factor ? { factor } : { value: toDigit(character) };
    }),
  );
}

/** Lists of words that count up from a number, in steps of one. */
const wordLists: readonly [first: number, step: number, words: string][] = [
  [0, 1, 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen'],
  [15, 1, 'fifteen sixteen seventeen eighteen nineteen'],
  [
    0,
    1,
    'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth',
  ],
  [13, 1, 'thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'],
  [20, 10, 'twenty thirty forty fifty sixty seventy eighty ninety'],
  [20, 10, 'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth'],
  [1, 1, 'january february march april may june july august september october november december'],
  [1, 1, 'i ii iii iv v vi vii viii ix x xi xii'],
  [1, 1, 'once twice thrice'],
  [1, 1, 'single double triple quadruple'],
  [2, 0, 'half'],
  [10, 0, 'decade decades'],
  [12, 0, 'dozen'],
];

const words: ReadonlyMap<string, number> = new Map(
  wordLists.flatMap(([first, step, list]) =>
    list.split(' ').map((word, index): [string, number] => [word, first + index * step]),
  ),
);

/** List what the words of a text, alone and together, count: twenty-five, three thousand, the 1990s (90). */
function listEnglish(text: string): number[] {
  const values = [...text.matchAll(/\b\d\d(\d\d)s\b/g)].map(([, decade]) => Number(decade));
  let total = 0;
  let current: number | undefined;
  for (const [word] of text.toLowerCase().matchAll(/[a-z]+|[^a-z\s-]/g)) {
    const value = words.get(word);
    const power = notations.en.factors.get(word.replace(/(?:th|s)$/, ''));
    if (value !== undefined) {
      const isNext = current !== undefined && current % 10 === 0 && value < 100;
      current = isNext ? (current ?? 0) + value : value;
      values.push(value, current, total + current);
    } else if (power !== undefined) {
      current = (current ?? 1) * power;
      values.push(power, current, total + current);
      if (power < 1000) continue;
      total += current;
      current = undefined;
    } else if (word !== 'and') {
      total = 0;
      current = undefined;
    }
  }
  return values;
}

function toHalfWidth(text: string): string {
  return text.replace(/[０-９．％]/g, (character) => character.normalize('NFKC'));
}

/** Remove the error of binary fractions. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
