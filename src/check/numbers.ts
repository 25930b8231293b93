import { type Locale, locales, mapLocales, otherOf } from '../paper/locale.ts';
import { remember } from '../paper/memoize.ts';
import type { Segment } from '../paper/tree.ts';
import { splitAtRanges } from '../text/phrases.ts';
import type { Line, LineFault } from './index.ts';
import { markerPattern } from './markers.ts';
import { digitize, digits } from './numerals.ts';

/** Find numbers that the other language has in no notation. */
export function* checkNumbers(line: Line): Generator<LineFault> {
  const lists = mapLocales((locale) => listInLine(line[locale], locale, line.findTerms));
  for (const locale of locales) {
    const other = otherOf(locale);
    const missing = findMissing(lists[other], lists[locale]).map(({ text }) => text);
    if (missing.length === 0) continue;
    const found = lists[locale].filter(({ isAsked }) => isAsked).map(({ text }) => text);
    yield {
      locale,
      count: missing.length,
      expected: `the number${missing.length > 1 ? 's' : ''} ${missing.join(', ')}, as in ${line.places[other]}`,
      found: found.join(', ') || 'no number',
      fix: 'write the same number, or list both wordings as a term in terms.yaml',
    };
  }
}

/** Matches bare addresses, and references to notes that do not exist. */
const notText = /(?:https?:\/\/|www\.)[!-~]+|\[\^[^\]\s]+\]/g;

const listInLine = remember((segment: Segment, locale: Locale, findTerms: Line['findTerms']) => {
  const { text } = segment;
  const toPlain = (one: string) => one.replace(markerPattern, ' ').replace(notText, ' ');
  const all = listQuantities(toPlain(text), locale);
  const terms = all.length > 0 ? findTerms(segment, locale) : [];
  if (terms.length === 0) return all;
  // A term is translated by its wording, numbers included: 20世纪90年代, the 1990s.
  const others = splitAtRanges(text, terms).map((part) => (part.marked ? ' ' : part.text));
  const named = terms.flatMap(({ start, end }) => listQuantities(text.slice(start, end), locale));
  return [
    ...listQuantities(toPlain(others.join('')), locale),
    ...named.map((quantity) => ({ ...quantity, isAsked: false })),
  ];
});

/** A number that a text names. */
interface Quantity {
  /** In digits: `99.5`, `2/3`. */
  text: string;
  /** Its possible values, rounded; a reading of several numbers, such as 9/11, has each of them. */
  readings: readonly (readonly number[])[];
  /** Whether the other language must have it too; a number that may be part of an idiom is optional. */
  isAsked: boolean;
  /** The number with its unit: a year and a half is 18 months. */
  amount?: { dimension: string; size: number; value: number } | undefined;
  /** The letters before a number in a name: the A of A4. */
  prefix?: string | undefined;
}

/** List the numbers of one language that the other language does not have. */
export function findMissing(asked: readonly Quantity[], given: readonly Quantity[]): Quantity[] {
  const values = new Set(given.flatMap(({ readings }) => readings.flat()));
  const prefixes = new Set(given.map(({ prefix }) => prefix));
  return asked.filter(
    ({ text, readings, isAsked, amount, prefix }) =>
      isAsked &&
      (prefix === undefined || prefixes.has(prefix)) &&
      !readings.some((reading) => reading.every((value) => values.has(value))) &&
      !given.some((other) => isSameAmount(amount, other.amount, text + other.text)),
  );
}

/** Tell whether two amounts in different units agree after rounding. */
function isSameAmount(a: Quantity['amount'], b: Quantity['amount'], text: string): boolean {
  if (!a || !b || a.dimension !== b.dimension || a.size === b.size) return false;
  const [one, other] = [a.size * a.value, b.size * b.value];
  const max = Math.max(one, other);
  const isFraction = /\/|分之/.test(text);
  const share = isFraction ? (/\d\.\d/.test(text) ? 0.05 : 0.5) : max >= 98 ? 2 : 0;
  return Math.abs(one - other) <= (a.dimension === 'share' ? share : 0.007 * max) + 1e-9;
}

/** Remove the rounding error of binary fractions. */
function round(value: number): number {
  return Number(value.toPrecision(12));
}

