import { flatten, type Pair, type Section } from '../paper/tree.ts';

/** A title or segment in two versions of a text, undefined in a version without it. */
export type Difference = { anchor: string; before: Pair | undefined; after: Pair | undefined };

/** List the differences between two versions by anchor, in the order of the later one. */
export function listDifferences(before: Section, after: Section): Difference[] {
  const [old, now] = [listPlaces(before), listPlaces(after)];
  const anchors = [...now.keys()];
  let last = '';
  for (const anchor of old.keys()) {
    // Insert a removed segment after its former predecessor.
    if (!now.has(anchor)) anchors.splice(anchors.indexOf(last) + 1, 0, anchor);
    last = anchor;
  }
  return anchors
    .map((anchor) => ({ anchor, before: old.get(anchor), after: now.get(anchor) }))
    .filter(
      ({ before: one, after: other }) =>
        one?.zh.text !== other?.zh.text || one?.en.text !== other?.en.text,
    );
}

function listPlaces(root: Section): Map<string, Pair> {
  return new Map(
    flatten(root).flatMap(({ number, title, paragraphs }): [string, Pair][] => [
      [number, title],
      ...paragraphs.flatMap(({ segments }) =>
        segments.map((segment): [string, Pair] => [segment.anchor, segment]),
      ),
    ]),
  );
}
