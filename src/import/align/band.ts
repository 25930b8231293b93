import { type Locale, mapLocales } from '../../paper/locale.ts';
import { type Features, listOffers } from './features.ts';

/** A position between sentences: how many of each text are before it. */
type Point = Record<Locale, number>;

/** The first and last column of a row. */
type Bounds = readonly [from: number, to: number];

/** The cells of the lattice to search, numbered row by row. */
export interface Band {
  /** The position after the last sentences. */
  end: Point;
  cellCount: number;
  bounds: readonly Bounds[];
  /** Returns the number of a cell, or −1 outside the band. */
  toIndex: (row: number, column: number) => number;
}

/** Find the band of the rough pass: everything in a short text, and around anchor points in a long one. */
export function findBand(features: Record<Locale, readonly Features[]>): Band {
  const end = mapLocales((locale) => features[locale].length);
  const isShort = end.zh * end.en <= 400_000;
  return isShort ? makeBand([], end, Infinity) : makeBand(findAnchors(features), end, 60);
}

/** Make a band around the straight lines between points, wider where the points are farther apart. */
export function makeBand(points: readonly Point[], end: Point, margin: number): Band {
  const { zh: rows, en: columns } = end;
  const bounds = Array.from({ length: rows + 1 }, (): [number, number] => [columns, 0]);
  let [row, column] = [0, 0];
  for (const { zh: nextRow, en: nextColumn } of [...points, end]) {
    const [down, across] = [nextRow - row, nextColumn - column];
    // In a book without anchor points, a wider band would need gigabytes.
    const width = margin + Math.min(1000, 5e6 / rows, Math.max(down, across) / 4);
    for (let at = row; at <= nextRow; at++) {
      const bound = bounds[at] as [number, number];
      const first = column + (across * (at - row)) / (down || 1);
      bound[0] = Math.max(0, Math.min(bound[0], Math.round(first - width)));
      bound[1] = Math.min(
        columns,
        Math.max(bound[1], Math.round(first + across / (down || 1) + width)),
      );
    }
    [row, column] = [nextRow, nextColumn];
  }
  const starts = [0];
  for (const [from, to] of bounds) starts.push((starts.at(-1) ?? 0) + to - from + 1);
  const toIndex = (row: number, column: number): number => {
    const [from, to] = bounds[row] ?? [1, 0];
    return column < from || column > to ? -1 : (starts[row] ?? 0) + column - from;
  };
  return { end, cellCount: starts.at(-1) ?? 0, bounds, toIndex };
}

/** The greatest number of sentences that may share a rare key. */
const rare = 3;

/** List the sentences that offer each key, no more than one above the number for rare ones. */
function indexOffers(features: readonly Features[]): Map<string, number[]> {
  const holders = new Map<string, number[]>();
  for (const [at, one] of features.entries()) {
    for (const key of listOffers(one)) {
      const places = holders.get(key) ?? [];
      if (places.length <= rare && places.at(-1) !== at) places.push(at);
      if (places.length === 1) holders.set(key, places);
    }
  }
  return holders;
}

/** Find sentence pairs that share rare keys and are in the same order in both texts (Melamed, 1999). */
function findAnchors({ zh, en }: Record<Locale, readonly Features[]>): Point[] {
  const holders = indexOffers(en);
  const votes = new Map<number, number>();
  for (const [key, rows] of indexOffers(zh)) {
    const columns = holders.get(key) ?? [];
    if (rows.length > rare || columns.length > rare) continue;
    for (const cell of rows.flatMap((row) => columns.map((column) => row * en.length + column))) {
      votes.set(cell, (votes.get(cell) ?? 0) + 1 / (rows.length * columns.length));
    }
  }
  const cells = [...votes].filter(([, weight]) => weight >= 1.2).map(([cell]) => cell);
  const toPoint = (cell: number) => ({ zh: Math.floor(cell / en.length), en: cell % en.length });
  // Sort each row by descending column so that a chain takes at most one point per row.
  return findChain(cells.map(toPoint).sort((a, b) => a.zh - b.zh || b.en - a.en));
}

/** The last point of a chain, linked to the points before it. */
type Link = { point: Point; before: Link | undefined };

/** Find the longest chain of points with ascending columns by patience sorting. */
function findChain(points: readonly Point[]): Point[] {
  const piles: Link[] = [];
  for (const point of points) {
    const at = 1 + piles.findLastIndex((link) => link.point.en < point.en);
    piles[at] = { point, before: piles[at - 1] };
  }
  const chain: Point[] = [];
  for (let link = piles.at(-1); link; link = link.before) chain.push(link.point);
  return chain.reverse();
}
