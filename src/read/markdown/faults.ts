import type { FootnoteDefinition, Nodes, PhrasingContent, Root } from 'mdast';
import { visit } from 'unist-util-visit';
import type { Problem } from '../../paper/problem.ts';
import { type Images, toImageName } from './figures.ts';
import { renderFormula } from './formulas.ts';
import { listNotes } from './raised.ts';

/** What is wrong in a file. */
export interface Fault extends Omit<Problem, 'file'> {
  /** Whether it is within a line, so that the lines of the file can be told all the same. */
  isInline: boolean;
}

/** What it is, without its place. */
type Refusal = Pick<Problem, 'expected' | 'found' | 'mend'>;

/**
 * Find what a section's Markdown has that a section cannot have, or lacks what it has to have.
 *
 * @param text the file, as the tree was made of it
 */
export function findFaults(tree: Root, text: string, images: Images): Fault[] {
  return [
    ...checkHeading(tree),
    ...findInHeading(tree),
    ...findRefused(tree, text, images),
    ...findOpenMarkup(tree),
    ...checkNotes(tree),
  ].map(({ node, isInline = false, ...refusal }) => ({ ...placeOf(node), isInline, ...refusal }));
}

interface Found extends Refusal {
  node: Nodes | undefined;
  isInline?: boolean;
}

function checkHeading({ children: [first] }: Root): Found[] {
  if (first?.type === 'heading' && first.depth === 1 && first.children.length > 0) return [];
  return [
    {
      node: first,
      expected: 'a heading “# …” before the text',
      found: first ? 'text without one' : 'an empty file',
      mend: 'write the title of the section after “# ” on the first line',
    },
  ];
}

/** Find what would be a link, or no text, in a heading, which is a link and is listed as plain text. */
function findInHeading({ children: [first] }: Root): Found[] {
  const found: Found[] = [];
  if (first?.type !== 'heading') return found;
  visit(first, (node) => {
    if (!/^(?:link|linkReference|image|footnoteReference)$/.test(node.type)) return;
    found.push({
      node,
      expected: 'a title of words',
      found: 'a link, a note or an image in it',
      mend: 'move it to the text',
    });
  });
  return found;
}

function findRefused(tree: Root, text: string, images: Images): Found[] {
  const found: Found[] = [];
  visit(tree, (node, _index, parent) => {
    const refused =
      node === tree.children[0] ? undefined : refusals[node.type]?.(node, text, images);
    const isInline = parent !== tree && /^(?:html|link|image|text)$/.test(node.type);
    if (refused) found.push({ node, isInline, ...refused });
  });
  return found;
}

function findOpenMarkup(tree: Root): Found[] {
  return tree.children.flatMap((node): Found[] => {
    if (node.type !== 'paragraph') return [];
    const open = node.children.find(runsOverLines);
    const last = node.children.at(-1);
    const isOpen = last?.type === 'text' && last.value.endsWith('\\');
    return [
      ...(open
        ? [
            {
              node: open,
              expected: 'markup that ends on its line',
              found: 'markup that goes on in the next line',
              mend: 'close it at the end of the line and open it again in the next',
            },
          ]
        : []),
      ...(isOpen
        ? [
            {
              node: last,
              expected: 'a line for the sentence to go on in',
              found: 'a \\ at the end of the paragraph',
              mend: 'delete the \\',
            },
          ]
        : []),
    ];
  });
}

function runsOverLines({ type, position }: PhrasingContent): boolean {
  return type !== 'text' && type !== 'break' && position?.start.line !== position?.end.line;
}

/** Notes and their references, each of which needs the other. */
function checkNotes(tree: Root): Found[] {
  const notes = listNotes(tree);
  const references = new Set<string>();
  visit(tree, 'footnoteReference', ({ identifier }) => void references.add(identifier));
  const isRepeated = ({ identifier }: FootnoteDefinition, index: number) =>
    notes.findIndex((note) => note.identifier === identifier) < index;
  return notes.flatMap((note, index): Found[] => {
    const expected = `one note with the label ${note.label}, and a place that has [^${note.label}]`;
    const mend = 'give each note its own label, and write the label where the note belongs';
    if (isRepeated(note, index)) return [{ node: note, expected, found: 'a second note', mend }];
    if (references.has(note.identifier)) return [];
    return [{ node: note, expected, found: 'no such place', mend }];
  });
}

type Refuse<Node> = (node: Node, text: string, images: Images) => Refusal | undefined;

