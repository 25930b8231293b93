import type { Report } from '../problem.ts';
import type { Source } from '../source.ts';

/** A kind of character, or of the lack of one, that no file of the content may have. */
interface Fault {
  pattern: RegExp;
  expected: string;
  mend: string;
}

const bidi: Fault = {
  pattern: /[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u,
  expected: 'text in the order in which it is read',
  mend: 'delete this invisible character, which turns the direction of what follows',
};

const faults: readonly Fault[] = [
  bidi,
  {
    pattern: /\uFFFD/u,
    expected: 'text that was not damaged',
    mend: 'write the character that stood here; it was lost when the file was converted',
  },
  {
    // Characters of control and format, but for a tab, and blanks that are no white space to programs.
    pattern:
      /(?![\t\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069])[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\u115F\u1160\u2800\u3164\uFFA0]/u,
    expected: 'characters that can be seen',
    mend: 'delete this invisible character',
  },
  {
    pattern: /[ \t\u3000]+$/u,
    expected: 'the end of the line after its last character',
    mend: 'delete the spaces at the end; a line that goes on in the next one ends with \\',
  },
];

/** What is joined with U+200D in an emoji, and the letters of a flag, which are invisible and belong there. */
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

/**
 * Report what no reader can see in a file and what programs would stumble over: invisible and
 * bidirectional control characters (Unicode TR #36), damaged ones, spaces at the end of a line, and
 * letters that are not composed (NFC).
 */
export function checkCharacters({ file, text }: Source, report: Report): void {
  for (const [index, line] of text.split('\n').entries()) {
    const at = (column: number) => ({ file, line: index + 1, column: column + 1 });
    const plain = line.replace(emoji, (found) => `${' '.repeat(found.length - 1)}-`);
    for (const { pattern, expected, mend } of faults) {
      const found = pattern.exec(plain);
      if (found) report({ ...at(found.index), expected, found: describe(found[0]), mend });
    }
    if (line.normalize('NFC') === line) continue;
    const clusters = [...line.matchAll(/\P{M}\p{M}*/gu)];
    const loose = clusters.find(([cluster]) => cluster.normalize('NFC') !== cluster);
    report({
      ...at(loose?.index ?? 0),
      expected: 'composed characters (Unicode NFC)',
      found: [...(loose?.[0] ?? line)].map(toCode).slice(0, 4).join(' '),
      mend: `write ${loose?.[0].normalize('NFC') ?? 'the line'} as one character`,
    });
  }
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
