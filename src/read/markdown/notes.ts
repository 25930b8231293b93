import type { FootnoteDefinition, Link, Paragraph, PhrasingContent, Root } from 'mdast';
import { findAndReplace } from 'mdast-util-find-and-replace';
import { visit } from 'unist-util-visit';
import { markerLink } from '../../paper/citation-marker.ts';
import { mapLocales } from '../../paper/locale.ts';
import type { Section } from '../../paper/tree.ts';
import { changeLinks, listLinks } from '../../text/html.ts';
import { marker } from '../../text/phrases.ts';

/** The scheme of a link to a note that has no anchor yet; a label follows. */
const toNote = 'note:';

/** The scheme of a link from a note back to its reference, which has no anchor yet. */
const toPlace = 'note-place:';

/** Turn each marker such as [1] into a superscript link, kept together with one or two characters before it. */
export function remarkMarkers() {
  return (tree: Root): void => {
    const toMarker = (_match: string, before: string, label: string): PhrasingContent =>
      raise(before, toLink(markerLink, label));
    // A heading is a link already.
    const ignore = ['heading', 'link', 'linkReference'];
    const pattern = new RegExp(`(\\p{Script=Han}{2}|\\S?)(${marker.source})`, 'gu');
    findAndReplace(tree, [pattern, toMarker], { ignore });
  };
}

/** Superscript references to notes, and start each note, numbered by its order in the file, with a link back. */
export function remarkNotes() {
  return (tree: Root): void => {
    const labels = listNotes(tree).map(({ identifier }) => identifier);
    const signOf = (label: string) => `[${labels.indexOf(label) + 1}]`;
    visit(tree, 'footnoteReference', ({ identifier }, index = 0, parent) => {
      const before = parent?.children[index - 1];
      const character = before?.type === 'text' ? ([...before.value].at(-1)?.trim() ?? '') : '';
      if (before?.type === 'text')
        before.value = before.value.slice(0, -character.length || undefined);
      const link = toLink(toNote + identifier, signOf(identifier), 'doc-noteref');
      parent?.children.splice(index, 1, raise(character, link));
    });
    tree.children = tree.children.map((node) => {
      if (node.type !== 'footnoteDefinition') return node;
      const back = toLink(toPlace + node.identifier, signOf(node.identifier), 'doc-backlink');
      const [first, ...others] = node.children;
      const words = first?.type === 'paragraph' ? first.children : [];
      const opening: Paragraph = {
        type: 'paragraph',
        children: [back, { type: 'text', value: ' ' }, ...words],
      };
      return {
        type: 'blockquote',
        data: { hName: 'div', hProperties: { className: ['note'], role: 'doc-footnote' } },
        ...(node.position && { position: node.position }),
        children: [opening, ...(first?.type === 'paragraph' ? others : node.children)],
      };
    });
  };
}

/** List the notes of a section in order. */
export function listNotes(tree: Root): FootnoteDefinition[] {
  return tree.children.filter((node) => node.type === 'footnoteDefinition');
}

/** Link each reference to the anchor of its note, and each note back to its first reference. */
export function joinNotes(section: Section): Section {
  const hrefs = new Map<string, string>();
  for (const { anchor, zh, en } of section.paragraphs.flatMap(({ segments }) => segments)) {
    for (const link of [...listLinks(zh), ...listLinks(en)]) {
      const [scheme, label] = /^(note:|note-place:)(.*)$/s.exec(link)?.slice(1) ?? [];
      const other = (scheme === toNote ? toPlace : toNote) + label;
      if (scheme && !hrefs.has(other)) hrefs.set(other, `#${anchor}`);
    }
  }
  if (hrefs.size === 0) return section;
  const join = (link: string) => hrefs.get(link) ?? link;
  const paragraphs = section.paragraphs.map((paragraph) => ({
    ...paragraph,
    segments: paragraph.segments.map((segment) => ({
      ...segment,
      ...mapLocales((locale) => {
        return { ...segment[locale], nodes: changeLinks(segment[locale].nodes, join) };
      }),
    })),
  }));
  return { ...section, paragraphs };
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
