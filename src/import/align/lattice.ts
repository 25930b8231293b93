import { type Band, makeBand } from './band.ts';

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

/** A factor that tempers the scores, because the words of a sentence are not independent. */
const trust = 0.3;

/**
 * Find the most likely alignment on the lattice of positions between sentences by dynamic programming
 * (Gale & Church, 1993), and the probability of each pair by the forward–backward algorithm.
 *
 * @param costs the negative logarithm of the probability of each shape; Infinity excludes it
 * @param report receives the share of the work that is done
 */
export function findPath(
  band: Band,
  score: Score,
  costs: readonly number[],
  report: (share: number) => void = () => {},
): Bead[] {
  const { zh: rows, en: columns } = band.end;
  const get = (table: Float64Array, at: number) => table[at] ?? -Infinity;
  const moves = shapes
    .map(([a, b], shape) => ({ shape, a, b, cost: costs[shape] ?? 0 }))
    .filter(({ cost }) => cost < Infinity);
  /** Sum over all paths from one corner to each position, and find the last shape of the best one. */
  const sweep = (step: 1 | -1, { cellCount, bounds, toIndex }: Band) => {
    const make = () => new Float64Array(cellCount).fill(-Infinity);
    const [sums, best, last] = [make(), make(), new Uint8Array(cellCount)];
    const corner = step === 1 ? toIndex(0, 0) : toIndex(rows, columns);
    sums[corner] = best[corner] = 0;
    for (let down = 0; down <= rows; down++) {
      const row = step === 1 ? down : rows - down;
      if (down % 100 === 0) report((down / (rows || 1) + (step === 1 ? 0 : 1)) / 2);
      const [from, to] = bounds[row] ?? [1, 0];
      for (let across = from; across <= to; across++) {
        const column = step === 1 ? across : from + to - across;
        const here = toIndex(row, column);
        for (const { shape, a, b, cost } of moves) {
          const there = toIndex(row - step * a, column - step * b);
          if (get(sums, there) === -Infinity) continue;
          const [i, j] = step === 1 ? [row - a, column - b] : [row, column];
          const own = score(i, a, j, b) - cost;
          sums[here] = addLogs(get(sums, here), get(sums, there) + own * trust);
          if (get(best, there) + own <= get(best, here)) continue;
          best[here] = get(best, there) + own;
          last[here] = shape;
        }
      }
    }
    return { sums, last };
  };
  const forward = sweep(1, band);
  const total = get(forward.sums, band.toIndex(rows, columns));
  if (total === -Infinity) throw new Error('The band contains no alignment');
  const path: { zh: number; en: number; shape: Shape; cost: number }[] = [];
  for (let [zh, en] = [rows, columns]; zh > 0 || en > 0; ) {
    const shape = forward.last[band.toIndex(zh, en)] ?? 0;
    const [a, b] = shapes[shape] ?? [0, 0];
    [zh, en] = [zh - a, en - b];
    path.push({ zh, en, shape: [a, b], cost: costs[shape] ?? 0 });
  }
  // Paths farther from the best one have next to no probability.
  const narrow = makeBand(path.reverse(), band.end, 8);
  const backward = sweep(-1, narrow);
  return path.map(({ zh, en, shape, cost }) => {
    const [a, b] = shape;
    const own = (score(zh, a, en, b) - cost) * trust;
    const before = get(forward.sums, band.toIndex(zh, en));
    const after = get(backward.sums, narrow.toIndex(zh + a, en + b));
    const confidence = Math.exp(Math.min(0, before + own + after - total));
    return { zh, en, shape, confidence };
  });
}

function addLogs(a: number, b: number): number {
  const [more, less] = a > b ? [a, b] : [b, a];
  return less === -Infinity ? more : more + Math.log1p(Math.exp(less - more));
}
