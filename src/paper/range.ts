import { isSegmentAnchor } from './anchor.ts';

/** Split a segment's anchor: `3.1-p1` and `s2`. */
function splitAnchor(anchor: string): readonly [string, string] {
  const at = anchor.lastIndexOf('s');
  return [anchor.slice(0, at), anchor.slice(at)];
}

/** Return the anchor of a range of segments, `3.1-p1s2..s4`, if both ends are in the same paragraph. */
export function toRangeAnchor(first: string, last: string): string | undefined {
  const [paragraph, segment] = splitAnchor(last);
  return splitAnchor(first)[0] === paragraph ? `${first}..${segment}` : undefined;
}

/** Return the anchors of the first and the last segment of a range. */
export function readRangeAnchor(range: string): readonly [string, string] | undefined {
  const [first = '', last, ...others] = range.split('..');
  return last && others.length === 0 && isSegmentAnchor(first)
    ? [first, splitAnchor(first)[0] + last]
    : undefined;
}

/** List the anchors of the ranges from the first of some segments to each later one. */
export function listRanges([first = '', ...others]: readonly string[]): string[] {
  return others.flatMap((last) => toRangeAnchor(first, last) ?? []);
}
