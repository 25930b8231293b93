import type { Element, ElementContent } from 'hast';
import { visit } from 'unist-util-visit';
import { mapLocales } from '../paper/locale.ts';
import { remember } from '../paper/remember.ts';
import type { AlignedParagraph, Section, Segment } from '../paper/tree.ts';
import { backScheme, noteScheme } from './markdown/raised.ts';

/** Lead each reference to a note to the note's anchor, and each note back to where it is first referred to. */
export function joinNotes(section: Section): Section {
  const hrefs = findHrefs(section);
  const join = (segment: Segment) => ({ ...segment, nodes: joinLinks(segment.nodes, hrefs) });
  const joinParagraph = (paragraph: AlignedParagraph) => ({
    ...paragraph,
    segments: paragraph.segments.map((segment) => ({
      ...segment,
      ...mapLocales((locale) => join(segment[locale])),
    })),
  });
  const { paragraphs, children } = section;
  return {
    ...section,
    paragraphs: hrefs.size > 0 ? paragraphs.map(joinParagraph) : paragraphs,
    children: children.map(joinNotes),
  };
}

/** Find where each link between the text and its notes is to lead, by what it has until anchors are known. */
function findHrefs({ paragraphs }: Section): Map<string, string> {
  const hrefs = new Map<string, string>();
  for (const { anchor, zh, en } of paragraphs.flatMap(({ segments }) => segments)) {
    for (const link of [...listNoteLinks(zh), ...listNoteLinks(en)]) {
      const other = toOtherEnd(link);
      if (!hrefs.has(other)) hrefs.set(other, `#${anchor}`);
    }
  }
  return hrefs;
}

const listNoteLinks = remember(({ nodes }: Segment): string[] => {
  const links: string[] = [];
  visit({ type: 'root', children: nodes }, 'element', ({ properties: { href } }: Element) => {
    const isNote = [noteScheme, backScheme].some((scheme) => String(href).startsWith(scheme));
    if (isNote) links.push(String(href));
  });
  return links;
});

/** Return what the link at the other end has: in a note, for one in the text, and the other way round. */
function toOtherEnd(link: string): string {
  return link.startsWith(noteScheme)
    ? backScheme + link.slice(noteScheme.length)
    : noteScheme + link.slice(backScheme.length);
}

function joinLinks(
  nodes: readonly ElementContent[],
  hrefs: ReadonlyMap<string, string>,
): ElementContent[] {
  return nodes.map((node) => {
    if (node.type !== 'element') return node;
    const href = hrefs.get(String(node.properties['href']));
    return {
      ...node,
      properties: href ? { ...node.properties, href } : node.properties,
      children: joinLinks(node.children, hrefs),
    };
  });
}
