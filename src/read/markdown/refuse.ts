import type { FootnoteDefinition, Link, List, Nodes, Root } from 'mdast';
import type { Math as BlockMath, InlineMath } from 'mdast-util-math';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { type CheckedFile, checkFile } from '../../check/index.ts';
import type { Locale } from '../../paper/locale.ts';
import { type Fault, report } from '../../paper/report.ts';
import type { Images } from '../sources.ts';
import { renderFormula, toImageName } from './blocks.ts';
import { isVerse } from './lines.ts';
import { listNotes } from './notes.ts';

/** Check a file by the rules of the content. */
export function remarkCheck({ locale }: { locale: Locale }) {
  return (tree: Root, file: VFile): void => {
    const text = String(file);
    const values: CheckedFile['values'][number][] = [];
    visit(tree, (node) => {
      const raw = text.slice(node.position?.start.offset, node.position?.end.offset);
      const { value, alt, title, url }: Partial<Record<string, unknown>> = { ...node };
      for (const each of [value, alt, title, url]) {
        if (each) values.push({ value: each, raw, ...placeOf(node) });
      }
    });
    checkFile(file, { text, values, section: { tree, locale } });
  };
}

/**
 * Report Markdown that a section cannot have, or lacks.
 *
 * @throws {VFileMessage} if the lines of the section cannot be told for it
 */
export function remarkRefuse({ images }: { images: Images }) {
  return (tree: Root, file: VFile): void => {
    const references = new Set<string>();
    visit(tree, 'footnoteReference', ({ identifier }) => void references.add(identifier));
    const context = { tree, text: String(file), images, notes: listNotes(tree), references };
    let stop = -1;
    const refuse = (node: Nodes | undefined, fault: Fault, isInline = false): void => {
      report(file, 'markdown', { ...placeOf(node), ...fault });
      if (!isInline && stop < 0) stop = file.messages.length - 1;
    };
    const [first] = tree.children;
    if (first?.type !== 'heading' || first.depth > 1 || first.children.length === 0) {
      const [mark] = /^\s*#+(?:\u3000|(?=[^#\s]))/.exec(context.text) ?? [];
      const after = mark?.endsWith('\u3000') ? 'U+3000 (ideographic space)' : 'no space';
      const found = mark
        ? `“#” with ${after} after it`
        : first
          ? 'text without one'
          : 'an empty file';
      const fix = 'write the title of the section after “# ” on the first line';
      refuse(first, { expected: 'a heading “# …” before the text', found, fix });
    } else {
      // A heading is a link, and is listed as plain text.
      visit(first, ['link', 'linkReference', 'image', 'footnoteReference'], (node) => {
        const found = 'a link, a note or an image in it';
        refuse(node, { expected: 'a title of words', found, fix: 'move it to the text' });
      });
    }
    visit(tree, (node, _index, parent) => {
      if (node === first) return;
      // The lines can be told in spite of what is wrong within one.
      const isInline =
        isForeign(node) ||
        (parent !== tree && /^(?:html|link|image|inlineMath|text)$/.test(node.type));
      const found = (refusals[node.type] as Refuse<Nodes> | undefined)?.(node, context) ?? [];
      for (const fault of [found].flat()) refuse(node, fault, isInline);
    });
    if (stop >= 0) throw file.messages[stop];
    // The rest is checked without the blocks that a section cannot have.
    tree.children = tree.children.filter((node) => node === first || !isForeign(node));
  };
}

function isForeign({ type }: Nodes): boolean {
  return type === 'heading' || type === 'html' || type === 'thematicBreak';
}

interface Context {
  tree: Root;
  notes: readonly FootnoteDefinition[];
  references: ReadonlySet<string>;
  text: string;
  images: Images;
}

type Refuse<N extends Nodes> = (node: N, context: Context) => Fault | Fault[] | undefined;

