import { type Locale, locales, mapLocales, otherOf } from '../paper/locale.ts';
import type { Range } from '../text/tokens.ts';
import type { Line, LineFault } from './index.ts';
import { markerPattern } from './markers.ts';

/** Find numbers in digits that the other language has neither in digits nor in words. */
export function* checkNumbers(line: Line): Generator<LineFault> {
  const texts = mapLocales((locale) => {
    // What a term says is said by its wording in the other language: 20世纪90年代, the 1990s.
    const text = line.terms[locale].reduce(blank, line[locale].text);
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

/** Put spaces in the place of a part of a text. */
function blank(text: string, { start, end }: Range): string {
  return text.slice(0, start) + ' '.repeat(end - start) + text.slice(end);
}

/** A number that a text has in digits, and what it may amount to. */
export interface Numeral {
  text: string;
  /** Where it begins, in UTF-16 units. */
  index: number;
  /** Its value alone, and with the unit after it: 5 and 50,000 for 5万. */
  values: number[];
}

/** List the numbers that a text has in digits. */
export function listNumerals(text: string, locale: Locale): Numeral[] {
  const decades = locale === 'zh' ? listDecades(text) : [];
  const rest = decades.reduce(
    (all, { text: { length }, index }) => blank(all, { start: index, end: index + length }),
    toHalfWidth(text),
  );
  const others = [...rest.matchAll(systems[locale].numeral)].map(
    ({ 0: found, index }): Numeral => ({
      text: found.trim(),
      index,
      values: toValues(found, systems[locale]),
    }),
  );
  return [...decades, ...others];
}

/** List decades such as 20世纪90年代, the 1990s. */
function listDecades(text: string): Numeral[] {
  return [...toHalfWidth(text).matchAll(/(\d+)世纪(\d+)年代/g)].map(
    ({ 0: found, 1: century, 2: decade, index }) => {
      const value = (Number(century) - 1) * 100 + Number(decade);
      return { text: found, index, values: [value] };
    },
  );
}

/** Return what a numeral may amount to: 5万 is 5 and 50,000, 3万5千 is 35,000. */
function toValues(numeral: string, system: System): number[] {
  const { part, factors } = system;
  const parts = [...numeral.matchAll(part)].map(({ 1: number = '', 2: unit = '' }) => {
    const value = Number(number.replace(/[,，]/g, ''));
    const names = unit.toLowerCase().match(factors.pattern) ?? [];
    return [value, names.reduce((all, name) => all * (factors.of.get(name) ?? 1), value)] as const;
  });
  // The full-width comma groups digits in some texts, and in others divides one number from the next.
  const listed = numeral.includes('，')
    ? numeral.split('，').flatMap((one) => toValues(one, system))
    : [];
  const alone = parts.length > 1 ? [addUp(toTokens(numeral, system))] : parts.flat();
  return [...new Set([...alone.map(round), ...listed])];
}

/** Split 3万5千 into what it is made of: 3, 10,000, 5, 1,000. */
function toTokens(numeral: string, { factors }: System): Token[] {
  const tokens = numeral.match(/[\d,.]+|\p{L}/gu) ?? [];
  return tokens.map((token) => {
    const factor = factors.of.get(token);
    return factor ? { factor } : { value: Number(token.replace(/,/g, '')) };
  });
}

/** Return every number that a text can be said to name, in digits or in words. */
export function listValues(text: string, locale: Locale): Set<number> {
  const numerals = listNumerals(text, locale).flatMap(({ values }) => values);
  // What is part of a name counts nothing, and may be a number in the other language: Q1 is 第1季度.
  const inNames = [...toHalfWidth(text).matchAll(/[A-Za-z](\d+)/g)].map(([, digits]) =>
    Number(digits),
  );
  const named = locale === 'zh' ? listChinese(text) : listEnglish(text);
  return new Set([...numerals, ...inNames, ...named].map(round));
}

interface System {
  /** Finds a number with the units in it. */
  numeral: RegExp;
  /** Finds in it each number (1) and the unit after it (2). */
  part: RegExp;
  factors: { pattern: RegExp; of: ReadonlyMap<string, number> };
}

const systems: Readonly<Record<Locale, System>> = {
  zh: makeSystem(String.raw`(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:\.\d+)?`, '[余多]?(?:@)+', {
    十: 10,
    百: 100,
    千: 1000,
    万: 1e4,
    亿: 1e8,
    兆: 1e12,
  }),
  en: makeSystem(String.raw`(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?`, String.raw`(?:[\s-]*(?:@))+`, {
    hundred: 100,
    thousand: 1000,
    million: 1e6,
    billion: 1e9,
    trillion: 1e12,
  }),
};

/** @param unit has an @ where the name of a factor stands */
function makeSystem(digits: string, unit: string, factors: Record<string, number>): System {
  const names = Object.keys(factors).join('|');
  const units = unit.replace('@', names);
  return {
    numeral: new RegExp(
      String.raw`(?<![A-Za-z\d.])${digits}(?:${units}(?:${digits}${units})*)?`,
      'gi',
    ),
    part: new RegExp(`(${digits})(${units})?`, 'gi'),
    factors: { pattern: new RegExp(names, 'g'), of: new Map(Object.entries(factors)) },
  };
}

const chineseDigits = '〇一二三四五六七八九';

/** List what the runs of Chinese numerals in a text, and their parts, may mean: 十四五 is 14 and 5 too. */
function listChinese(text: string): number[] {
  const runs = text.match(/[〇零一二三四五六七八九两十百千万亿]+/g) ?? [];
  // 上世纪90年代 may be the 1990s, and the 1890s in what was written then.
  const decades = [
    ...toHalfWidth(text).matchAll(
      /(?:([\d一二三四五六七八九十]+)世纪)?(\d0|[一二三四五六七八九]?十)年代/g,
    ),
  ].flatMap(([, century, decade = '']) => {
    const centuries = century ? [(toCount(century) - 1) * 100] : [1700, 1800, 1900, 2000];
    return centuries.map((first) => first + toCount(decade));
  });
  return [...runs.flatMap((run) => listParts(run).map(toChineseNumber)), ...decades];
}

function listParts(run: string): string[] {
  const characters = [...run.replaceAll('零', '〇').replaceAll('两', '二')].slice(0, 12);
  return characters.flatMap((_, start) =>
    characters
      .slice(start)
      .map((_one, length) => characters.slice(start, start + length + 1).join('')),
  );
}

/** Return the value of 二〇二三 (2023), 一百零五 (105) or 三千万 (30,000,000). */
function toChineseNumber(text: string): number {
  if (/^[〇一二三四五六七八九]+$/.test(text)) {
    return Number([...text].map((digit) => chineseDigits.indexOf(digit)).join(''));
  }
  return addUp(
    [...text].map((character) => {
      const factor = systems.zh.factors.of.get(character);
      return factor ? { factor } : { value: chineseDigits.indexOf(character) };
    }),
  );
}

function toCount(numeral: string): number {
  return /\d/.test(numeral) ? Number(numeral) : toChineseNumber(numeral);
}

/** A number, or what the ones before it are multiplied by. */
type Token = { value: number } | { factor: number };

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

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen';
const smallOrdinals =
  'zeroth first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth';
const tens = 'twenty thirty forty fifty sixty seventy eighty ninety';
const tensOrdinals =
  'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth';
const months =
  'january february march april may june july august september october november december';

/** What English words count. */
const words: ReadonlyMap<string, number> = new Map([
  ...[small, smallOrdinals].flatMap((list) => number(list, (index) => index)),
  ...[tens, tensOrdinals].flatMap((list) => number(list, (index) => (index + 2) * 10)),
  ...number(months, (index) => index + 1),
  ...number('once twice thrice', (index) => index + 1),
  ...number('single double triple quadruple', (index) => index + 1),
  ...number('i ii iii iv v vi vii viii ix x xi xii', (index) => index + 1),
  ['half', 2],
  ['dozen', 12],
  ['decade', 10],
  ['decades', 10],
]);

function number(list: string, toValue: (index: number) => number): [string, number][] {
  return list.split(' ').map((word, index) => [word, toValue(index)]);
}

/** List what the words of a text, alone and together, count: twenty-five, three thousand, the 1990s (90). */
function listEnglish(text: string): number[] {
  const values: number[] = [...text.matchAll(/\b\d\d(\d\d)s\b/g)].map(([, decade]) =>
    Number(decade),
  );
  let total = 0;
  let current: number | undefined;
  for (const [word] of text.toLowerCase().matchAll(/[a-z]+|[^a-z\s-]/g)) {
    const value = words.get(word);
    const power = systems.en.factors.of.get(word.replace(/(?:th|s)$/, ''));
    if (value !== undefined) {
      current =
        current !== undefined && (current % 100 === 0 || current % 10 === 0) && value < 100
          ? current + value
          : value;
      values.push(value, current, total + current);
    } else if (power !== undefined) {
      current = (current ?? 1) * power;
      values.push(power, current, total + current);
      if (power >= 1000) {
        total += current;
        current = undefined;
      }
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

/** Rid a product of what binary fractions add to it. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}
