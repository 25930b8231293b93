import type { Element } from 'hast';
import { visit } from 'unist-util-visit';
import type { AlignedSegment } from './align.ts';
import { backScheme, noteScheme } from './markdown/raised.ts';
import { flatten, type Section } from './tree.ts';
import { locales } from './view.ts';

/** A place in the text, or the note, that a link between the two is to lead to. */
interface End {
  link: Element;
  label: string;
  anchor: string;
}

/** Lead each reference to a note to the note's anchor, and each note back to where it is first referred to. */
export function joinNotes(root: Section): void {
  for (const { paragraphs } of flatten(root)) {
    const segments = paragraphs.flatMap((paragraph) => paragraph.segments);
    const references = listEnds(segments, noteScheme);
    const notes = listEnds(segments, backScheme);
    for (const { link, label } of references) lead(link, label, notes);
    for (const { link, label } of notes) lead(link, label, references);
  }
}

function lead(link: Element, label: string, ends: readonly End[]): void {
  const end = ends.find((one) => one.label === label);
  if (end) link.properties['href'] = `#${end.anchor}`;
}

function listEnds(segments: readonly AlignedSegment[], scheme: string): End[] {
  return segments.flatMap((segment) =>
    locales.flatMap((locale) => {
      const ends: End[] = [];
      visit({ type: 'root', children: segment[locale].nodes }, 'element', (link: Element) => {
        const { href } = link.properties;
        if (typeof href !== 'string' || !href.startsWith(scheme)) return;
        ends.push({ link, label: href.slice(scheme.length), anchor: segment.anchor });
      });
      return ends;
    }),
  );
}
