import type { Permalinks } from '../paper/permalinks.ts';
import { remember } from '../paper/remember.ts';
import type { Term } from '../paper/term.ts';
import type { AlignedParagraph, Segment } from '../paper/tree.ts';
import { flatten, type Section } from '../paper/tree.ts';
import { toSlugs } from '../text/slugs.ts';
import { toDigest } from './digest.ts';
import type { DigestedText } from './reconcile.ts';

const digest = remember(({ text }: Segment) => toDigest(text));

/** Digest the text of a paper, section by section in reading order. */
export function digestText(root: Section, terms: readonly Term[]): DigestedText {
  const [, ...sections] = flatten(root);
  const slugs = toSlugs(terms.map(({ en }) => en));
  return {
    sections: sections.map(({ number, title, paragraphs }) => ({
      number,
      title: [digest(title.zh), digest(title.en)],
      paragraphs: paragraphs.map(({ segments }) =>
        segments.map(({ zh, en }) => ({
          section: number,
          zh: digest(zh),
          en: digest(en),
        })),
      ),
    })),
    terms: Object.fromEntries(slugs.map((slug, index) => [slug, terms[index]?.zh ?? ''])),
  };
}

/** Give the paragraphs and segments of a paper the anchors that they have in its permalinks. */
export function applyPermalinks(root: Section, { sections }: Permalinks): Section {
  const recorded = Object.entries(sections[root.number]?.paragraphs ?? {});
  return {
    ...root,
    paragraphs: root.paragraphs.map((paragraph, index): AlignedParagraph => {
      const [anchor = '', anchors = {}] = recorded[index] ?? [];
      const segments = Object.entries(anchors);
      return {
        ...paragraph,
        anchor,
        segments: paragraph.segments.map((segment, at) => {
          const [name = '', [, , changed] = []] = segments[at] ?? [];
          return { ...segment, anchor: name, ...(changed && { changed }) };
        }),
      };
    }),
    children: root.children.map((child) => applyPermalinks(child, { sections } as Permalinks)),
  };
}
