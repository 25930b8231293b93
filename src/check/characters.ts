import type { Fault } from '../paper/report.ts';
import type { CheckedFile } from './index.ts';

interface Kind {
  pattern: RegExp;
  expected: string;
  fix: string;
}

const bidi: Kind = {
  pattern: /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u,
  expected: 'text in the order in which it is read',
  fix: 'delete this invisible character, which turns the direction of what follows',
};

const damaged: Kind = {
  pattern: /\uFFFD/u,
  expected: 'text that was not damaged',
  fix: 'write the character that stood here; it was lost when the file was converted',
};

const invisible: Kind = {
  // Characters of control and format, but for white space, blanks that are no white space to programs, and
  // what is no character at all.
  pattern:
    /(?![\t\n\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u115F\u1160\u2800\u3164\uFFA0]/u,
  expected: 'characters that can be seen',
  fix: 'delete this invisible character',
};

const kinds: readonly Kind[] = [
  bidi,
  damaged,
  invisible,
  {
    pattern: /[ \t\u3000]+$/u,
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
  12644: 'Hangul filler',
  65279: 'byte order mark',
  65533: 'replacement character',
};

/** Find invisible and bidirectional controls (Unicode TR #36), damage, trailing spaces, and text that is not NFC. */
export function* checkCharacters({ text, values }: CheckedFile): Generator<Fault> {
  for (const [index, line] of text.split('\n').entries()) {
    const at = (column: number) => ({ line: index + 1, column: column + 1 });
    const plain = line.replace(emoji, (found) => `${' '.repeat(found.length - 1)}-`);
    for (const { pattern, expected, fix } of kinds) {
      const found = pattern.exec(plain);
      if (found) yield { ...at(found.index), expected, found: describe(found[0]), fix };
    }
    if (line.normalize('NFC') === line) continue;
    const clusters = [...line.matchAll(/\P{M}\p{M}*/gu)];
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
  for (const { pattern, expected, fix } of [bidi, damaged, invisible]) {
    const [found] = pattern.exec(plain) ?? [];
    if (found && !raw.includes(found)) return { expected, found: describe(found), fix };
  }
  return undefined;
}

function describe(found: string): string {
  if (/^[ \t\u3000]/.test(found)) return found.length === 1 ? 'a space' : `${found.length} spaces`;
  const name = names[found.codePointAt(0) ?? 0];
  return toCode(found) + (name ? ` (${name})` : '');
}

function toCode(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}
