import type { FootnoteDefinition, Nodes, PhrasingContent, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { VFile } from 'vfile';
import { type CheckedFile, checkFile } from '../../check/index.ts';
import type { Locale } from '../../paper/locale.ts';
import { type Fault, report } from '../../paper/report.ts';
import type { Images } from '../sources.ts';
import { renderFormula, toImageName } from './blocks.ts';
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
 * Report what a section's Markdown has that a section cannot have, or lacks what it has to have.
 *
 * @throws {VFileMessage} if the lines of the section cannot be told for it
 */
export function remarkRefuse({ images }: { images: Images }) {
  return (tree: Root, file: VFile): void => {
    const found = [
      ...findInHeading(tree),
      ...findRefused(tree, String(file), images),
      ...findOpenMarkup(tree),
      ...findLooseNotes(tree),
    ];
    for (const { node, fault } of found) report(file, 'markdown', { ...placeOf(node), ...fault });
    const at = found.findIndex(({ isInline }) => !isInline);
    if (at >= 0) throw file.messages.at(at - found.length);
  };
}

interface Found {
  node: Nodes | undefined;
  fault: Fault;
  /** Whether it is within a line, so that the lines of the file can be told all the same. */
  isInline?: boolean;
}

/** Find a heading that is missing, or has what would be a link, or no text: it is a link itself. */
function findInHeading({ children: [first] }: Root): Found[] {
  if (first?.type !== 'heading' || first.depth > 1 || first.children.length === 0) {
    const found = first ? 'text without one' : 'an empty file';
    const fix = 'write the title of the section after “# ” on the first line';
    return [{ node: first, fault: { expected: 'a heading “# …” before the text', found, fix } }];
  }
  const refused: Found[] = [];
  visit(first, ['link', 'linkReference', 'image', 'footnoteReference'], (node) => {
    const found = 'a link, a note or an image in it';
    const fault = { expected: 'a title of words', found, fix: 'move it to the text' };
    refused.push({ node, fault });
  });
  return refused;
}

function findRefused(tree: Root, text: string, images: Images): Found[] {
  const found: Found[] = [];
  visit(tree, (node, _index, parent) => {
    const fault = node === tree.children[0] ? undefined : refusals[node.type]?.(node, text, images);
    const isInline = parent !== tree && /^(?:html|link|image|text)$/.test(node.type);
    if (fault) found.push({ node, fault, isInline });
  });
  return found;
}

function findOpenMarkup(tree: Root): Found[] {
  return tree.children.flatMap((node): Found[] => {
    if (node.type !== 'paragraph') return [];
    const found: Found[] = [];
    const open = node.children.find(runsOverLines);
    if (open) {
      const fault = {
        expected: 'markup that ends on its line',
        found: 'markup that goes on in the next line',
        fix: 'close it at the end of the line and open it again in the next',
      };
      found.push({ node: open, fault });
    }
    const last = node.children.at(-1);
    if (last?.type === 'text' && last.value.endsWith('\\')) {
      const fault = {
        expected: 'a line for the sentence to go on in',
        found: 'a \\ at the end of the paragraph',
        fix: 'delete the \\',
      };
      found.push({ node: last, fault });
    }
    return found;
  });
}

function runsOverLines({ type, position }: PhrasingContent): boolean {
  return type !== 'text' && type !== 'break' && position?.start.line !== position?.end.line;
}

/** Find notes that are there twice, or that nothing refers to. */
function findLooseNotes(tree: Root): Found[] {
  const notes = listNotes(tree);
  const references = new Set<string>();
  visit(tree, 'footnoteReference', ({ identifier }) => void references.add(identifier));
  const isRepeated = ({ identifier }: FootnoteDefinition, index: number) =>
    notes.findIndex((note) => note.identifier === identifier) < index;
  return notes.flatMap((note, index): Found[] => {
    const found = isRepeated(note, index) ? 'a second note' : 'no such place';
    if (found === 'no such place' && references.has(note.identifier)) return [];
    const expected = `one note with the label ${note.label}, and a place that has [^${note.label}]`;
    const fix = 'give each note its own label, and write the label where the note belongs';
    return [{ node: note, fault: { expected, found, fix } }];
  });
}

type Refuse = (node: Nodes, text: string, images: Images) => Fault | undefined;

/** Refuses a node by its type. */
const refusals: Partial<Record<string, Refuse>> = {
  heading: () => ({
    expected: 'one heading in a file',
    found: 'another one',
    fix: 'move it and what follows to a file of its own, such as 3.1.1.md beside 3.1.md',
  }),
  html: (node) => ({
    expected: 'Markdown',
    found: `the HTML ${'value' in node ? node.value : ''}`,
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
  code: refuseIndented,
  text: refuseReference,
  footnoteDefinition: refuseNote,
  link: refuseLink,
  definition: refuseLink,
  image: refuseImage,
  inlineMath: refuseFormula,
  math: refuseFormula,
};

function refuseIndented(node: Nodes, text: string): Fault | undefined {
  if (/[`~]/.test(text[node.position?.start.offset ?? 0] ?? '')) return undefined;
  return {
    expected: 'a line that begins with its text',
    found: 'one that is indented, which Markdown takes for code',
    fix: 'delete the spaces at its beginning, or fence code with ```',
  };
}

/** Refuse what Markdown leaves as text, as it has no note of that label. */
function refuseReference(node: Nodes): Fault | undefined {
  const [, label] = ('value' in node && /\[\^([^\]\s]+)\]/.exec(node.value)) || [];
  if (label === undefined) return undefined;
  const fix = `write the note in a paragraph of its own at the end of the file: [^${label}]: …`;
  return { expected: `a note with the label ${label}`, found: 'none in this file', fix };
}

function refuseNote(node: Nodes): Fault | undefined {
  const isEmpty = 'children' in node && node.children.length === 0;
  if (!isEmpty && node.position?.start.column === 1) return undefined;
  const found = isEmpty ? 'one without text' : 'one inside another block';
  const fix = 'write it at the beginning of a line, with its text';
  return { expected: 'a note in a paragraph of its own', found, fix };
}

function refuseLink(node: Nodes, text: string): Fault | undefined {
  if (!('url' in node)) return undefined;
  const { url: found } = node;
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(found)?.[1]?.toLowerCase();
  if ((scheme && !['http', 'https', 'mailto'].includes(scheme)) || /^\/|^\\/.test(found)) {
    const expected =
      'a link to a section (3.2.md), a web page (https://…) or a mail address (mailto:…)';
    return { expected, found, fix: 'write one of these, or leave the link out' };
  }
  // What GFM makes a link by itself ends at white space, which Chinese does not have.
  const isBare =
    node.type === 'link' &&
    !/[[<]/.test(text[node.position?.start.offset ?? 0] ?? '') &&
    /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u.test(found);
  if (!isBare) return undefined;
  const fix = 'write <https://…> around the address, or encode its characters (%E5…)';
  return { expected: 'an address that ends where the text goes on', found, fix };
}

function refuseImage(node: Nodes, _text: string, images: Images): Fault | undefined {
  if (node.type !== 'image') return undefined;
  const name = toImageName(node.url);
  if (name === undefined || !images.has(name)) {
    const fix = 'put the file there, and write its address as ../images/map.png';
    return name === undefined
      ? { expected: 'an image of the folder images beside zh and en', found: node.url, fix }
      : { expected: `the image ${name} in the folder images`, found: 'none of that name', fix };
  }
  if (node.alt?.trim()) return undefined;
  const fix = 'write what it shows between the brackets: ![A map of …](../images/map.png)';
  return { expected: 'words for those who cannot see the image', found: 'none', fix };
}

function refuseFormula(node: Nodes): Fault | undefined {
  if (node.type !== 'math' && node.type !== 'inlineMath') return undefined;
  try {
    renderFormula(node.value, node.type === 'math');
    return undefined;
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
