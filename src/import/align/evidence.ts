import { type Locale, locales, mapLocales, otherOf } from '../../paper/locale.ts';
import { type Features, listOffers } from './features.ts';
import type { Bead, Score } from './lattice.ts';

/** A claim of one or more sentences, with the scores for meeting and missing it. */
interface Claim {
  kind: string;
  /** The sentences of the other language that meet it, in order. */
  places: number[];
  /** The probability that a random sentence meets it. */
  chance: number;
  /** The scores when a span of one to four sentences meets it. */
  hits: number[];
  miss: number;
  /** The last span that counted it, so that each span counts it once. */
  turn: number;
  /** The index in `places` found last, where the next search starts. */
  cursor: number;
  /** Counts from the learned pairs: all occurrences, and those met in the counterpart. */
  all: number;
  said: number;
}

const counters = { turn: 0, cursor: 0, all: 0, said: 0 };

/** The prior probability that each kind of claim is met: frequent marks, other marks, numbers, words. */
const guesses: Readonly<Record<string, number>> = { '~[': 0.9, '~': 0.6, '#': 0.9, word: 0.5 };

/**
 * Weigh the words and lengths of sentences: the score of two spans is the log-likelihood ratio that they
 * are translations of each other and not random texts.
 *
 * @param lesson pairs to learn from how often each claim is met
 */
export function gatherEvidence(
  features: Record<Locale, readonly Features[]>,
  lesson: readonly Bead[],
): Score {
  const claims = mapLocales((locale) => listClaims(features[locale], features[otherOf(locale)]));
  for (const locale of locales) learn(claims[locale], lesson, locale);
  const compare = compareLengths(features);
  let turn = 0;
  const weighSpan = (all: Claim[][], from: number, count: number, to: number, others: number) => {
    let total = 0;
    turn++;
    for (let at = from; at < from + count; at++) {
      let own = 0;
      for (const claim of all[at] ?? []) {
        if (claim.turn === turn) continue;
        claim.turn = turn;
        own += isMet(claim, to, others) ? (claim.hits[others - 1] ?? 0) : claim.miss;
      }
      // In a group, only one direction misses a sentence without a counterpart: count that miss twice.
      total += own < 0 && count > 1 && others > 1 ? 2 * own : own;
    }
    return total;
  };
  return (i, a, j, b) =>
    (weighSpan(claims.zh, i, a, j, b) + weighSpan(claims.en, j, b, i, a)) / 2 +
    0.9 * compare(i, a, j, b);
}

/** Learn how often each claim is met, smoothed by the average of its kind. */
function learn(claims: readonly Claim[][], lesson: readonly Bead[], locale: Locale): void {
  const counted = new Set<Claim>();
  for (const bead of lesson) {
    const [count, others] = locale === 'zh' ? bead.shape : bead.shape.toReversed();
    for (const claim of new Set(claims.slice(bead[locale], bead[locale] + count).flat())) {
      counted.add(claim);
      claim.all++;
      claim.said += Number(isMet(claim, bead[otherOf(locale)], others));
    }
  }
  for (const [, list] of Map.groupBy(counted, ({ kind }) => kind[0])) {
    const sum = (name: 'all' | 'said') => list.reduce((all, one) => all + one[name], 0);
    const usual = Math.min(0.95, (sum('said') + 2) / (sum('all') + 4));
    for (const claim of list) weigh(claim, (claim.said + usual * 3) / (claim.all + 3));
  }
}

/** Tell whether one of `count` sentences meets a claim; the search starts at the place found last. */
function isMet(claim: Claim, from: number, count: number): boolean {
  const { places } = claim;
  let at = claim.cursor;
  while ((places[at - 1] ?? -1) >= from) at--;
  while ((places[at] ?? Infinity) < from) at++;
  claim.cursor = at;
  return (places[at] ?? Infinity) < from + count;
}

/** List the claims of each sentence, without those that no sentence of the other language meets. */
function listClaims(features: readonly Features[], others: readonly Features[]): Claim[][] {
  const known = new Map<string, Claim>();
  const byMean = new Map<string, Claim[]>();
  for (const { key, means } of new Set(features.flatMap(({ claims }) => claims))) {
    const kind = /^(?:~[[?]|[~#])/.exec(key)?.[0].replace('?', '[') ?? 'word';
    const claim: Claim = { kind, places: [], chance: 0, hits: [], miss: 0, ...counters };
    known.set(key, claim);
    for (const mean of means) {
      if (!byMean.get(mean)?.push(claim)) byMean.set(mean, [claim]);
    }
  }
  for (const [at, other] of others.entries()) {
    for (const key of listOffers(other)) {
      for (const { places } of byMean.get(key) ?? []) if (places.at(-1) !== at) places.push(at);
    }
  }
  for (const claim of known.values()) {
    claim.chance = (claim.places.length + 0.5) / (others.length + 1);
    weigh(claim, guesses[claim.kind] ?? 0.5);
  }
  return features.map(({ claims }) =>
    claims.flatMap(({ key }) => known.get(key) ?? []).filter(({ places }) => places.length > 0),
  );
}

/** Set the scores of a claim from the probabilities that the counterpart and a random text meet it. */
function weigh(claim: Claim, said: number): void {
  const { chance } = claim;
  const probability = Math.max(said, chance);
  claim.hits = [1, 2, 3, 4].map((sentences) => {
    // Adjacent sentences overlap in content more than random ones.
    const times = 1 + (sentences - 1) * 0.7;
    return Math.log(Math.max(1, probability / (1 - (1 - Math.min(chance, 0.999)) ** times)));
  });
  claim.miss = Math.log((1.001 - probability) / (1.001 - Math.min(chance, probability)));
}

/**
 * Compare lengths as Gale & Church (1993) do, by the deviation of their ratio from the overall ratio,
 * relative to the deviation of random spans.
 */
function compareLengths({ zh, en }: Record<Locale, readonly Features[]>): Score {
  const sum = (all: readonly Features[], from = 0, to = all.length) => {
    let total = 0;
    for (let at = from; at < to; at++) total += all[at]?.length ?? 0;
    return total;
  };
  const ratio = sum(en) / Math.max(1, sum(zh)) || 1;
  const byChance = Math.max(0.3, findVariance(zh) + findVariance(en));
  return (i, a, j, b) => {
    const [first, second] = [sum(zh, i, i + a), sum(en, j, j + b) / ratio];
    const apart = Math.log((second + 2) / (first + 2));
    const own = 0.09 * (0.6 + 12 / (first + second + 2));
    return Math.max(-6, (Math.log(byChance / own) - apart ** 2 / own + apart ** 2 / byChance) / 2);
  };
}

/** Return the variance of the logarithms of lengths. */
function findVariance(features: readonly Features[]): number {
  const values = features.map(({ length }) => Math.log(length + 3));
  const mean = values.reduce((total, one) => total + one, 0) / values.length;
  return values.reduce((total, one) => total + (one - mean) ** 2, 0) / values.length || 0;
}
