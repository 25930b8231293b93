import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Locale } from '../paper/locale.ts';
import type { Fault } from '../paper/report.ts';
import type { CheckedFile } from './index.ts';

/** What is found in running text, by a pattern or otherwise. */
interface Rule {
  find: RegExp | ((text: string, next: string) => Iterable<{ 0: string; index: number }>);
  expected: string;
  fix: string;
}

type Rules = Readonly<Record<Locale, readonly Rule[]>>;

/** Return the full-width sign for a half-width one. */
const toFullWidth = (sign: string) => '，。；：！？（）'[',.;:!?()'.indexOf(sign)];

const both: readonly Rule[] = [
  { find: /(?<=\S) {2,}(?=\S)/gu, expected: 'one space', fix: 'delete the others' },
  {
    find: /\*\*+|(?<=\S)\*|\*(?=\S)|~~+|`+|\$\$+|\]\(|(?<!_)__(?=[^\s_][^_\n]{0,99}__(?!_))(?=[^_]*\p{Script=Han})/gu,
    expected: 'marks that Markdown takes in pairs',
    fix: 'write what closes or opens it, ** for __, or a \\ before it where it is a sign of the text',
  },
  {
    find: /\$ [^$\n]{0,200}[\\^_=][^$\n]{0,200}\$/gu,
    expected: 'a formula without spaces inside its dollars',
    fix: 'delete these spaces, or write \\$ for the sign of dollars',
  },
  {
    find: /(?<=^|\n[ >\t]*)(?:#{1,6}|[-+*]|\d{1,3}[.)])\u3000/gu,
    expected: 'a space after the mark of a list or heading',
    fix: 'write a space for U+3000 (ideographic space)',
  },
];

/** The rules of each language: for Chinese, those of clreq, “Punctuation marks”, and GB/T 15834. */
const rules: Rules = {
  zh: [
    ...both,
    {
      find: /(?<=\p{Script=Han}\uFFFE*(?:\[\^?[-–—~～\w,，、 ]+\]\uFFFE*)?)(?:[,.;:!?](?=[\p{Script=Han}\uFFFE\s]|$)|[()](?=\uFFFE*\p{Script=Han}))/gu,
      expected: 'full-width punctuation between Chinese characters',
      fix: 'write',
    },
    {
      find: /"|(?<![A-Za-z0-9])'|'(?![A-Za-z0-9])/gu,
      expected: 'the quotation marks “ ” and ‘ ’ in Chinese',
      fix: 'write the one that opens or the one that closes; &quot; is a straight one',
    },
  ],
  en: both,
};

const warned: readonly Rule[] = [
  {
    find: /(?<=^|[^\\\n]\n[ >\t]*)\u3000+(?![\u3000#])/gu,
    expected: 'a line that begins with its text',
    fix: 'delete the ideographic spaces (U+3000) before it, which are not shown',
  },
  {
    find: /([,，、；：。])\1+|[，、；：][，、；：。]|。[，、；：]/gu,
    expected: 'one mark of punctuation',
    fix: 'delete the other',
  },
  {
    find: findUnbalanced,
    expected: 'quotation marks and brackets in pairs',
    fix: 'write the one that opens or the one that closes',
  },
];

/** The rules of what is to be looked at. */
const warnings: Rules = {
  zh: warned,
  en: [
    ...warned,
    {
      // One a line; after a digit they stand for feet and inches, minutes and seconds.
      find: /(?<!\d|["'].*)["']/gu,
      expected: 'the quotation marks “ ” and the apostrophe ’ in English',
      fix: 'write these; \\" and \\\' are straight ones',
    },
  ],
};

/** Find punctuation, spaces and marks in running text that its language does not have. */
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
    for (const { find, expected, fix } of all[section.locale]) {
      const matches = find instanceof RegExp ? running.matchAll(find) : find(running, next);
      for (const { 0: found, index } of matches) {
        const offset = places[index]?.[1] ?? 0;
        const line = starts.findLastIndex((start) => start <= offset);
        yield {
          line: line + 1,
          column: offset - (starts[line] ?? 0) + 1,
          expected,
          found: describe(found),
          fix: fix === 'write' ? `write ${toFullWidth(found)}` : fix,
        };
      }
    }
  }
}

function describe(found: string): string {
  if (found.includes('\u3000')) return `${found.trim()} U+3000 (ideographic space)`.trim();
  return found.trim() || `${found.length} spaces`;
}

/** Take what is escaped out of a text, which is meant as it is. */
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
  // Text in the place of the title is refused as a whole.
  return found.filter((node) => node !== tree.children[0] || node.type === 'heading');
}

/**
 * List the characters of running text, and where in the file each stands: text as it is there, where the
 * tree has lost what escapes its marks; what is no text is U+FFFC, and each part ends with U+FFFE.
 */
function* listPlaces(node: Nodes, text: string): Generator<[character: string, offset: number]> {
  // What GFM makes a link by itself has no place in the file.
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
