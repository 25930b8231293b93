import { makeBand } from '../../src/import/align/band.ts';
import type { Sentence } from '../../src/import/align/features.ts';
import { findPath, type Score, type Step, shapes } from '../../src/import/align/lattice.ts';
import type { Locale } from '../../src/paper/locale.ts';

/** The table of Gale & Church (1993). */
const table = new Map([
  ['1-1', 0.89],
  ['1-0', 0.00495],
  ['0-1', 0.00495],
  ['1-2', 0.0445],
  ['2-1', 0.0445],
  ['2-2', 0.011],
]);
const costs = shapes.map(([a, b]) => -Math.log(table.get(`${a}-${b}`) ?? 0));
const variance = 6.8;

/** Align sentences by their lengths alone (Gale & Church, 1993), within paragraphs where both texts have as many. */
export function alignByLength(sentences: Record<Locale, readonly Sentence[]>): Step[] {
  const length = ({ text }: Sentence) => text.replace(/\s/g, '').length;
  const lengths = { zh: sentences.zh.map(length), en: sentences.en.map(length) };
  const sum = (all: readonly number[]) => all.reduce((total, one) => total + one, 0);
  const ratio = sum(lengths.en) / sum(lengths.zh);
  const starts = { zh: toStarts(sentences.zh), en: toStarts(sentences.en) };
  const parts =
    starts.zh.length === starts.en.length
      ? starts.zh.map((zh, at) => ({ zh, en: starts.en[at] as number }))
      : [{ zh: 0, en: 0 }];
  const end = { zh: sentences.zh.length, en: sentences.en.length };
  return parts.flatMap((from, at) => {
    const to = parts[at + 1] ?? end;
    const score: Score = (i, zhCount, j, enCount) => {
      const en = sum(lengths.en.slice(from.en + j, from.en + j + enCount));
      const zh = sum(lengths.zh.slice(from.zh + i, from.zh + i + zhCount));
      const mean = (zh + en / ratio) / 2;
      const delta = (en - zh * ratio) / Math.sqrt(Math.max(1, mean) * variance);
      return Math.log(Math.max(1e-12, 2 * (1 - normal(Math.abs(delta)))));
    };
    const band = makeBand([], { zh: to.zh - from.zh, en: to.en - from.en }, Infinity);
    const beads = findPath(band, score, costs);
    return beads.map((bead) => ({ ...bead, zh: bead.zh + from.zh, en: bead.en + from.en }));
  });
}

function toStarts(sentences: readonly Sentence[]): number[] {
  return sentences.flatMap(({ starts }, at) => (starts || at === 0 ? [at] : []));
}

/** The normal distribution (Abramowitz & Stegun, 26.2.17). */
function normal(z: number): number {
  const t = 1 / (1 + 0.2316419 * z);
  const factors = [0.31938153, -0.356563782, 1.781477937, -1.821255978, 1.330274429];
  const tail = factors.reduce((total, factor, at) => total + factor * t ** (at + 1), 0);
  return 1 - (tail * Math.exp((-z * z) / 2)) / Math.sqrt(2 * Math.PI);
}
