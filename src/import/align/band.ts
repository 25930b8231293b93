import type { Locale } from '../../paper/locale.ts';
import type { Features } from './features.ts';
import type { Bead } from './lattice.ts';

/** Returns the first and last column of a row in the lattice. */
type Band = (row: number) => readonly [from: number, to: number];

/** A position between sentences. */
type Point = readonly [row: number, column: number];

/**
 * Limit the search to a band around a first alignment; without one, search everything in a short text,
 * and a band around anchor points in a long one.
 */
export function findBand(
  { zh, en }: Record<Locale, readonly Features[]>,
  first: readonly Bead[],
): Band {
  const size = [zh.length, en.length] as const;
  const points = first.map((bead) => [bead.zh, bead.en] as const);
  if (points.length > 0) return bandAlong(points, size, 15);
  return size[0] * size[1] <= 400_000
    ? () => [0, en.length]
    : bandAlong(findAnchors(zh, en), size, 60);
}

/**
 * Make a band around the straight lines between points, wider where the points are farther apart.
 */
function bandAlong(points: readonly Point[], [rows, columns]: Point, margin: number): Band {
  const bounds = Array.from({ length: rows + 1 }, (): [number, number] => [columns, 0]);
  let [row, column] = [0, 0];
  for (const [nextRow, nextColumn] of [...points, [rows, columns] as const]) {
    const [down, across] = [nextRow - row, nextColumn - column];
    const width = margin + Math.min(1000, Math.max(down, across) / 4);
    for (let at = row; at <= nextRow; at++) {
      const [from, to] = [at, at + 1].map((one) => column + (across * (one - row)) / (down || 1));
      const bound = bounds[at] as [number, number];
      const [first, last] = down === 0 ? [column, nextColumn] : [from ?? 0, to ?? columns];
      bound[0] = Math.max(0, Math.min(bound[0], Math.round(first - width)));
      bound[1] = Math.min(columns, Math.max(bound[1], Math.round(last + width)));
    }
    [row, column] = [nextRow, nextColumn];
  }
  return (at) => bounds[at] ?? [0, columns];
}

/** The greatest number of sentences that may share a rare key. */
const rare = 3;

/** Find sentence pairs that share rare keys and are in the same order in both texts (Melamed, 1999). */
function findAnchors(zh: readonly Features[], en: readonly Features[]): Point[] {
  const holders = new Map<string, [zh: number[], en: number[]]>();
  for (const [side, features] of [zh, en].entries()) {
    for (const [at, { offers }] of features.entries()) {
      for (const key of offers) {
        const places = holders.get(key) ?? [[], []];
        holders.set(key, places);
        places[side as 0 | 1].push(at);
      }
    }
  }
  const votes = new Map<number, number>();
  for (const [rows, columns] of holders.values()) {
    if (rows.length > rare || columns.length > rare) continue;
    for (const cell of rows.flatMap((row) => columns.map((column) => row * en.length + column))) {
      votes.set(cell, (votes.get(cell) ?? 0) + 1 / (rows.length * columns.length));
    }
  }
  const cells = [...votes].filter(([, weight]) => weight >= 1.2).map(([cell]) => cell);
  const toPoint = (cell: number) => [Math.floor(cell / en.length), cell % en.length] as const;
  // Sort each row by descending column so that a chain takes at most one point per row.
  return findChain(cells.map(toPoint).sort(([a, b], [c, d]) => a - c || d - b));
}

/** The last point of a chain, linked to the points before it. */
interface Link {
  point: Point;
  before: Link | undefined;
}

/** Find the longest chain of points with ascending columns by patience sorting. */
function findChain(points: readonly Point[]): Point[] {
  const piles: Link[] = [];
  for (const point of points) {
    let [low, high] = [0, piles.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((piles[middle]?.point[1] ?? 0) < point[1]) low = middle + 1;
      else high = middle;
    }
    piles[low] = { point, before: piles[low - 1] };
  }
  const chain: Point[] = [];
  for (let link = piles.at(-1); link; link = link.before) chain.push(link.point);
  return chain.reverse();
}
