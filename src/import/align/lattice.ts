import { type Band, makeBand } from './band.ts';

/** The number of sentences on each side of a pair. */
type Shape = readonly [zh: number, en: number];

/** A pair of the alignment, with the index of its first sentence on each side. */
export interface Step {
  zh: number;
  en: number;
  shape: Shape;
}

/** A pair of the alignment with its probability. */
export interface Bead extends Step {
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
 * (Gale & Church, 1993).
 *
 * @param costs the negative logarithm of the probability of each shape; Infinity excludes it
 * @param report receives the share of the work that is done
 */
export function findPath(
  band: Band,
  score: Score,
  costs: readonly number[],
  report?: (share: number) => void,
): Step[] {
  const last = new Uint8Array(band.cellCount);
  const keepBest = (best: number, next: number, cell: number, shape: number) => {
    if (next <= best) return best;
    last[cell] = shape;
    return next;
  };
  const best = sweep(1, band, score, costs, keepBest, report);
  let { zh, en } = band.end;
  if (best[band.toIndex(zh, en)] === -Infinity) throw new Error('The band contains no alignment');
  const path: Step[] = [];
  while (zh > 0 || en > 0) {
    const [a, b] = shapes[last[band.toIndex(zh, en)] ?? 0] ?? [0, 0];
    [zh, en] = [zh - a, en - b];
    path.push({ zh, en, shape: [a, b] });
  }
  return path.reverse();
}

/** Compute the probability of each pair among the alignments near a path, by the forward–backward algorithm. */
export function weighPath(
  path: readonly Step[],
  { end }: Band,
  score: Score,
  costs: readonly number[],
): Bead[] {
  const band = makeBand(path, end, 8);
  const temper: Score = (...span) => score(...span) * trust;
  const tempered = costs.map((cost) => cost * trust);
  const forward = sweep(1, band, temper, tempered, addLogs);
  const backward = sweep(-1, band, temper, tempered, addLogs);
  const total = forward[band.toIndex(end.zh, end.en)] ?? 0;
  return path.map((step) => {
    const { zh, en, shape } = step;
    const [a, b] = shape;
    const at = shapes.findIndex(([i, j]) => i === a && j === b);
    const before = forward[band.toIndex(zh, en)] ?? 0;
    const after = backward[band.toIndex(zh + a, en + b)] ?? 0;
    const sum = before + temper(zh, a, en, b) - (tempered[at] ?? 0) + after;
    return { ...step, confidence: Math.exp(Math.min(0, sum - total)) };
  });
}

/**
 * Fill a table of the cells of a band, from one corner (0) to the other: `merge` joins the value of a cell so far
 * with that of a path whose last pair has a shape.
 */
function sweep(
  step: 1 | -1,
  { end, cellCount, bounds, toIndex }: Band,
  score: Score,
  costs: readonly number[],
  merge: (value: number, next: number, cell: number, shape: number) => number,
  report: (share: number) => void = () => {},
): Float64Array {
  const { zh: rows, en: columns } = end;
  const moves = shapes
    .map(([a, b], shape) => ({ shape, a, b, cost: costs[shape] ?? 0 }))
    .filter(({ cost }) => cost < Infinity);
  const table = new Float64Array(cellCount).fill(-Infinity);
  table[step === 1 ? toIndex(0, 0) : toIndex(rows, columns)] = 0;
  for (let down = 0; down <= rows; down++) {
    const row = step === 1 ? down : rows - down;
    if (down % 100 === 0) report(down / (rows || 1));
    const [from, to] = bounds[row] ?? [1, 0];
    for (let across = from; across <= to; across++) {
      const column = step === 1 ? across : from + to - across;
      const cell = toIndex(row, column);
      for (const { shape, a, b, cost } of moves) {
        const before = table[toIndex(row - step * a, column - step * b)] ?? -Infinity;
        if (before === -Infinity) continue;
        const [i, j] = step === 1 ? [row - a, column - b] : [row, column];
        const next = before + score(i, a, j, b) - cost;
        table[cell] = merge(table[cell] ?? -Infinity, next, cell, shape);
      }
    }
  }
  return table;
}

function addLogs(a: number, b: number): number {
  const [more, less] = a > b ? [a, b] : [b, a];
  return less === -Infinity ? more : more + Math.log1p(Math.exp(less - more));
}
