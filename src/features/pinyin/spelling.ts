import { readCedict } from '../../text/cedict.ts';
import { type Corrections, toPinyin } from './pinyin.ts';

/** The longest word that is written as one; a longer one is divided, unless it is a name. */
const longest = 3;

/** The pinyin of each word in CC-CEDICT, with capitals in names. */
let known: Map<string, string> | undefined;

function readWords(): Map<string, string> {
  if (known) return known;
  known = new Map();
  for (const [traditional, simplified, pinyin] of readCedict()) {
    // What is also a name, such as the surname 高, is more often the word.
    const isName = pinyin.charAt(0) < 'a';
    if (!isName || !known.has(simplified)) known.set(simplified, pinyin);
    if (!isName || !known.has(traditional)) known.set(traditional, pinyin);
  }
  return known;
}

/** Return the cases of a word's syllables: `Aa` for 新疆, `AaAa` for 人民日报, which is written in two words. */
function findCases(word: readonly string[]): string | undefined {
  const syllables = readWords().get(word.join(''))?.split(' ');
  if (syllables?.length !== word.length) return undefined;
  const cases = syllables.map((syllable) => (syllable.charAt(0) < 'a' ? 'A' : 'a')).join('');
  return cases.startsWith('A') || word.length <= longest ? cases : undefined;
}

/** Divide Han characters into words, the longest from the end, and return the cases of their syllables. */
function divide(characters: readonly string[]): string[] {
  const found: string[] = [];
  for (let end = characters.length; end > 0; end -= found[0]?.length ?? 1) {
    const starts = characters.slice(0, end).keys();
    const cases = [...starts]
      .slice(-9)
      .map((start) => findCases(characters.slice(start, end)))
      .find(Boolean);
    found.unshift(cases ?? 'a');
  }
  return found;
}

const signs: Readonly<Record<string, string>> = {
  ...{ '！': '! ', '，': ', ', '、': ', ', '：': ': ', '；': '; ', '？': '? ', '。': '. ' },
  ...{ '（': ' (', '）': ') ', '《': '“', '》': '”', '·': ' ' },
};

/**
 * Write a title in pinyin without tones, by words, with capitals at its start, after a colon and in names
 * (GB/T 16159—2012); a character without a reading stays.
 */
export function romanize(title: string, corrections?: Corrections): string {
  const characters = title.match(/\p{Script=Han}/gu) ?? [];
  const readings = toPinyin(title, corrections).map((reading, index) =>
    (reading || `${characters[index]}`).normalize('NFD').replace(/[\u0300\u0301\u0304\u030c]/g, ''),
  );
  const parts = title.match(/\p{Script=Han}+|\P{Script=Han}+/gu) ?? [];
  return parts
    .flatMap((part) =>
      /^\p{Script=Han}/u.test(part)
        ? divide([...part]).map((cases) => spell(cases, readings.splice(0, cases.length)))
        : part.replace(/[！，、：；？。（）《》·]/g, (sign) => signs[sign] ?? sign),
    )
    .join(' ')
    .normalize('NFKC')
    .replace(/\s+(?=[\s,.:;?!)”’])|(?<=[(“‘])\s+/g, '')
    .replace(/(?:^|[:.?!] )\P{L}*\p{Ll}/gu, (start) => start.toUpperCase())
    .trim();
}

function spell(cases: string, readings: readonly string[]): string {
  return readings
    .map((reading, index) => {
      const [first = '', ...rest] = reading;
      if (cases[index] === 'A')
        return [index > 0 ? ' ' : '', first.toUpperCase(), ...rest].join('');
      // An apostrophe keeps syllables apart: Xi’an.
      return (index > 0 && /[aoe]/.test(first) ? '’' : '') + reading;
    })
    .join('');
}
