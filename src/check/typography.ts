import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Locale } from '../paper/locale.ts';
import type { Report, Source } from '../paper/problem.ts';

interface Rule {
  pattern: RegExp;
  expected: string;
  mend: string;
}

const twoSpaces: Rule = {
  pattern: /(?<=\S) {2,}(?=\S)/gu,
  expected: 'one space',
  mend: 'delete the others',
};

const fullWidth: Readonly<Record<string, string>> = {
  ',': '，',
  '.': '。',
  ';': '；',
  ':': '：',
  '!': '！',
  '?': '？',
  '(': '（',
  ')': '）',
};

/** The rules of each language: for Chinese, those of clreq, “Punctuation marks”, and GB/T 15834. */
const rules: Readonly<Record<Locale, readonly Rule[]>> = {
  zh: [
    twoSpaces,
    {
      pattern:
        /(?<=\p{Script=Han}\uFFFE*(?:\[\^?[\w-]+\]\uFFFE*)?)(?:[,.;:!?](?=[\p{Script=Han}\uFFFE\s]|$)|[()](?=\uFFFE*\p{Script=Han}))/gu,
      expected: 'full-width punctuation between Chinese characters',
      mend: 'write',
    },
    {
      pattern: /"|(?<![A-Za-z0-9])'|'(?![A-Za-z0-9])/gu,
      expected: 'the quotation marks “ ” and ‘ ’ in Chinese',
      mend: 'write the one that opens or the one that closes; &quot; is a straight one',
    },
  ],
  en: [twoSpaces],
};

/** Report punctuation and spaces in running text that its language does not have. */
export function checkTypography(
  { file, text }: Source,
  tree: Root,
  locale: Locale,
  report: Report,
): void {
  visit(tree, (node) => {
    if (!/^(?:paragraph|heading|tableCell)$/.test(node.type)) return;
    const places = [...listPlaces(node, text)];
    const running = places.map(([character]) => character).join('');
    for (const { pattern, expected, mend } of rules[locale]) {
      for (const { 0: found, index } of running.matchAll(pattern)) {
        const before = text.slice(0, places[index]?.[1]).split('\n');
        report({
          file,
          line: before.length,
          column: (before.at(-1)?.length ?? 0) + 1,
          expected,
          found: found.trim() ? found : `${found.length} spaces`,
          mend: mend === 'write' ? `write ${fullWidth[found]}` : mend,
        });
      }
    }
  });
}

/**
 * List the characters of running text, and where in the file each stands: text as it is there, where the
 * tree has lost what escapes its marks; what is no text is U+FFFC, and each part ends with U+FFFE.
 */
function* listPlaces(node: Nodes, text: string): Generator<[character: string, offset: number]> {
  if ('children' in node) {
    for (const child of node.children) yield* listPlaces(child, text);
    return;
  }
  // What GFM makes a link by itself has no place in the file.
  const { start: { offset } = {}, end } = node.position ?? {};
  if (offset !== undefined && /^(?:text|break|footnoteReference)$/.test(node.type)) {
    const raw = text.slice(offset, end?.offset);
    for (const [index, unit] of raw.split('').entries()) yield [unit, offset + index];
  } else yield ['\uFFFC', 0];
  yield ['\uFFFE', 0];
}
