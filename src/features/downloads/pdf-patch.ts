import { localesOf, type View } from '../../paper/locale.ts';
import { addNumber } from '../../paper/number.ts';
import { flatten, type Section } from '../../paper/tree.ts';

/** What a printed PDF is of. */
export interface Printed {
  root: Section;
  view: View;
  /** The day of the text, `2026-11-24`. */
  date: string;
}

/**
 * Give a PDF, as Chromium prints it, the day of its text, and its outline the headings as they are:
 * Chromium drops the space at the end of each line of a heading, and writes the time of printing,
 * which alone differs when the same page is printed again.
 */
export function finishPdf(pdf: Uint8Array, { root, view, date }: Printed): Uint8Array {
  const headings = flatten(root).map(({ number, title }) =>
    localesOf(view)
      .map((locale) => addNumber(number, title[locale].text))
      .join(' '),
  );
  const known = new Map(headings.map((heading) => [toLetters(heading), heading]));
  // A part of a file keeps its length, as the file says at which byte each of its parts begins.
  const text = Buffer.from(pdf)
    .toString('latin1')
    .replace(/\/Title (<[0-9A-F]+>|\((?:\\.|[^\\)])*\))\n(?=\/)/gs, (entry, string) => {
      const heading = known.get(toLetters(decodeString(string)));
      const written = `/Title${encodeString(heading ?? '')}`;
      return heading && written.length <= entry.length ? written.padEnd(entry.length) : entry;
    })
    .replace(
      /(\/(?:Creation|Mod)Date ?\(D:)\d{14}[+-]\d\d'\d\d/g,
      `$1${date.replaceAll('-', '')}000000+00'00`,
    );
  return Buffer.from(text, 'latin1');
}

function toLetters(text: string): string {
  return text.replace(/\s/g, '');
}

/** Read a string of a PDF: Chromium writes what is not ASCII in hexadecimal UTF-16. */
function decodeString(string: string): string {
  if (!string.startsWith('<')) return string.slice(1, -1).replace(/\\(.)/gs, '$1');
  return new TextDecoder('utf-16be').decode(Buffer.from(string.slice(1, -1), 'hex'));
}

/** Write a string of a PDF as shortly as can be. */
function encodeString(text: string): string {
  const isPlain = /^[ -~]*$/.test(text);
  const bytes = isPlain
    ? text
    : Buffer.from(`\ufeff${text}`, 'utf16le').swap16().toString('latin1');
  return `(${bytes.replace(/[\\()]/g, '\\$&').replaceAll('\r', '\\r')})`;
}
