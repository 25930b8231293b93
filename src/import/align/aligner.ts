import { type Locale, locales, mapLocales } from '../../paper/locale.ts';
import { remember } from '../../paper/memoize.ts';
import { splitAtSemicolons } from '../segmenter.ts';
import { findBand } from './band.ts';
import { gatherEvidence } from './evidence.ts';
import { type Dictionary, type Features, type Sentence, toFeatures } from './features.ts';
import { type Bead, type Field, findPath, type Score, shapes } from './lattice.ts';

/** The sentences of two texts. */
type Texts<T = Sentence> = Record<Locale, readonly T[]>;

/** Sentences that are translations of each other; one side is empty if the other has no counterpart. */
export interface Aligned extends Record<Locale, Sentence[]> {
  /** The posterior probability of the pair. */
  confidence: number;
}

/**
 * Align the sentences of two texts; blocks align only with blocks of the same kind.
 *
 * The first pass uses default weights for words, numbers, names, punctuation and lengths; the second
 * learns the weights from the first (Moore, 2002), with long sentences split at their semicolons.
 */
export function alignTexts(texts: Texts, dictionary: Dictionary): Aligned[] {
  const known = mapLocales((locale) =>
    remember((one: Sentence) => toFeatures(one, locale, dictionary)),
  );
  const read = (all: Texts) => mapLocales((locale) => all[locale].map((one) => known[locale](one)));
  const { parts, beads } = splitLong(texts, alignOnce(read(texts), []));
  return alignOnce(read(parts), beads).map((bead) => ({
    ...pick(parts, bead),
    confidence: bead.confidence,
  }));
}

/** Align once, with weights learned from the alignment `lesson` if it is not empty. */
function alignOnce(features: Texts<Features>, lesson: readonly Bead[]): Bead[] {
  const evidence = gatherEvidence(features);
  evidence.learn(lesson.filter(({ shape: [a, b], confidence }) => a && b && confidence > 0.7));
  const breaks = weighBreaks(features);
  const field = {
    size: [features.zh.length, features.en.length],
    band: findBand(features, lesson),
  } as const;
  const likely = scoreLikely(evidence.score, features, field.band);
  const score: Score = (i, a, j, b) => likely(i, a, j, b) + breaks(i, a, j, b);
  return findPath({ ...field, costs: learnCosts(lesson), score, trust: 0.5 });
}

function pick<T>({ zh, en }: Texts<T>, { zh: i, en: j, shape: [a, b] }: Bead): Record<Locale, T[]> {
  return { zh: zh.slice(i, i + a), en: en.slice(j, j + b) };
}

/** The length above which a Chinese sentence is split at semicolons, if its counterpart has some too. */
const long = 120;

function splitLong(texts: Texts, beads: readonly Bead[]) {
  const parts: Record<Locale, Sentence[]> = { zh: [], en: [] };
  const moved = beads.map((bead): Bead => {
    const whole = pick(texts, bead);
    const divided = mapLocales((locale) =>
      whole[locale].flatMap((one) =>
        splitAtSemicolons(one.text).map((text, at) => ({
          ...one,
          text,
          starts: one.starts && at === 0,
        })),
      ),
    );
    const isLong = whole.zh.some(({ text, kind }) => kind === 'prose' && text.length > long);
    const isSplit = isLong && locales.every((one) => divided[one].length > whole[one].length);
    const { zh, en } = isSplit ? divided : whole;
    const start = { zh: parts.zh.length, en: parts.en.length };
    parts.zh.push(...zh);
    parts.en.push(...en);
    return { ...bead, ...start, shape: [zh.length, en.length] };
  });
  return { parts, beads: moved };
}

/** Learn the cost of each shape from its frequency. */
function learnCosts(beads: readonly Bead[]): number[] {
  const strength = 40;
  return shapes.map(([a, b, probability]) => {
    const found = beads.filter(({ shape }) => shape[0] === a && shape[1] === b).length;
    return -Math.log((found + probability * strength) / (beads.length + strength));
  });
}

