// cspell:ignore emph textbf textit
import type { Nodes } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Locale } from '../paper/locale.ts';
import { remember } from '../paper/memoize.ts';
import type { Fault } from '../paper/report.ts';
import type { CheckedFile } from './index.ts';
import { source } from './untranslated.ts';

/** A rule for running text: a pattern or a search, the expected text, and the fix. */
type Rule = readonly [
  find: RegExp | ((text: string, next: string) => Iterable<{ 0: string; index: number }>),
  expected: string,
  fix: string | ((sign: string) => string),
];

type Rules = Readonly<Record<Locale, readonly Rule[]>>;

const both: readonly Rule[] = [
  [
    /\*\*+|(?<=\S)\*|\*(?=\S)|\$(?=\\[a-z]|[a-z][\^_=])|~~+|`+|\$\$+|(?<=^|\n)\$(?=\n|\uFFFE*$)|(?<!!\[[^\]\n]*)\]\(|(?<!_)__(?=[^\s_][^_\n]{0,99}__(?!_))(?=[^_]*\p{Script=Han})|(?<=\p{Script=Han})_(?=[\p{Script=Han}“《（][^_\n]{0,99}_)/gu,
    'Markdown marks in pairs',
    (sign) =>
      sign === ']('
        ? 'write [words](address), without spaces in the address and with ) after it'
        : 'write the missing mark, * for _, or \\ before a mark that belongs to the text',
  ],
  [
    /\$ [^$\n]{0,200}[\\^_=][^$\n]{0,200}\$/gu,
    'a formula without spaces inside its dollar signs',
    'delete these spaces, or write \\$ for a dollar sign',
  ],
  [
    /(?<=^|\n[ >\t]*)(?:#{1,6}|[-+*]|\d{1,3}[.)])\u3000/gu,
    'a space after the mark of a list or heading',
    'replace U+3000 (ideographic space) with a space',
  ],
  [
    /(?<=^|\n)[＞＃](?=[ \u3000])/gu,
    'half-width Markdown marks',
    (sign) => `write ${sign.normalize('NFKC')}, or \\ before a mark that belongs to the text`,
  ],
  [
    /[\])】］]\uFFFE* ?[(（[]\uFFFE*[\w.#-]+\.md[\w.#-]*\uFFFE*[)）\]]/gu,
    'a link such as [words](3.2.md)',
    'write half-width brackets without a space between them',
  ],
  [
    /\{[#.][A-Za-z][^{}\n]*\}|\[-?@\w[^[\]\n]*\]|\\(?:cite\w*|ref|label|textbf|textit|emph|footnote|begin|end|(?:sub)*section)\{|:::|\[\[[^[\]\n]+\]\]|\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\]|(?<=^|\s):[a-z][a-z_]+:(?=\s|\uFFFE)|(?<=\p{L})([~^])[\d+-]{1,3}\1|(?<![\w=])==(?=\S)[^=\n]{1,99}(?<=\S)==(?!=)|(?<=^|\n)(?:@@ -\d.*@@|diff --git .*|(?:---|\+\+\+) [ab]\/.*)/gu,
    'text without the markup of other programs',
    'write it in Markdown, or delete it',
  ],
];

const chinese = String.raw`[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]`;

const pairs = 'add the missing one';

/** The rules of each language; the Chinese ones follow clreq, “Punctuation marks”, and GB/T 15834. */
const rules: Rules = {
  zh: [
    ...both,
    [
      /(?<=\p{Script=Han}\uFFFE*(?:\[\^?[-–—~～\w,，、 ]+\]\uFFFE*)?)(?:[,.;:!?](?=[\p{Script=Han}\uFFFE\s]|$)|[()](?=\uFFFE*\p{Script=Han}))/gu,
      'full-width punctuation between Chinese characters',
      (sign) => `write ${'，。；：！？（）'[',.;:!?()'.indexOf(sign)]}`,
    ],
    [
      new RegExp(
        `(?<=${chinese}\\uFFFE{0,3})["']|["'](?=\\uFFFE{0,3}${chinese})|(?<=${chinese} )"|"(?= ${chinese})`,
        'gu',
      ),
      'the quotation marks “ ” and ‘ ’ in Chinese',
      'write “ or ”, ‘ or ’; for a straight mark, write &quot;',
    ],
  ],
  en: both,
};