/** What Markdown can say and a section cannot. */
const refusals: Partial<Record<string, Refuse<Nodes>>> = {
  heading: () => ({
    expected: 'one heading in a file',
    found: 'another one',
    mend: 'move it and what follows to a file of its own, such as 3.1.1.md beside 3.1.md',
  }),
  html: (node) => ({
    expected: 'Markdown',
    found: `the HTML ${'value' in node ? node.value : ''}`,
    mend: 'write it in Markdown, or leave it out',
  }),
  thematicBreak: () => ({
    expected: 'text',
    found: 'a line across the page',
    mend: 'delete it; a part of its own is a file of its own',
  }),
  code: (node, text) =>
    /[`~]/.test(text[node.position?.start.offset ?? 0] ?? '')
      ? undefined
      : {
          expected: 'a line that begins with its text',
          found: 'one that is indented, which Markdown takes for code',
          mend: 'delete the spaces at its beginning, or fence code with ```',
        },
  text: (node) => {
    const [, label] = ('value' in node && /\[\^([^\]\s]+)\]/.exec(node.value)) || [];
    return label === undefined
      ? undefined
      : {
          expected: `a note with the label ${label}`,
          found: 'none in this file',
          mend: `write the note in a paragraph of its own at the end of the file: [^${label}]: …`,
        };
  },
  footnoteDefinition: (node) => {
    const isEmpty = 'children' in node && node.children.length === 0;
    return isEmpty || (node.position?.start.column ?? 1) > 1
      ? {
          expected: 'a note in a paragraph of its own',
          found: isEmpty ? 'one without text' : 'one inside another block',
          mend: 'write it at the beginning of a line, with its text',
        }
      : undefined;
  },
  link: refuseLink,
  definition: refuseLink,
  imageReference: () => ({
    expected: 'an image with its address',
    found: 'one that names a definition',
    mend: 'write ![what it shows](../images/map.png)',
  }),
  image: refuseImage,
  inlineMath: refuseFormula,
  math: refuseFormula,
};

function refuseLink(node: Nodes, text: string): Refusal | undefined {
  if (!('url' in node)) return undefined;
  const { url } = node;
  const scheme = /^\s*([a-z][a-z0-9+.-]*):/i.exec(url)?.[1]?.toLowerCase();
  if ((scheme && !['http', 'https', 'mailto'].includes(scheme)) || /^\/|^\\/.test(url)) {
    return {
      expected: 'a link to a section (3.2.md), a web page (https://…) or a mail address (mailto:…)',
      found: url,
      mend: 'write one of these, or leave the link out',
    };
  }
  // What GFM makes a link by itself ends at white space, which Chinese does not have.
  const isBare =
    node.type === 'link' &&
    !/[[<]/.test(text[node.position?.start.offset ?? 0] ?? '') &&
    /[\p{Script=Han}\u3000-\u303F\uFF00-\uFFEF]/u.test(url);
  return isBare
    ? {
        expected: 'an address that ends where the text goes on',
        found: url,
        mend: 'write <https://…> around the address, or encode its characters (%E5…)',
      }
    : undefined;
}

function refuseImage(node: Nodes, _text: string, images: Images): Refusal | undefined {
  if (node.type !== 'image') return undefined;
  const name = toImageName(node.url);
  if (name === undefined || !images.has(name)) {
    const isOther = name !== undefined;
    return {
      expected: isOther
        ? `the image ${name} in the folder images`
        : 'an image of the folder images beside zh and en',
      found: isOther ? 'none of that name' : node.url,
      mend: 'put the file there, and write its address as ../images/map.png',
    };
  }
  return node.alt?.trim()
    ? undefined
    : {
        expected: 'words for those who cannot see the image',
        found: 'none',
        mend: 'write what it shows between the brackets: ![A map of …](../images/map.png)',
      };
}

function refuseFormula(node: Nodes): Refusal | undefined {
  if (node.type !== 'math' && node.type !== 'inlineMath') return undefined;
  try {
    renderFormula(node.value, node.type === 'math');
    return undefined;
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error).split('\n')[0];
    return {
      expected: 'a formula in TeX',
      found: reason?.replace(/^KaTeX parse error: /, '') ?? 'something else',
      mend: 'mend it; https://katex.org/docs/supported names what is known',
    };
  }
}

function placeOf(node: Nodes | undefined): { line: number; column: number } {
  const { line = 1, column = 1 } = node?.position?.start ?? {};
  return { line, column };
}