/** Score groups only where one sentence pair is similar, which saves most of the work. */
function scoreLikely(score: Score, { zh, en }: Texts<Features>, band: Field['band']): Score {
  const singles = zh.map(({ kind }, i) => {
    const [first, to] = band(i);
    const row = new Float32Array(Math.max(0, Math.min(en.length, to + 4) - first));
    const isLike = (j: number) => en[j]?.kind === kind;
    return {
      first,
      row: row.map((_, at) => (isLike(first + at) ? score(i, 1, first + at, 1) : -Infinity)),
    };
  });
  const single = (i: number, j: number) =>
    singles[i]?.row[j - (singles[i]?.first ?? 0)] ?? -Infinity;
  return (i, a, j, b) => {
    if (a === 0 || b === 0) return 0;
    if (a === 1 && b === 1) return single(i, j);
    let [closest, farthest] = [-Infinity, 0];
    for (let row = i; row < i + a; row++) {
      for (let at = j; at < j + b; at++) {
        closest = Math.max(closest, single(row, at));
        farthest = Math.min(farthest, single(row, at));
      }
    }
    if (closest <= -3 || farthest === -Infinity || zh[i]?.kind !== 'prose') return -Infinity;
    // The translation may swap two sentences.
    const crossed = a === 2 && b === 2 ? single(i, j + 1) + single(i + 1, j) : -Infinity;
    return Math.max(score(i, a, j, b), crossed);
  };
}

/** Score whether paragraphs start together at the start of a pair and inside it. */
function weighBreaks({ zh, en }: Texts<Features>): Score {
  const countStarts = (all: readonly Features[], from = 0, to = all.length) => {
    let count = 0;
    for (let at = from; at < to; at++) count += Number(all[at]?.starts);
    return count;
  };
  const agreement = 0.85;
  const [ofZh, ofEn] = [countStarts(zh) / zh.length, countStarts(en) / en.length];
  const both = Math.min(ofZh, ofEn) * agreement;
  const bound = (value: number) => Math.min(0.98, Math.max(0.0005, value));
  const log = (p: number, q: number, r: number) => Math.log(bound(p) / bound(q * r));
  const weights = [
    [log(1 - ofZh - ofEn + both, 1 - ofZh, 1 - ofEn), log(ofEn - both, 1 - ofZh, ofEn)],
    [log(ofZh - both, ofZh, 1 - ofEn), log(both, ofZh, ofEn)],
  ];
  return (i, a, j, b) => {
    const isPair = a > 0 && b > 0;
    const atStart = isPair ? (weights[Number(zh[i]?.starts)]?.[Number(en[j]?.starts)] ?? 0) : 0;
    const inside = countStarts(zh, i + 1, i + a) - countStarts(en, j + 1, j + b);
    return atStart + Math.abs(inside) * Math.log(1 - agreement);
  };
}

/** Mark the least certain pairs as doubtful, at most a tenth so that an editor can review them all. */
export function isDoubtful(aligned: readonly Aligned[]): boolean[] {
  // A pair next to an unaligned sentence is at most as certain as that sentence.
  const certainties = aligned.map(({ confidence }, at) => {
    const near = [aligned[at - 1], aligned[at + 1]].filter((one) => one && isAlone(one));
    return Math.min(confidence, ...near.map((one) => one?.confidence ?? 1));
  });
  const worst = [...certainties.entries()]
    .filter(([, certainty]) => certainty < 0.96)
    .sort(([, a], [, b]) => a - b)
    .slice(0, Math.floor(aligned.length / 10));
  const marked = new Set(worst.map(([at]) => at));
  return aligned.map((_, at) => marked.has(at));
}

/** Tell whether one side of a pair is empty. */
export function isAlone({ zh, en }: Pick<Aligned, Locale>): boolean {
  return zh.length === 0 || en.length === 0;
}