/** Lists the faults of a node by its type. */
const refusals: { [Type in Nodes['type']]?: Refuse<Extract<Nodes, { type: Type }>> } = {
  heading: () => ({
    expected: 'one heading in a file',
    found: 'another one',
    fix: 'move it and what follows to a file of its own, such as 3.1.1.md beside 3.1.md',
  }),
  html: ({ value }) => ({
    expected: 'Markdown',
    found: `the HTML ${value}`,
    fix: 'write it in Markdown, or leave it out',
  }),
  thematicBreak: () => ({
    expected: 'text',
    found: 'a line across the page',
    fix: 'delete it; a part of its own is a file of its own',
  }),
  imageReference: () => ({
    expected: 'an image with its address',
    found: 'one that names a definition',
    fix: 'write ![what it shows](../images/map.png)',
  }),
  paragraph: (node, { tree }) => {
    // In other blocks markup may go on over lines.
    const open = node.children.find(
      ({ type, position }) =>
        tree.children.includes(node) &&
        !/^(?:text|break)$/.test(type) &&
        position?.start.line !== position?.end.line,
    );
    const last = node.children.at(-1);
    const expected = 'markup that ends on its line';
    const found = 'markup that goes on in the next line';
    const fix = 'close it at the end of the line and open it again in the next';
    const goesOn = 'a line for the sentence to go on in';
    const end = 'a \\ at the end of the paragraph';
    return [
      ...(open ? [{ ...placeOf(open), expected, found, fix }] : []),
      ...(last?.type === 'text' && last.value.endsWith('\\') && !isVerse(node)
        ? [{ ...placeOf(last), expected: goesOn, found: end, fix: 'delete the \\' }]
        : []),
    ];
  },
  list: refuseSentence,
  code: (node, { text }) => {
    if (/[`~]/.test(text[node.position?.start.offset ?? 0] ?? '')) return refuseOpen(node, text);
    return {
      expected: 'a line that begins with its text',
      found: 'one that is indented, which Markdown takes for code',
      fix: 'delete the spaces at its beginning, or fence code with ```',
    };
  },
  text: ({ value }) => {
    // Markdown leaves it as text, as it has no note of that label.
    const [, label] = /\[\^([^\]\s]+)\]/.exec(value) ?? [];
    if (label === undefined) return undefined;
    const fix = `write the note in a paragraph of its own at the end of the file: [^${label}]: …`;
    return { expected: `a note with the label ${label}`, found: 'none in this file', fix };
  },
  footnoteDefinition: (node, { notes, references }) => {
    const { identifier, label, children, position } = node;
    if (children.length === 0 || position?.start.column !== 1) {
      const found = children.length === 0 ? 'one without text' : 'one inside another block';
      const fix = 'write it at the beginning of a line, with its text';
      return { expected: 'a note in a paragraph of its own', found, fix };
    }
    const isFirst = notes.find((note) => note.identifier === identifier) === node;
    if (isFirst && references.has(identifier)) return undefined;
    const expected = `one note with the label ${label}, and a place that has [^${label}]`;
    const fix = 'give each note its own label, and write the label where the note belongs';
    return { expected, found: isFirst ? 'no such place' : 'a second note', fix };
  },
  link: (node, { text }) => refuseAddress(node.url) ?? refuseBare(node, text),
  definition: ({ url }) => refuseAddress(url),
  image: ({ url, alt }, { images }) => {
    const name = toImageName(url);
    if (name === undefined || !images.has(name)) {
      const fix = 'put the file there, and write its address as ../images/map.png';
      return name === undefined
        ? { expected: 'an image of the folder images beside zh and en', found: url, fix }
        : { expected: `the image ${name} in the folder images`, found: 'none of that name', fix };
    }
    if (alt?.trim()) return undefined;
    const fix = 'write what it shows between the brackets: ![A map of …](../images/map.png)';
    return { expected: 'words for those who cannot see the image', found: 'none', fix };
  },
  inlineMath: refuseFormula,
  math: (node, { text }) => refuseOpen(node, text) ?? refuseFormula(node),
};

/** Refuse a block that has an opening fence and no closing one, and goes on to the end of what it is in. */
function refuseOpen({ position }: Nodes, text: string): Fault | undefined {
  const raw = text.slice(position?.start.offset, position?.end.offset);
  const [fence = ''] = /^(?:`+|~+|\$+)/.exec(raw) ?? [];
  const [, last = ''] = /\n[\s>]*(\S*)\s*$/.exec(raw) ?? [];
  if (last.startsWith(fence) && new Set(last).size === 1) return undefined;
  const fix = `write ${fence} on a line of its own after the last line of the block`;
  return { expected: `${fence} below it, which ends the block`, found: 'none', fix };
}

/** Refuse a sentence that begins with a number and a point, which Markdown takes for a list. */
function refuseSentence(node: List, { text, tree }: Context): Fault | undefined {
  const before = tree.children[tree.children.indexOf(node) - 1];
  const line = node.position?.start.line ?? 1;
  const raw = text.slice(node.position?.start.offset, node.position?.end.offset);
  const [, digits = '', point] = /^(\d+)([.)])/.exec(raw) ?? [];
  const isAlone = tree.children.includes(node) && node.children.length === 1;
  const isSentence = /\n\S/.test(raw) || before?.position?.end.line === line - 1;
  if (!point || !((isAlone && isSentence) || digits.length > 3)) return undefined;
  const found = `a sentence that begins with ${digits}${point}`;
  const fix = `write ${digits}\\${point} for a sentence; put a blank line around a list`;
  return { expected: 'a list with blank lines around it', found, fix };
}

function refuseAddress(found: string): Fault | undefined {
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(found)?.[1]?.toLowerCase();
  const isKnown = !scheme || ['http', 'https', 'mailto'].includes(scheme);
  if (isKnown && !/^[/\\]/.test(found)) return undefined;
  const expected =
    'a link to a section (3.2.md), a web page (https://…) or a mail address (mailto:…)';
  return { expected, found, fix: 'write one of these, or leave the link out' };
}

/** Refuse an address that GFM made a link by itself: it ends at white space, which Chinese does not have. */
function refuseBare({ url: found, position }: Link, text: string): Fault | undefined {
  const isBare = !/[[<]/.test(text[position?.start.offset ?? 0] ?? '');
  if (!isBare || !/[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u.test(found)) return undefined;
  const fix = 'write <https://…> around the address, or encode its characters (%E5…)';
  return { expected: 'an address that ends where the text goes on', found, fix };
}

function refuseFormula({ type, value }: BlockMath | InlineMath): Fault | undefined {
  try {
    renderFormula(value, type === 'math');
    const [found] = /\\(?:href|url|includegraphics|html[A-Z]\w*)/.exec(value) ?? [];
    const fix = 'leave it out of the formula; a link or an image belongs to the text';
    return found ? { expected: 'TeX that is mathematics alone', found, fix } : undefined;
  } catch (error) {
    const [reason = ''] = String(error instanceof Error ? error.message : error).split('\n');
    const found = reason.replace(/^KaTeX parse error: /, '') || 'something else';
    const fix = 'correct it; https://katex.org/docs/supported names what is known';
    return { expected: 'a formula in TeX', found, fix };
  }
}

function placeOf(node: Nodes | undefined): { line: number; column: number } {
  const { line = 1, column = 1 } = node?.position?.start ?? {};
  return { line, column };
}
