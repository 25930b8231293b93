import type { Fault } from '../paper/report.ts';
import type { CheckedFile } from './index.ts';

interface Kind {
  pattern: RegExp;
  expected: string;
  fix: string | ((found: string) => string);
}

const bidi: Kind = {
  pattern: /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu,
  expected: 'text in the order in which it is read',
  fix: 'delete this invisible character, which turns the direction of what follows',
};

const damaged: Kind = {
  pattern: /[\uFFFC\uFFFD]/gu,
  expected: 'text that was not damaged',
  fix: 'write the character that stood here; it was lost when the file was converted',
};

const invisible: Kind = {
  // Characters of control and format, but for white space, blanks that are no white space to programs, and
  // what is no character at all.
  pattern:
    /(?![\t\n\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u115F\u1160\u2800\u3164\uFFA0]/gu,
  expected: 'characters that can be seen',
  fix: 'delete this invisible character',
};

const privateUse: Kind = {
  pattern: /\p{Co}/gu,
  expected: 'characters that Unicode has',
  fix: 'write the character that it is to be; what it shows is known to one font alone',
};

/** The ideographs that the radicals from U+2E80 stand for (Unicode, EquivalentUnifiedIdeograph). */
const ideographs = [
  ...'々厂乛乚乙亻冂𠘨刀刂卜㔾小小兀尣尢𡯂巳幺彑彐忄心扌攵⺚旡日月歺母民氵氺灬爫爫丬牛犭王𤴔目示礻𥫗糹纟罓罒㓁冗𦉫羊𦍌𦍋耂肀聿肉',
  ...'𦥑艹艹艹虎衤覀西见角𧢲讠贝𧾷车辶辶辶邑钅長镸长门𨸏阝雨青韦页风飞食𩙿飠饣𩠐马骨鬼鱼鸟卤麦黄黾斉齐歯齿竜龙龜亀龟',
];

/** Characters that look like others, as PDFs and converters leave them: radicals, ligatures, forms of other ways to write. */
const lookalike: Kind = {
  pattern:
    /[\u2E80-\u2EF3\u2F00-\u2FD5\uF900-\uFAFF\uFB00-\uFB06\uFE10-\uFE19\uFE30-\uFE44\uFE47\uFE48\uFE50-\uFE6B\uFF61-\uFF65\u{2F800}-\u{2FA1F}]/gu,
  expected: 'the character itself, and not one that looks like it',
  fix: (found) => `write ${toUsual(found)} for ${found}`,
};

function toUsual(found: string): string {
  const ideograph = ideographs[(found.codePointAt(0) ?? 0) - 0x2e80];
  const plain = (ideograph ?? found).normalize('NFKC').replace('..', ':');
  // Forms for upright lines, and small ones, belong to full-width punctuation.
  const isForm = /[\uFE10-\uFE6B]/.test(found);
  const toWide = (sign: string) =>
    sign === '.' ? '。' : String.fromCharCode(sign.charCodeAt(0) + 0xfee0);
  // One radical stands for the simplified form as well.
  const usual = plain === '戶' ? ['户', plain] : [isForm ? plain.replace(/[!-~]/g, toWide) : plain];
  return usual.map((one) => `${one} (${[...one].map(toCode).join(' ')})`).join(' or ');
}

const kinds: readonly Kind[] = [
  bidi,
  damaged,
  invisible,
  privateUse,
  lookalike,
  {
    // The end of a run of spaces is looked for once, not from each of them.
    pattern: /(?<![ \t\u3000])[ \t\u3000]+$/gu,
    expected: 'the end of the line after its last character',
    fix: 'delete the spaces at the end; a line that goes on in the next one ends with \\',
  },
];

/** Matches emoji and flags, whose joiners (U+200D) and letters are invisible and belong there. */
const emoji =
  /\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]*(?:\u200D\p{Extended_Pictographic}[\uFE0F\u{1F3FB}-\u{1F3FF}]*)+|\u{1F3F4}[\u{E0020}-\u{E007F}]+/gu;

const names: Readonly<Record<number, string>> = {
  0: 'null',
  160: 'no-break space',
  173: 'soft hyphen',
  8203: 'zero width space',
  8204: 'zero width non-joiner',
  8205: 'zero width joiner',
  8206: 'left-to-right mark',
  8207: 'right-to-left mark',
  8232: 'line separator',
  8238: 'right-to-left override',
  8288: 'word joiner',
  12288: 'ideographic space',
  12644: 'Hangul filler',
  65279: 'byte order mark',
  65533: 'replacement character',
};

/** Find invisible and bidirectional controls (Unicode TR #36), damage, lookalikes, trailing spaces, and text that is not NFC. */
export function* checkCharacters({ text, values }: CheckedFile): Generator<Fault> {
  for (const [index, line] of text.split('\n').entries()) {
    const at = (column: number) => ({ line: index + 1, column: column + 1 });
    const plain = line.replace(emoji, (found) => `${' '.repeat(found.length - 1)}-`);
    for (const { pattern, expected, fix } of kinds) {
      const known = new Set<string>();
      for (const { 0: found, index } of plain.matchAll(pattern)) {
        if (!known.has(found)) yield { ...at(index), ...toFault(expected, found, fix) };
        known.add(found);
      }
    }
    const rest = plain.replace(lookalike.pattern, (found) => ' '.repeat(found.length));
    if (rest.normalize('NFC') === rest) continue;
    const clusters = [...rest.matchAll(/\P{M}\p{M}*/gu)];
    const loose = clusters.find(([cluster]) => cluster.normalize('NFC') !== cluster);
    yield {
      ...at(loose?.index ?? 0),
      expected: 'composed characters (Unicode NFC)',
      found: [...(loose?.[0] ?? line)].map(toCode).slice(0, 4).join(' '),
      fix: `write ${loose?.[0].normalize('NFC') ?? 'the line'} as one character`,
    };
  }
  for (const { value, raw, line, column } of values) {
    const fault = findHidden(String(value ?? ''), raw);
    if (fault) yield { line, column, ...fault };
  }
}

/** Find an invisible character that a reference such as &#8238; stands for. */
function findHidden(value: string, raw: string): Fault | undefined {
  const plain = value.replace(emoji, '');
  for (const { pattern, expected, fix } of [bidi, damaged, invisible, privateUse, lookalike]) {
    const [found] = plain.match(pattern) ?? [];
    if (found && !raw.includes(found)) return toFault(expected, found, fix);
  }
  return undefined;
}

function toFault(expected: string, found: string, fix: Kind['fix']): Fault {
  return { expected, found: describe(found), fix: typeof fix === 'string' ? fix : fix(found) };
}

function describe(found: string): string {
  if (/^[ \t]+$/.test(found)) return found.length === 1 ? 'a space' : `${found.length} spaces`;
  const name = names[found.codePointAt(0) ?? 0] ?? found.match(lookalike.pattern)?.[0];
  return toCode(found) + (name ? ` (${name})` : '');
}

function toCode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
