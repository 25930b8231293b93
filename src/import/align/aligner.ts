import { type Locale, locales, mapLocales } from '../../paper/locale.ts';
import { remember } from '../../paper/memoize.ts';
import { splitAtSemicolons } from '../segmenter.ts';
import { type Band, findBand, makeBand } from './band.ts';
import { gatherEvidence } from './evidence.ts';
import { type Dictionary, type Features, type Sentence, toFeatures } from './features.ts';
import { type Bead, findPath, type Score, shapes, weighPath } from './lattice.ts';

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
 * A rough pass without groups of sentences finds the band to search. The first pass uses default weights for words,
 * numbers, names, punctuation and lengths; the second learns the weights from the first (Moore, 2002),
 * with long sentences split at their semicolons.
 *
 * @param report receives the share of the work that is done
 */
export function alignTexts(
  texts: Texts,
  dictionary: Dictionary,
  report: (share: number) => void = () => {},
): Aligned[] {
  const known = mapLocales((locale) =>
    remember((one: Sentence) => toFeatures(one, locale, dictionary)),
  );
  const read = (all: Texts) => mapLocales((locale) => all[locale].map((one) => known[locale](one)));
  const first = alignOnce(read(texts), [], (share) => report(share / 2));
  const { parts, beads } = splitLong(texts, first);
  return alignOnce(read(parts), beads, (share) => report((1 + share) / 2)).map((bead) => ({
    ...pick(parts, bead),
    confidence: bead.confidence,
  }));
}

/** Align once, with the band and weights learned from the alignment `lesson` if it is not empty. */
function alignOnce(
  features: Texts<Features>,
  lesson: readonly Bead[],
  report: (share: number) => void,
): Bead[] {
  const sure = lesson.filter(({ shape: [a, b], confidence }) => a && b && confidence > 0.6);
  const weigh = gatherEvidence(features, sure);
  const breaks = weighBreaks(features);
  const scoreIn = (band: Band): Score => {
    const likely = scoreLikely(weigh, features, band);
    return (i, a, j, b) => likely(i, a, j, b) + breaks(i, a, j, b);
  };
  const costs = learnCosts(lesson);
  const findRoughPath = () => {
    const band = findBand(features);
    return findPath(band, scoreIn(band), excludeGroups(costs));
  };
  const rough = lesson.length > 0 ? lesson : findRoughPath();
  const end = mapLocales((locale) => features[locale].length);
  const band = makeBand(rough, end, 15);
  const score = scoreIn(band);
  return weighPath(findPath(band, score, costs, report), band, score, costs);
}

function pick<T>({ zh, en }: Texts<T>, { zh: i, en: j, shape: [a, b] }: Bead): Record<Locale, T[]> {
  return { zh: zh.slice(i, i + a), en: en.slice(j, j + b) };
}

/** The length above which a Chinese sentence is split at semicolons, if its counterpart has some too. */
const long = 120;

function splitLong(texts: Texts, beads: readonly Bead[]) {
  const parts: Record<Locale, Sentence[]> = { zh: [], en: [] };
  const divide = (one: Sentence) =>
    splitAtSemicolons(one.text).map((text, at) => ({
      ...one,
      text,
      starts: one.starts && at === 0,
    }));
  const moved = beads.map((bead): Bead => {
    const whole = pick(texts, bead);
    const divided = mapLocales((locale) => whole[locale].flatMap(divide));
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
  const strength = 15;
  return shapes.map(([a, b, probability]) => {
    const found = beads.filter(({ shape }) => shape[0] === a && shape[1] === b).length;
    return -Math.log((found + probability * strength) / (beads.length + strength));
  });
}

/** Exclude the shapes with several sentences on a side. */
function excludeGroups(costs: readonly number[]): number[] {
  return shapes.map(([a, b], at) => (a > 1 || b > 1 ? Infinity : (costs[at] ?? 0)));
}

/** Score groups only where one sentence pair is similar, which saves most of the work. */
function scoreLikely(score: Score, { zh, en }: Texts<Features>, band: Band): Score {
  const singles = new Float32Array(band.cellCount).fill(-Infinity);
  for (const [row, { kind }] of zh.entries()) {
    const [from, to] = band.bounds[row] ?? [1, 0];
    for (let column = from; column <= to; column++) {
      if (en[column]?.kind === kind) singles[band.toIndex(row, column)] = score(row, 1, column, 1);
    }
  }
  const single = (i: number, j: number) => singles[band.toIndex(i, j)] ?? -Infinity;
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

/** The probability that a paragraph of one text starts where one of the other does. */
const agreement = 0.85;

/** Score whether paragraphs start together at the start of a pair and inside it. */
function weighBreaks({ zh, en }: Texts<Features>): Score {
  const countStarts = (all: readonly Features[], from = 0, to = all.length) => {
    let count = 0;
    for (let at = from; at < to; at++) count += Number(all[at]?.starts);
    return count;
  };
  const share = Math.min(
    agreement,
    Math.max(countStarts(zh) / zh.length, countStarts(en) / en.length),
  );
  // The odds that neither, one or both sentences start a paragraph in a true pair against a random one.
  const weights = [
    (1 - (2 - agreement) * share) / (1 - share) ** 2,
    (1 - agreement) / (1 - share),
    agreement / share,
  ].map(Math.log);
  return (i, a, j, b) => {
    const starts = Number(zh[i]?.starts) + Number(en[j]?.starts);
    const inside = countStarts(zh, i + 1, i + a) - countStarts(en, j + 1, j + b);
    const inner = Math.abs(inside) * Math.log(1 - agreement);
    if (a > 0 && b > 0) return (weights[starts] ?? 0) + inner;
    // Both paragraphs start here, and one side leaves out its first sentence.
    const next = a > 0 ? zh[i + 1] : en[j + 1];
    const goesOn = starts === 2 && next?.starts === false;
    return goesOn ? (weights[2] ?? 0) - (weights[1] ?? 0) + (weights[0] ?? 0) : 0;
  };
}

/**
 * Mark pairs with two sides as doubtful if the odds of them and of their less certain neighbor are low for
 * their size and for the document: a wrong pair makes the next one wrong, a path that misses a sentence
 * without a counterpart takes it into a large pair, and the odds of all pairs are lower in a free translation.
 *
 * Sentences without a counterpart are not marked: the import reports each of them.
 */
export function isDoubtful(aligned: readonly Aligned[]): boolean[] {
  const certain = 5;
  const odds = aligned.map(({ confidence: p }) => Math.min(certain, Math.log(p / (1 - p))));
  const usual = odds.toSorted((a, b) => a - b)[odds.length >> 1] ?? 0;
  return aligned.map(({ zh, en }, at) => {
    const [before = certain, own = 0, after = certain] = [odds[at - 1], odds[at], odds[at + 1]];
    const extra = zh.length + en.length - 2;
    return !isAlone({ zh, en }) && own + Math.min(before, after) - usual < 1.75 * extra - 0.5;
  });
}

/** Tell whether one side of a pair is empty. */
export function isAlone({ zh, en }: Pick<Aligned, Locale>): boolean {
  return zh.length === 0 || en.length === 0;
}
