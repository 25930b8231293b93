import type { Node, Paragraph, PhrasingContent, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Locale } from '../../paper/locale.ts';

/**
 * Join continued lines, and wrap each line of a paragraph in a `<segment>`.
 *
 * After a backslash a line continues on the next one; in verse and inside other blocks, it ends there.
 */
export function remarkLines({ locale }: { locale: Locale }) {
  return (tree: Root): void => {
    visit(tree, ['paragraph', 'heading', 'tableCell'], (node, _index, parent) => {
      joinLines(node, locale, node.type === 'paragraph' && parent === tree);
    });
    for (const node of tree.children) {
      if (node.type === 'paragraph') node.children = splitLines(node);
    }
  };
}

/** Tell whether every line of a paragraph, including the last, ends in a backslash. */
export function isVerse({ children }: Paragraph): boolean {
  const isBroken = children.some(({ type }) => type === 'break');
  const isSplit = children.some((node) => node.type === 'text' && node.value.includes('\n'));
  return isBroken && !isSplit && toText(children.at(-1)).endsWith('\\');
}

function listLeaves(node: Node): PhrasingContent[] {
  if ('children' in node) return (node.children as Node[]).flatMap(listLeaves);
  return [node as PhrasingContent];
}

function toText(node: Node | undefined): string {
  if (node?.type === 'break') return '\n';
  return node && 'value' in node ? String(node.value) : '';
}

/** Replace each line end within a segment by the separator of its lines. */
function joinLines(node: Node, locale: Locale, isProse: boolean): void {
  const leaves = listLeaves(node);
  const whole = leaves.map(toText).join('');
  const last = leaves.at(-1);
  const hasVerse = isVerse({ type: 'paragraph', children: leaves });
  if (hasVerse && last?.type === 'text') last.value = last.value.slice(0, -1);
  let end = 0;
  for (const leaf of leaves) {
    const start = end;
    end += toText(leaf).length;
    if (leaf.type === 'text') {
      leaf.value = leaf.value.replace(/\n\u3000*|^\u3000+/g, (found, index) => {
        if (!found.startsWith('\n')) return start === 0 ? '' : found;
        return isProse ? '\n' : toJoint(whole, start + index, found.length, locale);
      });
    } else if (isProse && !hasVerse && isContinuation(leaf)) {
      Object.assign(leaf, { type: 'text', value: toJoint(whole, start, 1, locale) });
    }
  }
}

/** Tell a backslash at the end of a line from two spaces, by length. */
function isContinuation({ type, position }: Node): boolean {
  const [start = 0, end = 0] = [position?.start.offset, position?.end.offset];
  return type === 'break' && end - start === 2;
}

// Quotation marks, ellipses and dashes are full-width in Chinese text only.
const wide = '\\p{Script=Han}\\p{Script=Hira}\\p{Script=Kana}\\u3000-\\u303F\\uFF00-\\uFFEF';
const sides = {
  zh: [new RegExp(`[${wide}“”‘’…—·]\\p{M}*$`, 'u'), new RegExp(`^[${wide}“”‘’…—·]`, 'u')],
  en: [new RegExp(`[${wide}]\\p{M}*$`, 'u'), new RegExp(`^[${wide}]`, 'u')],
} as const;

/**
 * Return the separator of two lines: a space between words, nothing between Chinese characters, and between a
 * word and a Chinese character nothing in Chinese text and a space in English text.
 */
function toJoint(whole: string, at: number, length: number, locale: Locale): '' | ' ' {
  const [before, after] = sides[locale];
  const isBefore = before.test(whole.slice(Math.max(0, at - 4), at).trimEnd());
  const isAfter = after.test(whole.slice(at + length, at + length + 4).trimStart());
  return (locale === 'zh' ? isBefore || isAfter : isBefore && isAfter) ? '' : ' ';
}

/** Wrap each line in a segment; a line of verse ends with a break. */
function splitLines({ children, position }: Paragraph): PhrasingContent[] {
  const first = position?.start.line ?? 1;
  const lines: { line: number; children: PhrasingContent[] }[] = [{ line: first, children: [] }];
  const add = (node: PhrasingContent): void => void lines.at(-1)?.children.push(node);
  const begin = (line: number): void => void lines.push({ line, children: [] });
  for (const node of children) {
    const line = node.position?.start.line ?? first;
    if (node.type === 'text') {
      for (const [index, value] of node.value.split('\n').entries()) {
        if (index > 0) begin(line + index);
        if (value) add({ ...node, value });
      }
    } else {
      add(node);
      if (node.type === 'break') begin(line + 1);
    }
  }
  return lines.map(({ line, children }) => ({
    type: 'emphasis',
    data: { hName: 'segment' },
    position: { start: { line, column: 1 }, end: { line, column: 1 } },
    children,
  }));
}
