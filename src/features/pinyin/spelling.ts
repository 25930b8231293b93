import { readCedict } from '../../text/cedict.ts';
import { type Corrections, toPinyin } from './pinyin.ts';

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

/** Return the cases of the syllables in a word of up to four, or in a name: `Aa` for 新疆, `AaAa` for 人民日报. */
function findCases(word: string, length: number): string | undefined {
  const syllables = readWords().get(word)?.split(' ');
  if (syllables?.length !== length) return undefined;
  const cases = syllables.map((syllable) => (syllable.charAt(0) < 'a' ? 'A' : 'a')).join('');
  return cases.startsWith('A') || length <= 4 ? cases : undefined;
}

/**
 * Divide Han characters into words, the longest from the end, and return the cases of their syllables. A name
 * begins a word with each capital; another word of four syllables becomes two.
 */
function divide(characters: readonly string[]): string[] {
  const found: string[] = [];
  for (let end = characters.length; end > 0; end -= found[0]?.length ?? 1) {
    let [word, cases] = ['', 'a'];
    for (let length = 1; length <= Math.min(9, end); length++) {
      word = characters[end - length] + word;
      cases = findCases(word, length) ?? cases;
    }
    found.unshift(cases);
  }
  return found.flatMap((cases) => cases.split(/(?=A)|(?<=^aa)(?=aa$)/));
}

/** Join syllables with a hyphen, or an apostrophe before a, e and o (GB/T 16159). */
function joinSyllables(readings: readonly string[]): string {
  return readings.join('-').replace(/-(?=[aāáǎàeēéěèoōóǒò])/g, '’');
}

/** Matches the pieces of a word, as a reading above more than four characters is too wide. */
const pieces = /^.{1,4}$|..(?=..)|.+/g;

/** Spell the Han characters of a text, with a space between words: `xīn-jiāng de`, `xī’ān`. */
export function spellWords(text: string, corrections?: Corrections): string {
  const readings = toPinyin(text, corrections);
  return (text.match(/\p{Script=Han}+/gu) ?? [])
    .flatMap((run) => divide([...run]))
    .flatMap((cases) => cases.match(pieces) ?? [])
    .map(({ length }) => joinSyllables(readings.splice(0, length)))
    .join(' ');
}

/** Signs that differ from Western ones in more than their width. */
const signs: Readonly<Record<string, string>> = {
  ...{ '——': ':', '、': ',', '。': '.', '·': ' ', '【': '(', '】': ')' },
  ...{ '《': '“', '》': '”', '〈': '“', '〉': '”', '「': '“', '」': '”', '『': '‘', '』': '’' },
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
        : part.replace(/——|[！（），：；？·、。〈-】]/g, (sign) => ` ${signs[sign] ?? sign} `),
    )
    .join(' ')
    .normalize('NFKC')
    .replace(/\s+(?=[\s,.:;?!)”’])|(?<=[(“‘]\s*)\s+/g, '')
    .replace(/\.{3,}/g, '…')
    .replace(/(?:^|[:.?!] )\P{L}*\p{Ll}/gu, (start) => start.toUpperCase())
    .trim();
}

function spell(cases: string, readings: readonly string[]): string {
  const word = joinSyllables(readings).replaceAll('-', '');
  return cases.startsWith('A') ? word.charAt(0).toUpperCase() + word.slice(1) : word;
}
