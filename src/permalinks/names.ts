import { toParagraphAnchor, toSegmentAnchor } from '../paper/anchor.ts';
import type { Permalinks, Recorded } from '../paper/permalinks.ts';
import { type Fingerprinted, findMost } from './match.ts';

/** A segment of the last version. */
export interface Old extends Fingerprinted {
  anchor: string;
  paragraph: string;
  /** The version in which it was last edited. */
  changed: number | undefined;
}

/** A segment of the text as it is now. */
export type New = Fingerprinted;

/** A section of the text as it is now: the fingerprints of its title and, by paragraph, of its segments. */
export interface NewSection {
  number: string;
  title: [string, string];
  paragraphs: New[][];
}

/** List the segments of the last version in the order of the file. */
export function listOld({ sections }: Permalinks): Old[] {
  return Object.entries(sections).flatMap(([section, { paragraphs }]) =>
    Object.entries(paragraphs).flatMap(([paragraph, segments]) =>
      Object.entries(segments).map(([anchor, [zh, en, changed]]) => ({
        ...{ section, paragraph, anchor, zh, en, changed },
      })),
    ),
  );
}

/**
 * Give each section's paragraphs and segments their anchors: their own to those that have one, to the
 * others numbers that no address ever had.
 *
 * @param kept which segment of the last version each of the new ones is
 * @param version the number of the new version
 */
export function nameSections(
  sections: readonly NewSection[],
  kept: ReadonlyMap<New, Old>,
  last: Permalinks,
  version: number,
): Permalinks['sections'] {
  const used = new Set([...listAnchors(last.sections), ...Object.keys(last.aliases)]);
  const given = new Set<string>();
  const makeUnused = (make: (count: number) => string): string => {
    let count = 1;
    while (used.has(make(count))) count++;
    used.add(make(count));
    return make(count);
  };
  const nameParagraph = (number: string, segments: readonly New[]): string => {
    const own = segments.flatMap((segment) => kept.get(segment)?.paragraph ?? []);
    const anchor = findMost(own.filter((paragraph) => !given.has(paragraph)));
    const name = anchor || makeUnused((count) => toParagraphAnchor(number, count));
    given.add(name);
    return name;
  };
  const nameSegments = (paragraph: string, segments: readonly New[]) =>
    Object.fromEntries(
      segments.map((segment): [string, Recorded] => {
        const old = kept.get(segment);
        const anchor = old?.anchor ?? makeUnused((count) => toSegmentAnchor(paragraph, count));
        return [anchor, record(segment, old, version)];
      }),
    );
  return Object.fromEntries(
    sections.map(({ number, title, paragraphs }) => {
      const named = paragraphs.map((segments) => {
        const paragraph = nameParagraph(number, segments);
        return [paragraph, nameSegments(paragraph, segments)] as const;
      });
      return [number, { title, paragraphs: Object.fromEntries(named) }];
    }),
  );
}

/** List the anchors of all paragraphs and segments. */
export function listAnchors(sections: Permalinks['sections']): string[] {
  return Object.values(sections).flatMap(({ paragraphs }) =>
    Object.entries(paragraphs).flatMap(([paragraph, segments]) => [
      paragraph,
      ...Object.keys(segments),
    ]),
  );
}

function record({ zh, en }: New, old: Old | undefined, version: number): Recorded {
  const isEdited = old && (old.zh !== zh || old.en !== en);
  const changed = isEdited ? version : old?.changed;
  return changed ? [zh, en, changed] : [zh, en];
}
