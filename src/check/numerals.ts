// cspell:ignore KMBTZ HKMBTZ
import type { Locale } from '../paper/locale.ts';

/** Matches a number in digits. */
export const digits = String.raw`(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?`;

const chinese = '〇一二三四五六七八九';

/** The factor of a numeral; capitals stand for English words. */
const factors: Readonly<Record<string, number>> = {
  ...{ 十: 10, 百: 100, 千: 1e3, 万: 1e4, 亿: 1e8, 兆: 1e12 },
  ...{ H: 100, Z: 12, K: 1e3, M: 1e6, B: 1e9, T: 1e12 },
};

/** Variants of numeral characters, in pairs. */
const variants = new Map(
  `零〇○〇两二兩二壹一贰二貳二叁三參三肆四伍五陆六陸六柒七捌八玖九拾十佰百仟千萬万億亿點点餘余幾几週周
  個个時时間间鐘钟歲岁級级節节屆届號号條条種种項项類类紀纪雙双倆俩畝亩噸吨國国層层開开∶:~–∼–〜–⁄/`
    .match(/\S./g)
    ?.map(([from = '', to = '']) => [from, to] as const),
);

const variant = new RegExp(`[${[...variants.keys()].join('')}]`, 'gu');

/**
 * Write the numbers of a text in digits: 99.5 for 九十九点五, 21 for twenty-first.
 *
 * `~` marks numbers that may be part of an idiom or a name; each part of 十四五 is written.
 */
export function digitize(text: string, locale: Locale): string {
  const plain = text
    .replace(/(?<=\d)[⁰¹²³⁴-⁹]+/g, '^$&')
    .replace(/(?<![\d.,])\d{1,3}(?=(?:\s\d{3})+(?:\.\d+)?\s?[万亿])[\d\s]+\d/g, (all) =>
      all.replace(/\s/g, ''),
    )
    .replace(/[¼-¾⅐-⅞]/g, ' $&')
    .replace(/[Ⅰ-ⅿ]+/g, (roman) => roman.normalize('NFKC').toUpperCase())
    // The full-width comma may group digits or separate numbers.
    .replace(/[^，]+/g, (part) => part.normalize('NFKC'))
    // After a number, 两 is a weight, or sums up a list: 第5、6两节.
    .replace(/(?<=[\d一二三四五六七八九十] ?)[两兩](?![百千万萬亿億])/g, ' ')
    .replace(variant, (one) => variants.get(one) ?? one)
    .replace(/(?<=\d):00\b/g, '')
    .replace(romanNumeral, (_, tens, ones) => ` ${10 * tens.length + romans.indexOf(ones)} `);
  return locale === 'zh' ? digitizeChinese(plain) : digitizeEnglish(plain);
}

/** A Roman numeral up to 39; a single letter counts only after a word that takes a number. */
const romanNumeral =
  /\b(?=[IVX]{2}|(?<=(?:Chapter|Part|Section|Volume|Book|Act|Phase|Type) )[IVX])(X{0,2})(IX|IV|V?I{0,3})\b/g;
const romans = ['', 'I', 'II', 'III', 'IV', 'V', 'VI', 'VII', 'VIII', 'IX'];

/** Matches measure words: before one, 三 is a number (三次), otherwise it may be part of a word (三农). */
const counted =
  /^(?:分之|分钟|部分|季度|小时|世纪|星期|公[里斤顷]|中全会|[个次种项条篇章节卷册届位名岁元年月日号天周倍类级层轮批套件座点步国省期阶代亩吨米克千])/;

const one = `[${chinese}]`;
const run = new RegExp(
  `(?:${digits} ?[十百千万亿兆]+)+(?:${digits})?|[${chinese}十百千万亿兆]+(?:点${one}+(?![十分刻半线])[万亿]*)?`,
  'g',
);
const range = new RegExp(`(${digits}|${one})(?=[至到–—-](?:${digits}|${one})([百千万亿]+))`, 'g');
const weekdays =
  /(?<![\d〇一二三四五六七八九十几]个?)(?:周|星期|礼拜)((?:[、和及与至到–-]?(?:周|星期|礼拜)?[一二三四五六日天](?![一二三四五六七八九十]))+)(?![次个天回])/g;

