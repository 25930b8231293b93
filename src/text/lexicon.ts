import { remember } from '../paper/memoize.ts';
import type { Pair, Segment } from '../paper/tree.ts';

/** Measures how well two lines fit by their words, from 0 to 1; undefined if the paper is too short to tell. */
export type FitWords = (zh: Segment, en: Segment) => number | undefined;

/** The maximum number of lines to learn from. */
const most = 1500;

/** The Dice coefficient above which two words count as translations of each other. */
const strong = 0.5;

/** Learn which words correspond in aligned lines (after Melamed, 2000, by word types). */
export function learnWords(pairs: readonly Pair[]): FitWords {
  const learned = pairs.slice(0, most);
  const counts = countAll(learned.flatMap(({ en }) => [...listWords(en)]));
  const linesOf = new Map<string, Segment[]>();
  for (const { zh, en } of learned) {
    for (const pair of listPairs(zh)) {
      const lines = linesOf.get(pair);
      if (lines) lines.push(en);
      else linesOf.set(pair, [en]);
    }
  }
  const partners = new Map(
    [...linesOf].flatMap(([pair, lines]) => {
      if (lines.length < 3) return [];
      const together = countAll(lines.flatMap((en) => [...listWords(en)]));
      const found = [...together].filter(
        ([word, both]) =>
          both > 2 && (2 * both) / (lines.length + (counts.get(word) ?? 0)) >= strong,
      );
      return found.length > 0 ? [[pair, found.map(([word]) => word)] as const] : [];
    }),
  );
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

function countAll(words: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1);
  return counts;
}

/** List the distinct pairs of adjacent Han characters. */
const listPairs = remember(({ text }: Segment): string[] => {
  const pairs = text.matchAll(/(?=(\p{Script=Han}{2}))/gu);
  return [...new Set([...pairs].map(([, pair = '']) => pair))];
});

/** List the words of a line by their first letters, which inflection rarely changes. */
const listWords = remember(({ text }: Segment): Set<string> => {
  const words = text.toLowerCase().match(/[a-z]{3,}/g) ?? [];
  return new Set(words.map((word) => word.slice(0, 5)));
});
