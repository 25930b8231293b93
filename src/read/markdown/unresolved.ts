import { fromHtml } from 'hast-util-from-html';
import { toString as toText } from 'hast-util-to-string';

/** A pattern of incomplete or unknown markup, the expected text, the fix, and which matches are faults. */
type Unresolved = readonly [
  pattern: RegExp,
  expected: string,
  fix: string,
  isFault?: (match: RegExpMatchArray) => boolean,
];

/** Markup that Markdown takes for plain text, because it is incomplete or unknown. */
export const unresolved: readonly Unresolved[] = [
  [
    /(?<!\\)\[\^[^\]\s]+\]/g,
    'a note of this label in the file',
    'add the note as a paragraph at the end of the file, with a half-width colon: [^a]: …',
  ],
  [
    /［\^[^\]］\s]+[\]］]|(?<!\\)\[(?:\^\s+[^\]\s]+|\^[^\]\s]+\s+)\]/g,
    'a note such as [^a]',
    'use half-width brackets without spaces',
  ],
  [
    /(?<!\\)!\[[^\]\n]*\](?: ?[(（]|\[).*/g,
    'an image with its address',
    'write ![words](../images/map.png "caption")',
  ],
  [
    /(?<!\\)\\{1,2}\(([^\n]{1,200}?)\\{1,2}\)|(?<!\\)\\{1,2}\[((?:.|\n){1,500}?)\\{1,2}\]/g,
    'a formula in dollars',
    'write $…$ in a line, $$ on the lines before and after a block, or no \\',
    ([, inline = '', block = '']) =>
      /\\[A-Za-z]|[\^_=]/.test(block) ||
      (/\\[A-Za-z]|[\^_=+]|^\s*[A-Za-z](?:\([a-z]\))?\s*$/.test(inline) &&
        !/\p{Script=Han}/u.test(inline)),
  ],
  [
    /(?<![\\\w])&(?:#?\w{2,31};|(?:nbsp|amp|lt|gt|quot|e[mn]sp|[mn]dash)(?![\w;=]))/g,
    'the name of a character, such as &nbsp;',
    'correct the name, or write &amp; for an ampersand',
    ([found]) => !found.endsWith(';') || toText(fromHtml(found, { fragment: true })) === found,
  ],
];
