import type { FootnoteDefinition, Heading, Link, List, Nodes, Root, RootContent } from 'mdast';
import type { Math as BlockMath, InlineMath } from 'mdast-util-math';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { type CheckedFile, checkFile } from '../../check/index.ts';
import type { Locale } from '../../paper/locale.ts';
import { quote, report } from '../../paper/report.ts';
import type { Images } from '../sources.ts';
import { renderFormula, toImageName } from './blocks.ts';
import { isVerse } from './lines.ts';
import { listNotes } from './notes.ts';
import { unresolved } from './unresolved.ts';

/** Check a file by the content rules. */
export function remarkCheck({ locale }: { locale: Locale }) {
  return (tree: Root, file: VFile): void => {
    const text = String(file);
    const values: CheckedFile['values'][number][] = [];
    visit(tree, (node) => {
      const raw = sourceOf(node, text);
      const { value, alt, title, url }: Partial<Record<string, unknown>> = { ...node };
      for (const each of [value, alt, title, url]) {
        if (each) values.push({ value: each, raw, ...placeOf(node) });
      }
    });
    checkFile(file, { text, values, section: { tree, locale } });
  };
}

/** The texts of a fault, and its node if that is inside the refused node. */
type Refusal = readonly [expected: string, found: string, fix: string, at?: Nodes];

/**
 * Report Markdown that a section must not contain, or lacks.
 *
 * @throws {VFileMessage} if it keeps the section from being split into lines
 */
export function remarkRefuse({ images }: { images: Images }) {
  return (tree: Root, file: VFile): void => {
    const references = new Set<string>();
    visit(tree, (node) => {
      if (/Reference$/.test(node.type) && 'identifier' in node) references.add(node.identifier);
    });
    const context = { tree, text: String(file), images, notes: listNotes(tree), references };
    let stop = -1;
    const refuse = (node: Nodes | undefined, refusal: Refusal, isInline = false): void => {
      const [expected, found, fix, at = node] = refusal;
      report(file, 'markdown', { ...placeOf(at), expected, found, fix });
      if (!isInline && stop < 0) stop = file.messages.length - 1;
    };
    const [first] = tree.children;
    const hasFront = first?.type === 'thematicBreak';
    for (const refusal of refuseTitle(first, context.text)) refuse(first, refusal);
    visit(tree, (node, _index, parent) => {
      if (node === first || hasFront) return;
      // A fault within a line does not affect the other lines.
      const isInline =
        isForeign(node) ||
        (parent !== tree && /^(?:html|link|image|inlineMath|text)$/.test(node.type));
      const refusal = refusals[node.type] as Refuse<Nodes> | undefined;
      for (const one of refusal?.(node, context) ?? []) if (one) refuse(node, one, isInline);
    });
    if (stop >= 0) throw file.messages[stop];
    // Continue without the blocks that a section must not contain, and without the blank lines around them.
    file.data['isCut'] = tree.children.some((node) => node !== first && isForeign(node));
    tree.children = tree.children.flatMap((node): RootContent[] => {
      if (node === first || !isForeign(node)) return [node];
      return isUnderlined(node, context.text) ? [{ ...node, type: 'paragraph' }] : [];
    });
  };
}

/** Refuse anything but a heading with words at the start of a file, and links, notes and images in it. */
function refuseTitle(first: RootContent | undefined, text: string): Refusal[] {
  const isHeading = first?.type === 'heading';
  if (isHeading && first.depth === 1 && first.children.length > 0) {
    const refusals: Refusal[] = [];
    // A heading is a link, and lists show it as plain text.
    visit(first, ['link', 'linkReference', 'image', 'footnoteReference'], (node) => {
      const found = 'a link, a note or an image';
      refusals.push(['a title of words', found, 'move it to the text', node]);
    });
    return refusals;
  }
  const fix = 'write the title of the section after “# ” on the first line';
  return [['a heading “# …” before the text', describeStart(first, text), fix]];
}