// cspell:ignore milli centi
/** Units to convert: dimension, size and names. */
const units = `share 1 %|个?百分点; 0.1 ‰; 0.01 个?基点|basis points?; 100 个?倍|times|fold
time 1 秒|seconds?; 60 分钟|minutes?|mins?; 3600 个?(?:小时|钟头)|hours?|h; 86400 天|日|days?
time 604800 个?(?:周|星期|礼拜)|weeks?; 2629800 个?月|months?; 31557600 周?年|岁|years?
time 315576000 decades?; 3155760000 个?世纪|century|centuries
length 0.001 毫米|mm|milli#; 0.01 厘米|cm|centi#; 1 米|m|#; 1000 公里|km|kilo#
length 500 里|li; 1609.344 英里|miles?; 0.3048 英尺|f(?:oo|ee)?t
mass 0.001 克|g|grams?; 1 公斤|kg|kilo(?:gram)?s?; 0.5 斤|jin; 1000 吨|t|tons?|tonnes?
area 666.67 亩|mu; 1e4 公顷|ha|hectares?; 1e6 平方公里|square kilo#|km2; 1 平方米|m2
power 1 瓦|W|watts?; 1000 kW|kilowatts?`
  .replaceAll('#', 'met(?:re|er)s?')
  .split('\n')
  .map((line) => line.split(/ (.*)/))
  .flatMap(([dimension = '', list = '']) =>
    list.split('; ').map((unit) => {
      const [size, names] = unit.split(/ (.*)/);
      const name = new RegExp(String.raw`^[余多]?[\s-]*(?:${names})(?![A-Za-z])`);
      return { dimension, size: Number(size), name };
    }),
  );

const anyUnit = new RegExp(units.map(({ name }) => name.source).join('|'));

/** The year before the first year of each era. */
const eras: ReadonlyMap<string, number> = new Map(
  `民国1911 昭和1925 平成1988 令和2018 明治1867 大正1911 宣统1908 光绪1874 同治1861 咸丰1850 道光1820 嘉庆1795
  乾隆1735 雍正1722 康熙1661 顺治1643 崇祯1627 万历1572 嘉靖1521 永乐1402 洪武1367 开元712 贞观626`
    .split(/\s+/)
    .map((era): [string, number] => [era.slice(0, 2), Number(era.slice(2))]),
);

type Groups = (string | undefined)[];
type Readings = readonly (number | number[])[];
type Notation = readonly [pattern: RegExp, read: (...groups: Groups) => Readings];

const notation = (pattern: string, read: Notation[1]): Notation => [
  new RegExp(pattern.replaceAll('N', `~?(${digits})`), 'g'),
  read,
];

/** Return the readings of a fraction: 3/4 is 0.75, 75 %, or 3 and 4. */
function toShare(part = '0', all = '1', whole = '0'): Readings {
  const value = Number(whole) + Number(part) / Number(all);
  return [value, 100 * value, [Number(part), Number(all)]];
}

