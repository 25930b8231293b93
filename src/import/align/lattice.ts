/** The number of sentences on each side of a pair. */
type Shape = readonly [zh: number, en: number];

/** A pair of the alignment, with the index of its first sentence on each side and its probability. */
export interface Bead {
  zh: number;
  en: number;
  shape: Shape;
  confidence: number;
}

/** The prior probability of each shape, from Gale & Church’s table with more shapes for Chinese and English. */
export const shapes: readonly (readonly [...Shape, probability: number])[] = [
  [1, 1, 0.8],
  [1, 2, 0.06],
  [2, 1, 0.06],
  [2, 2, 0.008],
  [1, 3, 0.012],
  [3, 1, 0.012],
  [2, 3, 0.002],
  [3, 2, 0.002],
  [1, 4, 0.002],
  [4, 1, 0.002],
  [2, 4, 0.0004],
  [4, 2, 0.0004],
  [3, 3, 0.0004],
  [1, 0, 0.005],
  [0, 1, 0.005],
];

/** Scores a pair of spans: Chinese sentences starting at i and English ones starting at j. */
export type Score = (i: number, zhCount: number, j: number, enCount: number) => number;

/** The input of an alignment on the lattice of positions between sentences. */
export interface Field {
  size: Shape;
  /** Returns the first and last column of a row. */
  band: (row: number) => readonly [from: number, to: number];
  score: Score;
  costs: readonly number[];
  /** A factor that tempers the scores, because their words are not independent. */
  trust: number;
}

/**
 * Find the most likely alignment by dynamic programming (Gale & Church, 1993), and the probability of
 * each pair by the forward–backward algorithm.
 */
export function findPath({ size: [rows, columns], band, score, costs, trust }: Field): Bead[] {
  const bands = Array.from({ length: rows + 1 }, (_, row) => band(row));
  const starts = [0];
  for (const [from, to] of bands) starts.push((starts.at(-1) ?? 0) + to - from + 1);
  const place = (row: number, column: number): number => {
    const [from, to] = bands[row] ?? [1, 0];
    return column < from || column > to ? -1 : (starts[row] ?? 0) + column - from;
  };
  const make = () => new Float64Array(starts.at(-1) ?? 0).fill(-Infinity);
  const [best, forward, backward] = [make(), make(), make()];
  const last = new Uint8Array(best.length);
  const weigh = (shape: number, row: number, column: number): number => {
    const [a, b] = shapes[shape] ?? [0, 0];
    return score(row, a, column, b) - (costs[shape] ?? 0);
  };
  const get = (table: Float64Array, at: number) => table[at] ?? -Infinity;
  for (let row = 0; row <= rows; row++) {
    const [from, to] = bands[row] as Shape;
    for (let column = from; column <= to; column++) {
      const here = place(row, column);
      if (row + column === 0) best[here] = forward[here] = 0;
      for (const [shape, [a, b]] of shapes.entries()) {
        const there = place(row - a, column - b);
        if (get(best, there) === -Infinity) continue;
        const own = weigh(shape, row - a, column - b);
        if (get(best, there) + own > get(best, here)) {
          best[here] = get(best, there) + own;
          last[here] = shape;
        }
        forward[here] = addLogs(get(forward, here), get(forward, there) + own * trust);
      }
    }
  }
  backward[place(rows, columns)] = 0;
  for (let row = rows; row >= 0; row--) {
    const [from, to] = bands[row] as Shape;
    for (let column = to; column >= from; column--) {
      const here = place(row, column);
      for (const [shape, [a, b]] of shapes.entries()) {
        const there = place(row + a, column + b);
        if (get(backward, there) === -Infinity) continue;
        const own = weigh(shape, row, column) * trust;
        backward[here] = addLogs(get(backward, here), get(backward, there) + own);
      }
    }
  }
  const total = get(forward, place(rows, columns));
  if (total === -Infinity) throw new Error('The band contains no alignment');
  const beads: Bead[] = [];
  for (let [row, column] = [rows, columns]; row > 0 || column > 0; ) {
    const end = place(row, column);
    const shape = last[end] ?? 0;
    const [a, b] = shapes[shape] ?? [0, 0];
    row -= a;
    column -= b;
    const own = weigh(shape, row, column) * trust;
    const sum = get(forward, place(row, column)) + own + get(backward, end);
    const confidence = Math.exp(Math.min(0, sum - total));
    beads.push({ zh: row, en: column, shape: [a, b], confidence });
  }
  return beads.reverse();
}

function addLogs(a: number, b: number): number {
  const [more, less] = a > b ? [a, b] : [b, a];
  return less === -Infinity ? more : more + Math.log1p(Math.exp(less - more));
}
