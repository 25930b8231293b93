import type { Nodes, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Locale } from '../paper/locale.ts';
import type { Fault } from '../paper/report.ts';
import type { CheckedFile } from './index.ts';

interface Rule {
  pattern: RegExp;
  expected: string;
  fix: string;
}

const twoSpaces: Rule = {
  pattern: /(?<=\S) {2,}(?=\S)/gu,
  expected: 'one space',
  fix: 'delete the others',
};

/** Return the full-width sign for a half-width one. */
const toFullWidth = (sign: string) => '，。；：！？（）'[',.;:!?()'.indexOf(sign)];

/** The rules of each language: for Chinese, those of clreq, “Punctuation marks”, and GB/T 15834. */
const rules: Readonly<Record<Locale, readonly Rule[]>> = {
  zh: [
    twoSpaces,
    {
      pattern:
        /(?<=\p{Script=Han}\uFFFE*(?:\[\^?[\w-]+\]\uFFFE*)?)(?:[,.;:!?](?=[\p{Script=Han}\uFFFE\s]|$)|[()](?=\uFFFE*\p{Script=Han}))/gu,
      expected: 'full-width punctuation between Chinese characters',
      fix: 'write',
    },
    {
      pattern: /"|(?<![A-Za-z0-9])'|'(?![A-Za-z0-9])/gu,
      expected: 'the quotation marks “ ” and ‘ ’ in Chinese',
      fix: 'write the one that opens or the one that closes; &quot; is a straight one',
    },
  ],
  en: [twoSpaces],
};

/** Find punctuation and spaces in running text that its language does not have. */
export function* checkTypography({ text, section }: CheckedFile): Generator<Fault> {
  if (!section) return;
  for (const node of listRunning(section.tree)) {
    const places = [...listPlaces(node, text)];
    const running = places.map(([character]) => character).join('');
    for (const { pattern, expected, fix } of rules[section.locale]) {
      for (const { 0: found, index } of running.matchAll(pattern)) {
        const before = text.slice(0, places[index]?.[1]).split('\n');
        yield {
          line: before.length,
          column: (before.at(-1)?.length ?? 0) + 1,
          expected,
          found: found.trim() ? found : `${found.length} spaces`,
          fix: fix === 'write' ? `write ${toFullWidth(found)}` : fix,
        };
      }
    }
  }
}

function listRunning(tree: Root): Nodes[] {
  const found: Nodes[] = [];
  visit(tree, ['paragraph', 'heading', 'tableCell'], (node) => void found.push(node));
  return found;
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
