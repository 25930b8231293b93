import { decodeAnchor } from './anchor.ts';
import { type View, views } from './locale.ts';

/** A section, or a paragraph, sentence or range of sentences in it. */
export type Place = { number: string; paragraph?: number; first?: number; last?: number };

const written =
  /^(?:第|[#§]|(?:section|sec|chapter|ch)\b\.?)?\s*(?<number>[a-z\d]+?(?:[.-][a-z\d]+?)*?)\s*[章节節]?[\s,，、-]*(?:(?:第|[p¶]|para|paragraph)\s*(?<paragraph>\d{1,4})\s*段?[\s,，、-]*(?:(?:第|s|sentence)\s*(?<first>\d{1,4})\s*句?(?:\s*(?:\.\.+|…|[-–—~～至到])\s*(?:第|s)?(?<last>\d{1,4})\s*句?)?)?)?[^\p{L}\p{N}]*$/u;

/** Parse a typed or pasted place: `3.1 p2 s4`, `第3.1节第二段`, a URL in a citation. */
export function readPlace(typed: string): Place | undefined {
  const plain = decodeAnchor(typed.slice(0, 300)).normalize('NFKC').toLowerCase();
  const text = plain
    .trim()
    .replace(/\s+/g, ' ')
    .replace(/(?<=第)[一二三四五六七八九十]+/g, (numeral) => String(readNumeral(numeral)));
  const [, anchor, page] = /https?:\/\/.*?(?:#(.*)|\/([^/#]*)\/?[^\w/#]*)$/.exec(text) ?? [];
  const { number, ...inside } = written.exec(anchor ?? page ?? text)?.groups ?? {};
  if (!number) return undefined;
  const known = Object.entries(inside).filter(([, value]) => value !== undefined);
  return { number, ...Object.fromEntries(known.map(([name, value]) => [name, Number(value)])) };
}

/** Read a Chinese numeral below 100. */
function readNumeral(numeral: string): number {
  const [tens, ones] = numeral.includes('十') ? numeral.split('十') : ['零', numeral];
  const toDigit = (digit = '') => Math.max(0, '零一二三四五六七八九'.indexOf(digit));
  return 10 * (tens === '' ? 1 : toDigit(tens)) + (ones === '' ? 0 : toDigit(ones));
}

/** Tell whether a segment belongs to a place. */
export function isIn(segment: string, { number, paragraph, first, last = first }: Place): boolean {
  const head = `${number}-p${paragraph}s`;
  const at = Number(segment.slice(head.length));
  return segment.startsWith(head) && at >= (first ?? 0) && at <= (last ?? Number.POSITIVE_INFINITY);
}

/** Find the existing anchor that is nearest to a place. */
export function findNearest(
  { number, paragraph, first, last = first }: Place,
  has: (anchor: string) => boolean,
): string | undefined {
  const countDown = (count: number, above: string) => {
    for (let at = count; at > 0; at--) if (has(above + at)) return at;
    return undefined;
  };
  if (!has(number) || paragraph === undefined) return has(number) ? number : undefined;
  const block = countDown(paragraph, `${number}-p`);
  if (!block) return number;
  const anchor = `${number}-p${block}`;
  if (block !== paragraph || !first || !last) return anchor;
  const ends = [Math.min(first, last), Math.max(first, last)];
  const [start, end] = ends.map((count) => countDown(count, `${anchor}s`));
  if (!start) return anchor;
  return `${anchor}s${start}${end && end > start ? `..s${end}` : ''}`;
}

/** Parse the view and page name of a path, ignoring case and stray punctuation. */
export function readPath(path: string): { view: View; name: string } {
  const text = decodeAnchor(path).normalize('NFKC').toLowerCase();
  const parts = text
    .split('/')
    .map((part) => part.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''));
  const [first = '', ...others] = parts.filter((part) => part && part !== 'index.html');
  const view = views.find((each) => each === first);
  return view
    ? { view, name: others.join('/') }
    : { view: 'bilingual', name: [first, ...others].join('/') };
}