function digitizeChinese(text: string): string {
  return text
    .replace(/[廿卅卌]/g, (tens) => `${'二三四'['廿卅卌'.indexOf(tens)]}十`)
    .replace(/(?<=[\d一二三四五六七八九])万万/g, '亿')
    .replace(/(上|本)个?世纪/g, (_, which) => `~${which === '上' ? 20 : 21}世纪`)
    .replace(/(?<=[\d一二三四五六七八九十百千])[余多来](?=[百千万亿])/g, '')
    .replace(weekdays, (_, list: string) =>
      list.replace(
        /[一-龥]/g,
        (one) => ` ${'一二三四五六日'.indexOf(one) + 1 || (one === '天' ? 7 : '')} `,
      ),
    )
    .replace(/(?<=十)[有又](?!八九|九(?![年岁歲载載日月]))(?=[一二三四五六七八九](?!分之))/g, '')
    .replace(range, '$1$2')
    .replace(run, (found, at: number, all: string) => {
      const value = toCount(found);
      return value !== undefined && isCount(found, all[at - 1] ?? '', all.slice(at + found.length))
        ? String(value)
        : listParts(found);
    })
    .replace(/~?(\d+)点半/g, '$1:30')
    .replace(/(\d+)点~?([13])刻/g, (_, hour, quarters) => `${hour}:${15 * quarters}`)
    .replace(
      /~?(?<![\d.])(\d+)(个?(?:小时|钟头|世纪|[年天周倍岁斤里米元成月亩吨])|个|公里|星期)半(?![数径天])/g,
      '$1.5$2',
    )
    .replace(/半(?=个?多?(?:小时|钟头|天|年|月|世纪))/g, '~0.5')
    .replace(/[双对半]/g, (one) => ` ${one === '半' ? '~0.5 ~50' : '~2'} `);
}

/** Tell from the text around a Chinese numeral whether it is certainly a number. */
function isCount(found: string, before: string, after: string): boolean {
  if (/[几数番]/.test(before) || after.startsWith('几')) return false;
  if (/[\d点]|^[一二三四五六七八九].*[十百千万亿兆]|^十./.test(found)) return true;
  if (found === '一')
    return (
      /^季度/.test(after) ||
      (before === '第' && /^[章节届卷册]/.test(after)) ||
      (before === '月' && /^[日号]/.test(after))
    );
  if (found.length > 1) return /^[一二]..[^十百千万亿兆]年/.test(found + after);
  return (
    /[一-十]/.test(found) && !/[百千万亿兆]/.test(found) && (before === '第' || counted.test(after))
  );
}

/** Return the value of 二〇二三 (2023), 一百零五 (105), 3万5千 (35,000) or 三点五; undefined for 十四五. */
function toCount(text: string): number | undefined {
  const [, whole = '', decimals, powers = ''] = /^(.*?)(?:点(.*?)([万亿]*))?$/.exec(text) ?? [];
  const toDigit = (each: string) => (chinese.includes(each) ? chinese.indexOf(each) : Number(each));
  const tokens = whole.replace(/[, ]/g, '').match(/\d+(?:\.\d+)?|./g) ?? [];
  if (tokens.every((each) => chinese.includes(each))) {
    tokens.splice(0, Infinity, tokens.map(toDigit).join(''));
  }
  let [total, section, last] = [0, 0, Infinity];
  let digit: number | undefined;
  for (const [index, token] of tokens.entries()) {
    const factor = factors[token];
    if (factor === undefined) {
      if (digit) return undefined;
      digit = toDigit(token);
      // 三万五 is 35,000, and 一百零五 105.
      const isShort = index > 0 && index === tokens.length - 1 && digit < 10;
      if (isShort && /[百千万亿]/.test(tokens[index - 1] ?? ''))
        digit *= (factors[tokens[index - 1] ?? ''] ?? 1) / 10;
    } else if (/[万亿兆KMBTZ]/.test(token)) {
      // 三万亿 is 30,000 times 亿; 两亿五千万 is the sum of 两亿 and 五千万.
      const before = section + (digit ?? 0);
      total = total < factor ? (total + before || 1) * factor : total + (before || 1) * factor;
      [section, digit, last] = [0, undefined, Infinity];
    } else {
      if (factor >= last) return undefined;
      section += (digit || 1) * factor;
      [digit, last] = [undefined, factor];
    }
  }
  const value = total + section + (digit ?? 0);
  if (decimals === undefined) return value;
  const power = [...powers].reduce((all, each) => all * (factors[each] ?? 1), 1);
  return Number(`${value}.${[...decimals].map(toDigit).join('')}`) * power;
}

