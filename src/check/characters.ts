import type { Fault } from '../paper/report.ts';
import type { CheckedFile } from './index.ts';

interface Kind {
  pattern: RegExp;
  expected: string;
  fix: string | ((found: string) => string);
}

/** The ideographs of the radicals from U+2E80 (Unicode, EquivalentUnifiedIdeograph). */
const ideographs = [
  ...'々厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉',
  ...'𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟',
];

/** Characters that PDFs and converters put in place of others: radicals, ligatures, vertical and small forms. */
const lookalikes =
  /[\u2E80-\u2EF3\u2F00-\u2FD5\uF900-\uFAFF\uFB00-\uFB06\uFE10-\uFE19\uFE30-\uFE44\uFE47\uFE48\uFE50-\uFE6B\uFF61-\uFF65\u{2F800}-\u{2FA1F}]/gu;

function toUsual(found: string): string {
  const ideograph = ideographs[(found.codePointAt(0) ?? 0) - 0x2e80];
  const plain = (ideograph ?? found).normalize('NFKC').replace('..', ':');
  // Vertical and small forms are full-width punctuation.
  const isForm = /[\uFE10-\uFE6B]/.test(found);
  const toWide = (sign: string) =>
    sign === '.' ? '。' : String.fromCharCode(sign.charCodeAt(0) + 0xfee0);
  // One radical also belongs to the simplified form.
  const usual = plain === '戶' ? ['户', plain] : [isForm ? plain.replace(/[!-~]/g, toWide) : plain];
  return usual.map((one) => `${one} (${[...one].map(toCode).join(' ')})`).join(' or ');
}

/** Kinds of characters that are also wrong when written by reference, such as &#8238;. */
const hidden: readonly Kind[] = [
  {
    pattern: /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu,
    expected: 'text in its reading order',
    fix: 'delete this invisible character, which changes the direction of the text',
  },
  {
    pattern: /[\uFFFC\uFFFD]/gu,
    expected: 'undamaged text',
    fix: 'write the original character; it was lost when the file was converted',
  },
  {
    // Control and format characters, code points without a character, and blank characters other than white space.
    pattern:
      /(?![\t\n\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u115F\u1160\u2800\u3164\uFFA0]/gu,
    expected: 'visible characters',
    fix: 'delete this invisible character',
  },
  {
    // Text in UTF-8 that a program read in another encoding.
    pattern:
      /â€[œ™˜“”¦\u2019]?|Ã[©¨¼¶¤¢§´±³]|ï»¿|锟斤拷|(?:[銆鐨鏄]|鈥(?![雷激元原離光]))[\p{Script=Han}€]/gu,
    expected: 'text in the encoding that it was saved in',
    fix: 'copy the text again from its source, opened as UTF-8',
  },
  {
    pattern: /\p{Co}/gu,
    expected: 'standard Unicode characters',
    fix: 'replace it with a standard character; only one font has this one',
  },
  {
    pattern: lookalikes,
    expected: 'the character itself, not one that looks like it',
    fix: (found) => `write ${toUsual(found)} for ${found}`,
  },
];

const trailing: Kind = {
  // Match only at the start of a run of spaces, so that long runs take linear time.
  pattern: /(?<![ \t\u3000])[ \t\u3000]+$/gu,
  expected: 'no spaces at the end of the line',
  fix: 'delete them; to continue a sentence on the next line, end the line with \\',
};

/** Matches emoji and flags, which may contain joiners (U+200D) and tags. */
const emoji =
  /\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]*(?:\u200D\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]*)+|\u{1F3F4}[\u{E0020}-\u{E007F}]+/gu;

const names = new Map(
  `U+0000 null, U+00AD soft hyphen, U+200B zero width space, U+200D zero width joiner,
  U+200E left-to-right mark, U+2028 line separator, U+202E right-to-left override,
  U+3000 ideographic space, U+FEFF byte order mark, U+FFFD replacement character`
    .split(/,\s+/)
    .map((name): [string, string] => [name.slice(0, 6), name.slice(7)]),
);

/** Matches a line that has only common characters and no space at its end. */
const usual = /^(?!.*[锟銆鈥鐨鏄])[ -~\u4E00-\u9FFF、。《》「」，；：？！（）“”‘’…—]*(?<! )$/;

/** Find invisible and bidirectional controls (Unicode TR #36), damage, lookalikes, trailing spaces, and text that is not NFC. */
export function* checkCharacters({ text, values }: CheckedFile): Generator<Fault> {
  for (const [index, line] of text.split('\n').entries()) {
    if (usual.test(line)) continue;
    const at = (column: number) => ({ line: index + 1, column: column + 1 });
    const plain = line.replace(emoji, (found) => `${' '.repeat(found.length - 1)}-`);
    for (const kind of [...hidden, trailing]) {
      const known = new Set<string>();
      for (const { 0: found, index } of plain.matchAll(kind.pattern)) {
        if (!known.has(found)) yield { ...at(index), ...toFault(found, kind) };
        known.add(found);
      }
    }
    const rest = plain.replace(lookalikes, (found) => ' '.repeat(found.length));
    if (rest.normalize('NFC') === rest) continue;
    const clusters = [...rest.matchAll(/\P{M}\p{M}*/gu)];
    const loose = clusters.find(([cluster]) => cluster.normalize('NFC') !== cluster);
    yield {
      ...at(loose?.index ?? 0),
      expected: 'composed characters (Unicode NFC)',
      found: [...(loose?.[0] ?? line)].map(toCode).slice(0, 4).join(' '),
      fix: `write ${loose?.[0].normalize('NFC') ?? 'each letter and its accent'} as one character`,
    };
  }
  for (const { value, raw, line, column } of values) {
    const plain = String(value ?? '').replace(emoji, '');
    for (const kind of hidden) {
      const [found] = plain.match(kind.pattern) ?? [];
      // Markdown reads a null, which is reported where it stands, as U+FFFD.
      if (!found || raw.includes(found) || raw.includes('\0')) continue;
      yield { line, column, ...toFault(found, kind) };
      break;
    }
  }
}

function toFault(found: string, { expected, fix }: Kind): Fault {
  return { expected, found: describe(found), fix: typeof fix === 'string' ? fix : fix(found) };
}

function describe(found: string): string {
  if (/^[ \t]+$/.test(found)) return found.length === 1 ? 'a space' : `${found.length} spaces`;
  if ([...found].length > 1) return found;
  const name = names.get(toCode(found)) ?? found.match(lookalikes)?.[0];
  return toCode(found) + (name ? ` (${name})` : '');
}

function toCode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