/** Describe the start of a file that lacks a title. */
function describeStart(first: RootContent | undefined, text: string): string {
  const [mark] = /^\s*(?:#+(?:\u3000|(?=[^#\s]))|＃)/.exec(text) ?? [];
  if (mark?.endsWith('＃')) return 'a full-width ＃';
  if (mark?.endsWith('\u3000')) return '“#” with U+3000 (ideographic space) after it';
  if (mark) return '“#” with no space after it';
  if (!first) return 'an empty file';
  if (first.type === 'thematicBreak') return 'front matter (---)';
  if (first.type !== 'heading') return 'text without one';
  return `“${'#'.repeat(first.depth)}”${first.children.length > 0 ? '' : ' and no words'}`;
}

function isForeign({ type }: Nodes): boolean {
  return type === 'heading' || type === 'html' || type === 'thematicBreak';
}

/** Tell whether a heading is a line of text with === or --- below it. */
function isUnderlined(node: Nodes, text: string): node is Heading {
  return node.type === 'heading' && !sourceOf(node, text).startsWith('#');
}

interface Context {
  tree: Root;
  notes: readonly FootnoteDefinition[];
  references: ReadonlySet<string>;
  text: string;
  images: Images;
}

type Refuse<N extends Nodes> = (node: N, context: Context) => (Refusal | undefined)[];

const ownFile = 'move it and the text below it to another file, such as 3.1.1.md';

/** Lists the faults of a node by its type. */
const refusals: { [Type in Nodes['type']]?: Refuse<Extract<Nodes, { type: Type }>> } = {
  heading: (node, { text }) => {
    if (!isUnderlined(node, text)) return [['one heading per file', 'a second heading', ownFile]];
    const found = 'a line of === or ---, which makes the text above it a heading';
    const place = shift(node, text, sourceOf(node, text).lastIndexOf('\n') + 1);
    return [['text', found, 'delete this line', place]];
  },
  html: ({ value }) => [['Markdown', `the HTML ${value}`, 'write it in Markdown, or delete it']],
  thematicBreak: () => [['text', 'a horizontal rule', 'delete it, or start a new file here']],
  imageReference: () => [
    [
      'an image with its address',
      'a reference to a definition',
      'write ![description](../images/map.png)',
    ],
  ],
  paragraph: (node, { tree, text }) => {
    // In other blocks, markup may span lines.
    const open = node.children.find(
      ({ type, position }) =>
        tree.children.includes(node) &&
        !/^(?:text|break)$/.test(type) &&
        position?.start.line !== position?.end.line,
    );
    const found = 'markup that continues on the next line';
    const fix = 'close it at the end of the line and open it again on the next';
    const last = node.children.at(-1);
    const hasEnd = last?.type === 'text' && last.value.endsWith('\\') && !isVerse(node);
    const end = 'a \\ at the end of the paragraph';
    const row = /^[|｜].*[|｜][ \t]*$/m.exec(sourceOf(node, text));
    const table = 'a table with a blank line above it and |---|---| below its head';
    const bars = 'add these, with half-width bars and no blank line between rows';
    return [
      row ? [table, row[0], bars, shift(node, text, row.index)] : undefined,
      open && ['markup that ends on its line', found, fix, open],
      hasEnd ? ['a line that continues the sentence', end, 'delete the \\', last] : undefined,
    ];
  },
  list: (node, context) => [...refuseSentence(node, context), refuseNumbers(node, context)],
  table: ({ align, children }, { text }) =>
    children.map((row): Refusal | undefined => {
      const expected = `a row of ${align?.length} cells`;
      const raw = sourceOf(row, text);
      if (!raw.includes('|')) {
        return [expected, `text, ${quote(raw)}`, 'write a blank line below the table', row];
      }
      const count = row.children.length;
      if (count <= (align?.length ?? 0)) return undefined;
      return [expected, `${count}, of which the last are not shown`, 'correct the bars |', row];
    }),
  code: (node, { text }) => {
    if (/[`~]/.test(text[node.position?.start.offset ?? 0] ?? '')) return [refuseOpen(node, text)];
    const found = 'an indented line, which Markdown takes for code';
    const fix = 'delete the spaces at its start, or fence code with ```';
    return [['a line without indentation', found, fix]];
  },
  // Around a bare address, the pieces of a text have no position.
  text: (node, { text }) =>
    (node.position ? unresolved : []).flatMap(([pattern, expected, fix, isFault = () => true]) =>
      [...sourceOf(node, text).matchAll(pattern)]
        .filter(isFault)
        .map(({ 0: found, index }): Refusal => [expected, found, fix, shift(node, text, index)]),
    ),
  footnoteDefinition: (node, { notes, references }) => {
    const { identifier, label, children, position } = node;
    if (children.length === 0 || position?.start.column !== 1) {
      const found = children.length === 0 ? 'a note without text' : 'a note inside another block';
      const fix = 'write it at the start of a line, with its text';
      return [['a note in a paragraph of its own', found, fix]];
    }
    const isFirst = notes.find((note) => note.identifier === identifier) === node;
    if (isFirst && references.has(identifier)) return [];
    const expected = `one note with the label ${label}, and a reference [^${label}]`;
    const fix = 'give each note its own label, and write the label where the note belongs';
    return [[expected, isFirst ? 'no reference' : 'a second note', fix]];
  },
  link: (node, { text }) => [
    refuseAddress(node.url) ?? refuseBare(node, text) ?? refuseFigure(node, text),
  ],
  definition: ({ url, label, identifier }, { references }) => {
    const fix = `delete this line, which is not shown, or write \\[${label}] for text`;
    const unused: Refusal = [`a link [words][${label}] to it`, `only the text ${url}`, fix];
    // An address that no link uses loses nothing, but other text does.
    const isHarmless = references.has(identifier) || /[/.#@]/.test(url);
    return [refuseAddress(url) ?? (isHarmless ? undefined : unused)];
  },
  blockquote: (node, { text }) => {
    const raw = sourceOf(node, text);
    const lazy = raw.search(/(?<=\n)(?!\s*>)/);
    const before = text.slice(0, node.position?.start.offset).slice(-3);
    // Each is right by itself: a line without >, no space after it, no blank line above.
    const signs = [lazy > 0, raw[1] !== ' ', /[。.！!？?][”’」]?\n$/.test(before)];
    if (signs.filter(Boolean).length < 2) return [];
    const at = Math.max(0, lazy);
    const fix = 'write > before each line of a quotation, and a blank line above it; else delete >';
    return [['a quotation by itself', quote(raw.slice(at)), fix, shift(node, text, at)]];
  },
  image: ({ url, alt }, { images }) => {
    const name = toImageName(url);
    const fix = 'put the file there, and write its address as ../images/map.png';
    if (name === undefined) return [['an image in the folder images', url, fix]];
    if (!images.has(name)) {
      return [[`the image ${name} in the folder images`, 'none of that name', fix]];
    }
    const example = 'describe it between the brackets: ![A map of …](../images/map.png)';
    return [alt?.trim() ? undefined : ['a description of the image', 'none', example]];
  },
  inlineMath: refuseFormula,
  math: (node, { text }) => {
    const found = `$$${node.meta}`;
    const fix = 'write each $$ on a line of its own, with blank lines around the block';
    const expected = 'a formula between two lines of $$';
    return [
      node.meta ? [expected, found, fix] : (refuseOpen(node, text) ?? refuseFormula(node)[0]),
    ];
  },
};

/** Refuse a code block with an opening fence and no closing one. */
function refuseOpen(node: Nodes, text: string): Refusal | undefined {
  const raw = sourceOf(node, text);
  const [fence = ''] = /^(?:`+|~+|\$+)/.exec(raw) ?? [];
  const [, last = ''] = /\n[\s>]*(\S*)\s*$/.exec(raw) ?? [];
  if (last.startsWith(fence) && new Set(last).size === 1) return undefined;
  const fix = `write ${fence} on its own line after the last line of the block`;
  return [`a line ${fence} that ends the block`, 'none', fix];
}

/** Refuse numbers of a list that pages would change: 1 and 3 become 1 and 2. */
function refuseNumbers({ children, ordered }: List, { text }: Context): Refusal | undefined {
  const numbers = children.map((item) => Number.parseInt(sourceOf(item, text), 10));
  const [first = 0] = numbers;
  const at = numbers.findIndex((number, index) => number !== first + index);
  // Some write 1. before each.
  if (!ordered || at < 0 || numbers.every((number) => number === first)) return undefined;
  const fix = 'number the list without a gap';
  return [`the number ${first + at}`, `${numbers[at]}`, fix, children[at] as Nodes];
}

/** Refuse a sentence that starts with “- ” or with a number and a period, which Markdown treats as a list. */
function refuseSentence(node: List, { text, tree }: Context): (Refusal | undefined)[] {
  const before = tree.children[tree.children.indexOf(node) - 1];
  const line = node.position?.start.line ?? 1;
  const raw = sourceOf(node, text);
  const [, digits = '', mark = ''] = /^(\d*)([-+*.)])/.exec(raw) ?? [];
  const isAlone = tree.children.includes(node) && node.children.length === 1;
  const isSentence = /\n\S/.test(raw) || before?.position?.end.line === line - 1;
  if (!(isAlone && isSentence) && digits.length < 4) return [];
  const found = `a sentence that starts with ${digits}${mark}`;
  const fix = `write ${digits}\\${mark} for a sentence; put a blank line around a list`;
  return [['a list with blank lines around it', found, fix]];
}

function refuseAddress(found: string): Refusal | undefined {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(found)?.[1]?.toLowerCase();
  const isKnown = !scheme || ['http', 'https', 'mailto'].includes(scheme);
  if (isKnown && !/^[/\\]|^https?:(?!\/\/[^/])/i.test(found)) return undefined;
  const expected =
    'a link to a section (3.2.md), a web page (https://…) or a mail address (mailto:…)';
  return [expected, found, 'write one of these, or delete the link'];
}

/** Refuse an address that GFM linked automatically: it ends only at white space, which Chinese lacks. */
function refuseBare({ url: found, position }: Link, text: string): Refusal | undefined {
  const isBare = !/[[<]/.test(text[position?.start.offset ?? 0] ?? '');
  if (!isBare || !/[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u.test(found)) return undefined;
  const fix = 'write the address as <https://…>, or encode its characters (%E5…)';
  return ['an address that does not run into the text after it', found, fix];
}

/** Refuse a link to an image, whose ! is missing or full-width. */
function refuseFigure(node: Link, text: string): Refusal | undefined {
  if (!toImageName(node.url)) return undefined;
  const found = sourceOf(node, text);
  return ['an image, or a link to a page', found, `write !${found}, with a half-width !`];
}

function refuseFormula({ type, value }: BlockMath | InlineMath): (Refusal | undefined)[] {
  try {
    renderFormula(value, type === 'math');
    const [found] = /\\(?:href|url|includegraphics|html[A-Z]\w*)/.exec(value) ?? [];
    const fix = 'delete it from the formula; links and images belong to the text';
    return [found ? ['TeX with mathematics only', found, fix] : undefined];
  } catch (error) {
    const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
    const found = reason.replace(/^KaTeX parse error: /, '');
    return [['a formula in TeX', found, 'correct it; see https://katex.org/docs/supported']];
  }
}

function sourceOf({ position }: Nodes, text: string): string {
  return text.slice(position?.start.offset, position?.end.offset);
}

/** Return a node at another place in its source. */
function shift(node: Nodes, text: string, index: number): Nodes {
  const before = text.slice(0, (node.position?.start.offset ?? 0) + index);
  const line = before.split('\n').length;
  const point = { line, column: before.length - before.lastIndexOf('\n') };
  return { ...node, position: { start: point, end: point } };
}

function placeOf(node: Nodes | undefined): { line: number; column: number } {
  const { line = 1, column = 1 } = node?.position?.start ?? {};
  return { line, column };
}