/** List the numbers that a run may consist of: 14 and 5 for 十四五, 80 and 90 for 八九十. */
function listParts(text: string): string {
  const run = text.slice(0, 8);
  const shorter = [...run].map((_, index) => run.slice(0, index) + run.slice(index + 1));
  const parts = [run, ...shorter].flatMap((each) =>
    [...each].flatMap((_, start) => [...each].map((_, end) => each.slice(start, end + 1))),
  );
  const isPart = (part: string) => part === run || (part && !/^[十百千万亿兆]$/.test(part));
  const values = new Set(parts.filter(isPart).map(toCount));
  return [...values]
    .flatMap((value) => (value === undefined ? [] : `~${value}`))
    .toReversed()
    .join(' ');
}

const spell = (number: number): string =>
  (number > 19 ? chinese[number / 10] : '') +
  (number > 9 ? '十' : '') +
  (number % 10 || !number ? chinese[number % 10] : '');

/** Cardinal and ordinal words, in runs with equal steps. */
const counts = (
  [
    [0, 1, 'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen'],
    [15, 1, 'fifteen sixteen seventeen eighteen nineteen'],
    [20, 10, 'twenty thirty forty fifty sixty seventy eighty ninety'],
    [1, 1, 'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth'],
    [13, 1, 'thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth'],
    [20, 10, 'twentieth thirtieth fortieth fiftieth sixtieth seventieth eightieth ninetieth'],
  ] as const
).flatMap(([first, step, names]) =>
  names.split(' ').map((name, index) => [name, first + index * step] as const),
);
const values = new Map(counts);
const words: ReadonlyMap<string, string> = new Map([
  ...counts.map(([name, value]) => [name, spell(value)] as const),
  ...'dozenZ hundredH thousandK millionM billionB trillionT bnB tnT hundredthH thousandthK millionthM'
    .split(' ')
    .map((word) => [word.slice(0, -1), word.slice(-1)] as const),
]);

/** Words that imply a number, which the translation need not have; in Chinese, months and days are numbers. */
const implied: ReadonlyMap<string, number> = new Map(
  `1 once single primary unilateral January Jan Monday Mon
  2 twice secondary double doubled doubling both pair couple twin dual bilateral either alternate February Feb Tuesday Tues Tue
  3 thrice tertiary triple tripled tripling treble trio triad trilateral March Mar Wednesday Wed
  4 quadruple quadrupled quadrupling quarterly quartet quadrilateral April Apr Thursday Thurs Thu
  5 quintuple quintet May Friday Fri
  6 June Jun Saturday Sat
  7 July Jul Sunday Sun
  8 August Aug
  9 September Sept Sep
  10 decade October Oct
  11 November Nov
  12 noon midday December Dec
  14 fortnight
  24 clock
  100 century centenary centennial
  1000 millennium`
    .split('\n')
    .map((line) => line.trim().split(' '))
    .flatMap(([value, ...names]) => names.map((name) => [name, Number(value)] as const)),
);
const toPattern = (name: string) => name.replace(/^[a-z]/, (one) => `[${one}${one.toUpperCase()}]`);
const implying = new RegExp(
  `\\b(${[...implied.keys()].map(toPattern).join('|')})(?:(?<!decade)s)?\\b`,
  'g',
);
const parts = 'half|halve third fourth|quarter fifth sixth seventh eighth ninth tenth'.split(' ');

