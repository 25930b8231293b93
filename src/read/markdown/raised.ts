import type { FootnoteDefinition, Link, Paragraph, PhrasingContent, Root } from 'mdast';
import { findAndReplace } from 'mdast-util-find-and-replace';
import { visit } from 'unist-util-visit';
import { markerLink } from '../../paper/marker.ts';

/** What a link to a note begins with, until anchors are known; its label follows. */
export const noteScheme = 'note:';

/** What the link from a note to its place in the text begins with, until anchors are known. */
export const backScheme = 'note-place:';

/** Make a raised link of each marker like [1], which stays with the character before it. */
export function linkMarkers(tree: Root): void {
  const toMarker = (_match: string, before: string, marker: string): PhrasingContent =>
    raise(before, toLink(markerLink, marker));
  // A heading is a link by itself.
  const ignore = ['heading', 'link', 'linkReference'];
  findAndReplace(tree, [/(\S?)(\[\d{1,3}\])/gu, toMarker], { ignore });
}

/**
 * Make a raised link of each reference to a note, and a block of each note, which begins with the link
 * back. Notes are numbered as they follow each other in the file.
 */
export function linkNotes(tree: Root): void {
  const labels = listNotes(tree).map(({ identifier }) => identifier);
  const signOf = (label: string) => `[${labels.indexOf(label) + 1}]`;
  visit(tree, 'footnoteReference', ({ identifier }, index = 0, parent) => {
    const before = parent?.children[index - 1];
    const character = before?.type === 'text' ? ([...before.value].at(-1)?.trim() ?? '') : '';
    if (before?.type === 'text')
      before.value = before.value.slice(0, -character.length || undefined);
    const link = toLink(noteScheme + identifier, signOf(identifier), 'doc-noteref');
    parent?.children.splice(index, 1, raise(character, link));
  });
  for (const [index, node] of tree.children.entries()) {
    if (node.type !== 'footnoteDefinition') continue;
    const back = toLink(backScheme + node.identifier, signOf(node.identifier), 'doc-backlink');
    const [first, ...others] = node.children;
    const opening: Paragraph = {
      type: 'paragraph',
      children: [back, { type: 'text', value: ' ' }],
    };
    if (first?.type === 'paragraph') opening.children.push(...first.children);
    tree.children[index] = {
      type: 'blockquote',
      data: { hName: 'div', hProperties: { className: ['note'], role: 'doc-footnote' } },
      ...(node.position && { position: node.position }),
      children: [opening, ...(first?.type === 'paragraph' ? others : node.children)],
    };
  }
}

/** List the notes of a section as they follow each other. */
export function listNotes(tree: Root): FootnoteDefinition[] {
  return tree.children.filter((node) => node.type === 'footnoteDefinition');
}

function raise(before: string, link: Link): PhrasingContent {
  return {
    type: 'emphasis',
    data: { hName: 'span', hProperties: { className: ['marked'] } },
    children: [
      { type: 'text', value: before },
      { type: 'emphasis', data: { hName: 'sup' }, children: [link] },
    ],
  };
}

function toLink(url: string, text: string, role?: string): Link {
  return {
    type: 'link',
    url,
    ...(role && { data: { hProperties: { role } } }),
    children: [{ type: 'text', value: text }],
  };
}
