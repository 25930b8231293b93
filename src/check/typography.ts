import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Locale } from '../paper/locale.ts';
import type { Fault } from '../paper/report.ts';
import type { CheckedFile } from './index.ts';

/** A rule of running text: a pattern or a search, what was expected instead, and the fix. */
type Rule = readonly [
  find: RegExp | ((text: string, next: string) => Iterable<{ 0: string; index: number }>),
  expected: string,
  fix: string | ((sign: string) => string),
];

type Rules = Readonly<Record<Locale, readonly Rule[]>>;

const both: readonly Rule[] = [
  [/(?<=\S) {2,}(?=\S)/gu, 'one space', 'delete the others'],
  [
    /\*\*+|(?<=\S)\*|\*(?=\S)|(?<=\p{L}{2} )\*(?= \p{L}{2})|\$(?=\\[a-z]|[a-z][\^_=])|~~+|`+|\$\$+|\]\(|(?<!_)__(?=[^\s_][^_\n]{0,99}__(?!_))(?=[^_]*\p{Script=Han})/gu,
    'Markdown marks in pairs',
    'write the missing mark, ** for __, or \\ before a mark that belongs to the text',
  ],
  [
    /\$ [^$\n]{0,200}[\\^_=][^$\n]{0,200}\$/gu,
    'a formula without spaces inside its dollars',
    'delete these spaces, or write \\$ for a dollar sign',
  ],
  [
    /(?<=^|\n[ >\t]*)(?:#{1,6}|[-+*]|\d{1,3}[.)])\u3000/gu,
    'a space after the mark of a list or heading',
    'write a space for U+3000 (ideographic space)',
  ],
];

const pairs = 'write the opening or the closing one';

/** The rules of each language: for Chinese, those of clreq, “Punctuation marks”, and GB/T 15834. */
const rules: Rules = {
  zh: [
    ...both,
    [
      /(?<=\p{Script=Han}\uFFFE*(?:\[\^?[-–—~～\w,，、 ]+\]\uFFFE*)?)(?:[,.;:!?](?=[\p{Script=Han}\uFFFE\s]|$)|[()](?=\uFFFE*\p{Script=Han}))/gu,
      'full-width punctuation between Chinese characters',
      (sign) => `write ${'，。；：！？（）'[',.;:!?()'.indexOf(sign)]}`,
    ],
    [
      /"|(?<![A-Za-z0-9])'|'(?![A-Za-z0-9])/gu,
      'the quotation marks “ ” and ‘ ’ in Chinese',
      `${pairs}; &quot; is a straight one`,
    ],
  ],
  en: both,
};

const likelySlips: readonly Rule[] = [
  [
    /(?<=^|[^\\\n]\n[ >\t]*)\u3000+(?![\u3000#])/gu,
    'a line that begins with its text',
    'delete the ideographic spaces (U+3000) before it, which are not shown',
  ],
  [
    /([,，、；：。])\1+|[，、；：][，、；：。]|。[，、；：]/gu,
    'one mark of punctuation',
    'delete the other',
  ],
  [findUnbalanced, 'quotation marks and brackets in pairs', pairs],
];

/** The rules whose faults are warnings. */
const warnings: Rules = {
  zh: likelySlips,
  en: [
    ...likelySlips,
    [
      // One a line; after a digit they mean feet and inches, minutes and seconds.
      /(?<!\d|["'].*)["']/gu,
      'the quotation marks “ ” and the apostrophe ’ in English',
      'write these; \\" and \\\' are straight ones',
    ],
  ],
};

/** Find punctuation, spaces and marks that the language of the text does not use. */
export function* checkTypography(file: CheckedFile): Generator<Fault> {
  yield* applyRules(rules, file);
}

/** Find punctuation that is likely a slip. */
export function* checkPunctuation(file: CheckedFile): Generator<Fault> {
  yield* applyRules(warnings, file);
}

function* applyRules(all: Rules, { text, section }: CheckedFile): Generator<Fault> {
  if (!section) return;
  const starts = [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)];
  const runs = listRunning(section.tree).map((node) => [...listPlaces(node, text)]);
  const texts = runs.map((places) => toPlain(places.map(([character]) => character).join('')));
  for (const [at, places] of runs.entries()) {
    const [running = '', next = ''] = texts.slice(at, at + 2);
    for (const [find, expected, fix] of all[section.locale]) {
      const matches = find instanceof RegExp ? running.matchAll(find) : find(running, next);
      for (const { 0: found, index } of matches) {
        const offset = places[index]?.[1] ?? 0;
        const line = starts.findLastIndex((start) => start <= offset);
        yield {
          line: line + 1,
          column: offset - (starts[line] ?? 0) + 1,
          expected,
          found: describe(found),
          fix: typeof fix === 'string' ? fix : fix(found),
        };
      }
    }
  }
}

function describe(found: string): string {
  if (found.includes('\u3000')) return `${found.trim()} U+3000 (ideographic space)`.trim();
  return found.trim() || `${found.length} spaces`;
}

/** Hide escaped characters, which are right as they are. */
function toPlain(text: string): string {
  return text.replace(/\\[!-/:-@[-`{-~]/g, '\uFFFC\uFFFC');
}

const afterLabel = /(?:^|[^\p{L}\p{N}])[\p{L}\p{N}]{1,4}$/u;

/** Find what opens and is not closed, or closes and was not opened; 1) is right, and so is a “ in each paragraph. */
function* findUnbalanced(text: string, next: string): Generator<RegExpExecArray> {
  const closers = new Map(['“”', '()', '《》', '「」', '『』', '【】'].map(([a, b]) => [b, a]));
  const open: RegExpExecArray[] = [];
  for (const match of text.matchAll(/[“”（）()《》「」『』【】]/g)) {
    const sign = match[0].normalize('NFKC');
    const opener = closers.get(sign);
    if (!opener) open.push(match);
    else {
      const at = open.findLastIndex(([one]) => one.normalize('NFKC') === opener);
      if (at >= 0) yield* open.splice(at).slice(1);
      else if (sign !== ')' || !afterLabel.test(text.slice(0, match.index).slice(-6))) yield match;
    }
  }
  yield* open.filter(([opener]) => opener !== '“' || !next.startsWith('“'));
}

function listRunning(tree: Root): Nodes[] {
  const found: Nodes[] = [];
  visit(tree, ['paragraph', 'heading', 'tableCell'], (node) => void found.push(node));
  // Text instead of a title is refused as a whole.
  return found.filter((node) => node !== tree.children[0] || node.type === 'heading');
}

/**
 * List the characters of running text with their offsets in the file: the source of the text, as the tree
 * has no escapes. U+FFFC replaces a node without text, and U+FFFE ends each node.
 */
function* listPlaces(node: Nodes, text: string): Generator<[character: string, offset: number]> {
  // An address that GFM links by itself has no brackets.
  const { start: { offset } = {}, end } = node.position ?? {};
  const isAddress = node.type === 'link' && text[offset ?? 0] !== '[';
  if ('children' in node && !isAddress) {
    for (const child of node.children) yield* listPlaces(child, text);
    return;
  }
  if (offset !== undefined && /^(?:text|break|footnoteReference)$/.test(node.type)) {
    const raw = text.slice(offset, end?.offset);
    for (const [index, unit] of raw.split('').entries()) yield [unit, offset + index];
  } else yield ['\uFFFC', 0];
  yield ['\uFFFE', 0];
}
