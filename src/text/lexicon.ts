import { remember } from '../paper/memoize.ts';
import type { Pair, Segment } from '../paper/tree.ts';

/** Tells how well two lines fit by their words: from 0 to 1; undefined where the paper is too short to tell. */
export type FitWords = (zh: Segment, en: Segment) => number | undefined;

/** The most lines that are learned from. */
const most = 1500;

/** How often two words have to go together to be translations of each other (the Dice coefficient). */
const strong = 0.5;

/** Learn which words go together in lines that are paired (as Melamed, 2000, does with word types). */
export function learnWords(pairs: readonly Pair[]): FitWords {
  const lines = pairs.slice(0, most).map(({ zh, en }) => [listPairs(zh), [...listWords(en)]]);
  const counts = { zh: new Map<string, number>(), en: new Map<string, number>() };
  const together = new Map<string, Map<string, number>>();
  const add = (map: Map<string, number>, key: string) => map.set(key, (map.get(key) ?? 0) + 1);
  for (const [zh = [], en = []] of lines) {
    for (const word of en) add(counts.en, word);
    for (const pair of zh) {
      add(counts.zh, pair);
      const beside = together.get(pair) ?? new Map<string, number>();
      together.set(pair, beside);
      for (const word of en) add(beside, word);
    }
  }
  const partners = new Map<string, string[]>();
  for (const [pair, beside] of together) {
    const all = counts.zh.get(pair) ?? 0;
    const isPartner = ([word, both]: [string, number]) =>
      both > 2 && (2 * both) / (all + (counts.en.get(word) ?? 0)) >= strong;
    const found = all > 2 ? [...beside].filter(isPartner) : [];
    if (found.length > 0)
      partners.set(
        pair,
        found.map(([word]) => word),
      );
  }
  const listPartners = remember((zh: Segment) =>
    listPairs(zh).flatMap((pair) => {
      const found = partners.get(pair);
      return found ? [found] : [];
    }),
  );
  return (zh, en) => {
    const words = listWords(en);
    const known = listPartners(zh);
    if (known.length < 3) return undefined;
    return known.filter((found) => found.some((word) => words.has(word))).length / known.length;
  };
}

/** List the pairs of neighboring Han characters, each once. */
function listPairs({ text }: Segment): string[] {
  const runs = text.match(/\p{Script=Han}{2,}/gu) ?? [];
  return [
    ...new Set(runs.flatMap((run) => [...run].slice(1).map((_, at) => run.slice(at, at + 2)))),
  ];
}

/** List the words of a line by their beginnings, which inflection leaves alone. */
const listWords = remember(({ text }: Segment): Set<string> => {
  return new Set(
    text
      .toLowerCase()
      .match(/[a-z]{3,}/g)
      ?.map((word) => word.slice(0, 5)),
  );
});