const few = 'one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\\d+(?:\\.\\d+)?';
const scale = 'dozen|hundred|thousand|million|billion|trillion|[bt]n';
const word = `(?:${[...words.keys()].sort((a, b) => b.length - a.length).join('|')})(?:s(?= of))?(?![a-z])`;
const fraction = `\\b(?:(${few})(?: and)? )?\\b(?:(?:one|a(?=[\\w -]+ of\\b))[\\s-](${parts.join('|')})|(${few})[\\s-](${parts.join('|')})s)\\b`;
const phrase = new RegExp(
  `(?:(?<![A-Za-z\\d.]|[A-Z]-)${digits}[\\s-]*(?=${scale})|(?<![A-Za-z]))${word}(?:[\\s-]+(?:and )?(?:${digits}[\\s-]+(?=${scale}))?${word})*`,
  'gi',
);

function digitizeEnglish(text: string): string {
  const at = (pattern: string) => new RegExp(pattern, 'gi');
  const toDigits = (name = '') => String(values.get(name.toLowerCase()) ?? name);
  return text
    .replace(/\b(?:per ?cent(?:age points?)?|pct)\b/gi, '%')
    .replace(/\bper mille?\b/gi, '‰')
    .replace(at(`\\bhalf past (${few})\\b`), '$1:30')
    .replace(at(fraction), (_, whole, part, many, plural) => {
      const name = (part ?? plural).toLowerCase();
      const all = parts.findIndex((names) => names.split('|').includes(name)) + 2;
      return ` ${toDigits(whole)} ${toDigits(many ?? 'one')}/${all} `;
    })
    .replace(
      at(`\\b(${few})( [a-z]+)? and a half\\b`),
      (_, whole, unit = '') => `${toDigits(whole)}.5${unit}`,
    )
    .replace(/\ban? ([a-z]+) and a half\b/gi, '1.5 $1')
    .replace(/\b(?:a )?half(?:[ -](?:of )?an?\b)? ?/gi, '~0.5 ')
    .replace(/\bquarter (?:past|of an?)\b/gi, '~15 ~0.25 ')
    .replace(at(`\\b(${few})-?fold\\b`), '$1 fold')
    .replace(/\b[a-z]+ties\b/gi, (tens) => {
      const value = values.get(tens.toLowerCase().replace('ties', 'ty'));
      return value ? `${value}s` : tens;
    })
    .replace(at(`\\b(${few})(?= ?(?:to|or|and|[–-]) ?(?:${few})[ -](${scale}))`), '$1 $2')
    .replace(phrase, (found) => count(found))
    .replace(
      implying,
      (all, name) => `~${implied.get(name) ?? implied.get(name.toLowerCase())} ${all}`,
    );
}

/** Write the numbers of a phrase in digits: twenty-five, three thousand, nineteen eighty-four. */
function count(found: string): string {
  const runs: string[] = [];
  for (const [token] of found.toLowerCase().matchAll(/[\d.,]*\d|[a-z]+/g)) {
    const next = words.get(token) ?? (/\d/.test(token) ? token : '');
    const longer = (runs.at(-1) ?? '') + next;
    // “hundreds of” is not a number.
    if (!next) continue;
    const isOne = longer !== next && !/\d$/.test(next) && toCount(longer) !== undefined;
    if (isOne && !/^[〇一二三四五六七八九]{2}$/.test(longer)) runs.splice(-1, 1, longer);
    else runs.push(next);
  }
  const [first = 0, last = 0] = runs.map(toCount);
  // Years are read in two parts: nineteen eighty-four.
  const isYear =
    runs.length === 2 && /^(?:十.|二十)$/.test(runs[0] ?? '') && last > 9 && last < 100;
  if (isYear) return ` ${100 * first + last} `;
  const isOptional = (run: string) => /^(?:[〇一]|[HKMBTZ]+)$/.test(run) || /^second$/i.test(found);
  return `${runs.map((run) => ` ${isOptional(run) ? '~' : ''}${toCount(run)}`).join('')} `;
}
