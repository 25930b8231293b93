import { decodeAnchor, toParagraphAnchor, toSegmentAnchor } from './anchor.ts';
import { type View, views } from './locale.ts';
import { parentOf } from './number.ts';
import { toRangeAnchor } from './range.ts';

/** A section, or a paragraph, sentence or range of sentences in it. */
export type Place = { number: string; paragraph?: number; first?: number; last?: number };

const gap = String.raw`[\s,，、.-]*`;

/** The end of a range, which may repeat the paragraph: `..s5`, `-5`, `..3.1-p1s5`. */
const last = String.raw`\s*(?:\.\.+|…|[-~～至到])\s*(?:(?:\k<number>-)?p\k<paragraph>s|第|s)?(?<last>\d{1,4})\s*句?`;

const sentence = String.raw`(?:第|s|sentence)\s*(?<first>\d{1,4})\s*句?(?:${last})?`;

// Other text may stand right after a paragraph or a sentence: `3.1-p1s3（访问`, `3.1-p1s3?from=mail`.
const paragraph = String.raw`(?:第|[p¶]|para|paragraph)\s*(?<paragraph>\d{1,4})\s*段?${gap}(?:${sentence}|s)?(?:[^\p{L}\p{N}\s].*)?`;

const section = String.raw`(?:第|§|(?:section|sec|chapter|ch)\b\.?)?\s*(?<number>[a-z\d]+?(?:[.-][a-z\d]+?)*?)\s*[章节節]?`;

const written = new RegExp(
  `^${section}${gap}(?:${paragraph}|(?<=\\d)-[ps]\\d*)?[^\\p{L}\\p{N}]*$`,
  'u',
);

/** Parse a typed or pasted place: `3.1 p2 s4`, `第3.1节第二段`, a URL in a citation. */
export function readPlace(typed: string): Place | undefined {
  // Word processors lengthen hyphens.
  const plain = decodeAnchor(typed.slice(0, 300))
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\u2010-\u2015_]/g, '-');
  const text = plain
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/(?<=第)[一二三四五六七八九十]+/g, (numeral) => String(readNumeral(numeral)));
  const [, anchor, page] = /https?:\/\/.*?(?:#(.*)|\/([^/#]*)\/?[^\w/#]*)$/.exec(text) ?? [];
  const place = (anchor ?? page ?? text).replace(/^[^\p{L}\p{N}§[]+/u, '');
  const { number, ...inside } = written.exec(place)?.groups ?? {};
  if (!number) return undefined;
  const known = Object.entries(inside).filter(([, value]) => value !== undefined);
  return {
    number: addPoints(number),
    ...Object.fromEntries(known.map(([name, value]) => [name, Number(value)])),
  };
}

/** Correct the number of a section that is written with hyphens: `3-1`. */
function addPoints(number: string): string {
  return number.replace(/(?<=^(?:\d.*)?\d)-(?=\d)/g, '.');
}

/** Read a Chinese numeral below 100. */
function readNumeral(numeral: string): number {
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : ['零', numeral];
  const toDigit = (digit = '') => Math.max(0, '零一二三四五六七八九'.indexOf(digit));
  return 10 * (tens === '' ? 1 : toDigit(tens)) + (ones === '' ? 0 : toDigit(ones));
}

/** Tell whether a segment belongs to a place. */
export function isIn(segment: string, { number, paragraph, first, last = first }: Place): boolean {
  const head = toSegmentAnchor(toParagraphAnchor(number, paragraph));
  const at = Number(segment.slice(head.length));
  return segment.startsWith(head) && at >= (first ?? 0) && at <= (last ?? Number.POSITIVE_INFINITY);
}

/** Find the existing anchor that is nearest to a place, which may be that of a section around it. */
export function findNearest(
  { number, paragraph, first, last = first }: Place,
  has: (anchor: string) => boolean,
): string | undefined {
  const countDown = (count: number, above: string) => {
    for (let at = count; at > 0; at--) if (has(above + at)) return at;
    return undefined;
  };
  if (!has(number)) return number ? findNearest({ number: parentOf(number) }, has) : undefined;
  if (paragraph === undefined) return number;
  const block = countDown(paragraph, toParagraphAnchor(number));
  if (!block) return number;
  const anchor = toParagraphAnchor(number, block);
  if (block !== paragraph || !first || !last) return anchor;
  const ends = [Math.min(first, last), Math.max(first, last)];
  const [start, end] = ends.map((count) => countDown(count, toSegmentAnchor(anchor)));
  if (!start) return anchor;
  const from = toSegmentAnchor(anchor, start);
  return end && end > start ? toRangeAnchor(from, toSegmentAnchor(anchor, end)) : from;
}

/** Parse the view and page name of a path, ignoring case and stray punctuation. */
export function readPath(path: string): { view: View; name: string } {
  const text = decodeAnchor(path).normalize('NFKC').toLowerCase();
  const parts = text
    .split('/')
    .map((part) => part.replace(/^index\.html?$|\.html?$|^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter(Boolean);
  const toView = (part: string) =>
    views.find((view) => view === part || view === /^(\w+)-[a-z]{2,4}$/.exec(part)?.[1]);
  const at = parts.findIndex(toView);
  const name = parts.filter((_, index) => index !== at).join('/');
  return { view: toView(parts[at] ?? '') ?? 'bilingual', name: addPoints(name) };
}