const likelySlips: readonly Rule[] = [
  [
    /(?<=^|\n)[-+](?=[\p{Script=Han}“《]|\p{Lu}\p{Ll})/gu,
    'a line without the sign of a patch',
    'delete it; a list needs a space after it, and a dialogue a dash (—)',
  ],
  [
    /(?<=\p{L}{2} )\*(?= \p{L}{2})/gu,
    'Markdown marks beside the text that they mark',
    'delete it, or write \\* for an asterisk that belongs to the text',
  ],
  [
    // Allow [7][8], a[i][j], and the [EB/OL][2026-11-23] of a source.
    /(?<![\w\]])\[(?=[^[\]\n]{0,200}\p{L}{2})(?![A-Z/]+\])[^[\]\n]{2,200}\]\[(?:[\w.-]*[A-Za-z][\w.-]*)?\]/gu,
    'a link whose address is in this file',
    'write [words](https://…), or \\[ for a bracket that belongs to the text',
  ],
  // Allow two spaces after a sentence.
  [/(?<=[^\s.?!:”’")\]])(?<!\n[ >]*) {2,}(?=\S)/gu, 'one space', 'delete the others'],
  [
    /(?<=^|[^\\\n]\n[ >\t]*)\u3000+(?![\u3000#])/gu,
    'a line without ideographic spaces (U+3000) at its start',
    'delete these spaces, which are not shown',
  ],
  [
    /([,，、；：])\1+|(?<!。)。。(?!。)|[，、；：][，、；：。]|。[，、；：]/gu,
    'one punctuation mark',
    'delete the other',
  ],
  [findUnbalanced, 'quotation marks and brackets in pairs', pairs],
];

/** The rules that give warnings. */
const warnings: Rules = {
  zh: [
    ...likelySlips,
    [/(?<=\p{Script=Han}\uFFFE*)\.{3,}|。{3,}/gu, 'the ellipsis ……', 'write ……'],
    [
      new RegExp(`(?<![\\d"]|${chinese} ?)"(?! ?${chinese})`, 'gu'),
      'the quotation marks “ ”',
      'write these; for a straight mark, write \\"',
    ],
  ],
  en: [
    ...likelySlips,
    [
      // At most one for each line; after a digit these are feet and inches, minutes and seconds.
      /(?<!\d|["'].*)["']/gu,
      'the quotation marks “ ” and the apostrophe ’ in English',
      'write these; for straight marks, write \\" and \\\'',
    ],
    [
      /(?<=[A-Za-z]\uFFFE*)[，。；：！？、（）](?=\uFFFE*(?:[\sA-Za-z\d]|$))/gu,
      'half-width punctuation in English',
      (sign) => `write ${',.,;:!?()'['，。、；：！？（）'.indexOf(sign)]}`,
    ],
    [/(?<=\p{L}) [,.;:!?](?=[\s\uFFFE])(?! \.)/gu, 'no space before punctuation', 'delete it'],
    [
      /(?<=\p{L}{2})(?<!&\w{1,31})[,;](?=\p{L}{2})|(?<=\p{Ll}{2})\.(?=\p{Lu}\p{Ll})/gu,
      'a space after punctuation',
      'write it',
    ],
    [
      /\b(the|an?|of|and|to|in|is|for|with|on|as|by|at|or|are|be|from|this|it|was|which) \1\b/giu,
      'the word once',
      'delete the other',
    ],
  ],
};

/** Find punctuation, spaces and marks that are wrong in the language of the text. */
export function* checkTypography(file: CheckedFile): Generator<Fault> {
  yield* applyRules(rules, file);
}

/** Find punctuation that is probably a slip. */
export function* checkPunctuation(file: CheckedFile): Generator<Fault> {
  yield* applyRules(warnings, file);
}

function* applyRules(all: Rules, file: CheckedFile): Generator<Fault> {
  const { starts, runs } = listRuns(file);
  for (const [at, { running, offsets }] of runs.entries()) {
    const next = runs[at + 1]?.running ?? '';
    for (const [find, expected, fix] of all[file.section?.locale ?? 'en']) {
      const matches = find instanceof RegExp ? running.matchAll(find) : find(running, next);
      for (const { 0: found, index } of matches) {
        const [begin = 0, offset = 0] = offsets[findLast(offsets, index, ([first]) => first)] ?? [];
        const place = offset + index - begin;
        const line = findLast(starts, place, (start) => start);
        yield {
          line: line + 1,
          column: place - (starts[line] ?? 0) + 1,
          expected,
          found: describe(found),
          fix: typeof fix === 'string' ? fix : fix(found),
        };
      }
    }
  }
}

/** Find the last item that begins at a number or before it. */
function findLast<T>(items: readonly T[], value: number, startOf: (item: T) => number): number {
  let [low, high] = [0, items.length];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (startOf(items[middle] as T) <= value) low = middle;
    else high = middle;
  }
  return low;
}

function describe(found: string): string {
  if (found.includes('\u3000')) return `${found.trim()} U+3000 (ideographic space)`.trim();
  return found.trim() || `${found.length} spaces`;
}

/** Hide text that the rules must not change: escaped characters, and the half-width marks of sources (GB/T 7714). */
function toPlain(text: string): string {
  return text
    .replace(/\\[!-/:-@[-`{-~]/g, '\uFFFC\uFFFC')
    .replace(/.+/g, (line) =>
      source.test(line.replaceAll('\uFFFE', '')) ? line.replace(/[,.:;()]/g, '\uFFFC') : line,
    );
}

const afterLabel = /(?:^|[^\p{L}\p{N}])[\p{L}\p{N}]{1,4}$/u;

/** Matches half-open intervals and emoticons. */
const unpaired = /[([][^()[\]]{1,40},[^()[\]]{1,40}[)\]]|(?<=\s)[:;]-?[()]/g;

/** Find unbalanced pairs; allow 1), (0, 1], and a “ that opens each paragraph of a quotation. */
function* findUnbalanced(text: string, next: string): Generator<RegExpExecArray> {
  const closers = new Map(['“”', '()', '《》', '「」', '『』', '【】'].map(([a, b]) => [b, a]));
  const open: RegExpExecArray[] = [];
  const plain = text.replace(unpaired, (found) => '\uFFFC'.repeat(found.length));
  for (const match of plain.matchAll(/[“”（）()《》「」『』【】]/g)) {
    const sign = match[0].normalize('NFKC');
    const opener = closers.get(sign);
    if (!opener) open.push(match);
    else {
      const at = open.findLastIndex(([one]) => one.normalize('NFKC') === opener);
      if (at >= 0) yield* open.splice(at).slice(1);
      else if (sign !== ')' || !afterLabel.test(text.slice(0, match.index).slice(-6))) yield match;
    }
  }
  yield* open.filter(([opener]) => !/[“「]/.test(opener) || !next.startsWith(opener));
}

/** List the running texts of a file with the file offsets of their parts, and the offset of each line of the file. */
const listRuns = remember(({ text, section }: CheckedFile) => {
  const nodes: Nodes[] = [];
  if (section) {
    visit(section.tree, ['paragraph', 'heading', 'tableCell'], (node) => void nodes.push(node));
  }
  const runs = nodes
    // Text instead of a title is refused as a whole.
    .filter((node) => node !== section?.tree.children[0] || node.type === 'heading')
    .map((node) => {
      let running = '';
      const offsets: [begin: number, offset: number][] = [];
      for (const [part, offset] of listParts(node, text)) {
        offsets.push([running.length, offset]);
        running += part;
      }
      return { running: toPlain(running), offsets };
    });
  return { runs, starts: [0, ...[...text.matchAll(/\n/g)].map(({ index }) => index + 1)] };
});

/**
 * List the parts of running text with their offsets in the file: the source of the text, as the tree has no
 * escapes. U+FFFC replaces a node without text, and U+FFFE ends each node.
 */
function* listParts(node: Nodes, text: string): Generator<[part: string, offset: number]> {
  // An address that GFM links by itself has no brackets.
  const { start: { offset } = {}, end } = node.position ?? {};
  const isAddress = node.type === 'link' && text[offset ?? 0] !== '[';
  if ('children' in node && !isAddress) {
    for (const child of node.children) yield* listParts(child, text);
    return;
  }
  const isText = /^(?:text|break|footnoteReference)$/.test(node.type);
  yield offset !== undefined && isText ? [text.slice(offset, end?.offset), offset] : ['\uFFFC', 0];
  yield ['\uFFFE', 0];
}