/** The notations of numbers in digits; each skips the numbers that an earlier one has read. */
const notations: readonly Notation[] = [
  notation('N又N分之N', (whole, all, part) => toShare(part, all, whole)),
  notation('N分之N', (all, part) => toShare(part, all)),
  notation(String.raw`(?:(\d{1,2}) )?(?<![\d./])(\d{1,3})/(\d{1,3})(?![\d/])`, (whole, part, all) =>
    toShare(part, all, whole),
  ),
  notation(
    String.raw`(?:~?(\d+)世纪[初中后末]?期?)?((?:[~\d ]|[、和及至到–-](?=[~\d]))+)(?:年代|后(?![来续期]))`,
    (century, list = '') => {
      const bases = century ? [100 * Number(century) - 100] : [0, 1700, 1800, 1900, 2000];
      const years = (list.match(/\d+/g) ?? []).map(Number).filter((year) => year % 10 === 0);
      return years.flatMap((year) =>
        year < 100 ? bases.map((base) => base + year) : [year, year % 100],
      );
    },
  ),
  notation('~?([1-9])成(半|~?[1-9])?(?![立为员群分果功本长熟就绩人])', (ten, one = '0') => [
    Number(ten) * 10 + (one === '半' ? 5 : Number(one.replace('~', ''))),
  ]),
  notation('~?([1-9])~?([1-9])?折(?![叠射旧腾磨线扣断算返中合服])', (ten, one = '0') => [
    Number(ten + one),
  ]),
  notation('N ?%(?= off| discount)', (value) => [100 - Number(value), Number(value)]),
  notation(String.raw`N(?:秒(?=\d\d(?!\d))|块(?=~?\d(?!\d)))N`, (whole, part = '') => [
    Number(`${whole}.${part}`),
    [Number(whole), Number(part)],
  ]),
  notation('翻了?N番', (times) => [2 ** Number(times), 100 * (2 ** Number(times) - 1)]),
  notation('(?<=(?:增长|增加|提高|上升|扩大|增)了?[近约]?)N(?=个?倍)', (value) => {
    return [Number(value), Number(value) + 1, 100 * Number(value)];
  }),
  notation(
    String.raw`(?<=下午|晚上?|傍晚|夜里)N(?=[点时:])|N(?=(?::\d\d)? ?[pP]\.?[mM]\b)`,
    (zh, en) => [Number(zh ?? en), Number(zh ?? en) + 12],
  ),
  notation(`(?<=(${[...eras.keys()].join('|')}))N(?=年)`, (era = '', year) => {
    return [(eras.get(era) ?? 0) + Number(year), Number(year)];
  }),
  notation(String.raw`(?<=\d\d\d\d ?[–—-] ?)(\d\d)(?![\d%]|[.,]\d)`, (end) => {
    return [Number(end), 1900 + Number(end), 2000 + Number(end)];
  }),
  notation('(?<=[“‘「"])([1-9])([1-9])([1-9])(?=[”’」"])', (a, b, c) => {
    return [`${a}${b}${c}`, `${a} ${b} ${c}`, `${a} ${b}${c}`, `${a}${b} ${c}`].map((one) =>
      one.split(' ').map(Number),
    );
  }),
  notation(String.raw`(?<!\d)(\d{1,3})[， ](\d{3})(?![\d，]|\.\d)`, (first = '', last = '') => {
    return [Number(first + last), [Number(first), Number(last)]];
  }),
  notation('N', (value = '') => [Number(value.replace(/[^\d.]/g, ''))]),
];

const namePrefix = /(?<![A-Za-z])([A-Za-z]*(?:[A-Z]-?|[a-z])|[A-Z][a-z]+-)$/;

/** List the numbers that a text names, in digits or in words. */
export function listQuantities(text: string, locale: Locale): Quantity[] {
  const whole = digitize(text, locale);
  if (!/\d/.test(whole)) return [];
  const found = listBetween(whole);
  let rest = whole;
  for (const [pattern, read] of notations) {
    rest = rest.replace(pattern, (match: string, ...args: unknown[]) => {
      const at = args.at(-2) as number;
      const readings = read(...(args.slice(0, -2) as Groups)).map((one) => [one].flat().map(round));
      const [, prefix] = namePrefix.exec(whole.slice(Math.max(0, at - 20), at)) ?? [];
      const after = whole.slice(at + match.length, at + match.length + 20);
      const value = readings[0]?.[0] ?? 0;
      const isShare = value < 1 || /\/|分之/.test(match);
      const unit = anyUnit.test(after)
        ? units.find(({ name }) => name.test(after))
        : isShare && { dimension: 'share', size: 100 };
      found.push({
        text: match.replaceAll('~', '').trim(),
        readings,
        isAsked: !match.startsWith('~') || /年代|分之/.test(match),
        amount: unit ? { ...unit, value } : undefined,
        prefix,
      });
      return ' '.repeat(match.length);
    });
  }
  return found;
}

/** List the numbers inside the ranges of a text, which its translation may name: 2 in 1–3. */
function listBetween(text: string): Quantity[] {
  const ranges = text.matchAll(/(\d{1,4}) ?(?:[–—至到-]|to|through) ?(?=(\d{1,4})(?![\d.]))/g);
  return [...ranges].flatMap(([, first, last]) => {
    const length = Math.min(Number(last) - Number(first), 30) - 1;
    return Array.from({ length: Math.max(0, length) }, (_, index) => {
      const value = Number(first) + index + 1;
      return { text: String(value), readings: [[value]], isAsked: false };
    });
  });
}
