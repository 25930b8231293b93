import type { Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Problem, Report, Source } from '../paper/problem.ts';

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

const damaged: Fault = {
  pattern: /\uFFFD/u,
  expected: 'text that was not damaged',
  mend: 'write the character that stood here; it was lost when the file was converted',
};

const invisible: Fault = {
  // Characters of control and format, but for white space, blanks that are no white space to programs, and
  // what is no character at all.
  pattern:
    /(?![\t\n\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069])[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\p{Noncharacter_Code_Point}\u115F\u1160\u2800\u3164\uFFA0]/u,
  expected: 'characters that can be seen',
  mend: 'delete this invisible character',
};

const faults: readonly Fault[] = [
  bidi,
  damaged,
  invisible,
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

/** Report characters that no reader can see where a section has a reference for them: `&#8238;`. */
export function checkReferences({ file, text }: Source, tree: Root, report: Report): void {
  visit(tree, (node) => {
    const { start, end } = node.position ?? {};
    const raw = text.slice(start?.offset, end?.offset);
    const { value, alt, title, url }: Partial<Record<string, unknown>> = { ...node };
    const hidden = [value, alt, title, url].flatMap((one) => findHidden(one, raw) ?? [])[0];
    const { line = 1, column = 1 } = start ?? {};
    if (hidden) report({ file, line, column, ...hidden });
  });
}

/** Find a character that no reader can see in what a program reads, and that was not in the file itself. */
export function findHidden(
  value: unknown,
  raw: string,
): Pick<Problem, 'expected' | 'found' | 'mend'> | undefined {
  const plain = String(value ?? '').replace(emoji, '');
  for (const { pattern, expected, mend } of [bidi, damaged, invisible]) {
    const [found] = pattern.exec(plain) ?? [];
    if (found && !raw.includes(found)) return { expected, found: describe(found), mend };
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
