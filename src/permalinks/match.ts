import { measureOverlap, measureSize } from './fingerprint.ts';

/** A segment as it is compared: its fingerprints, and the section that it is in. */
export interface Fingerprinted {
  section: string;
  zh: string;
  en: string;
}

/** What became of the segments of one version in the next. */
export interface Matches<Old, New> {
  /** The segment that each of the new ones was. */
  kept: Map<New, Old>;
  /** The new segment that has taken in an old one. */
  merged: Map<Old, New>;
}

/** From how much of a segment in another, on average of both languages, they are taken for related. */
const related = 0.5;

/**
 * Find the segments of one version in the next: first those that are the same, wherever they stand;
 * then those whose text in one language is the same; then, in their own section, those that were
 * edited, split (the first part is kept) or merged (the first one is kept).
 */
export function matchSegments<Old extends Fingerprinted, New extends Fingerprinted>(
  olds: readonly Old[],
  news: readonly New[],
): Matches<Old, New> {
  const kept = new Map<New, Old>();
  const taken = new Set<Old>();
  const keep = (old: Old, next: New): void => {
    kept.set(next, old);
    taken.add(old);
  };
  for (const toKey of keys) {
    const left = Map.groupBy(
      olds.filter((old) => !taken.has(old)),
      toKey,
    );
    for (const next of news) {
      const old = kept.has(next) ? undefined : left.get(toKey(next))?.shift();
      if (old) keep(old, next);
    }
  }
  const lost = olds.filter((old) => !taken.has(old));
  const added = Map.groupBy(
    news.filter((next) => !kept.has(next)),
    ({ section }) => section,
  );
  const homes = findHomes(kept);
  const relatives = new Map(
    lost.map((old) => {
      const home = homes.get(old.section) ?? old.section;
      return [old, (added.get(home) ?? []).filter((next) => isRelated(old, next))];
    }),
  );
  for (const [old, all] of relatives) {
    const next = chooseHeir(
      old,
      all.filter((each) => !kept.has(each)),
    );
    if (next) keep(old, next);
  }
  const merged = lost.flatMap((old): [Old, New][] => {
    const [next] = taken.has(old) ? [] : (relatives.get(old) ?? []);
    return next ? [[old, next]] : [];
  });
  return { kept, merged: new Map(merged) };
}

/** Find the section in which most of what is kept of each section now is. */
export function findHomes(kept: ReadonlyMap<Fingerprinted, Fingerprinted>): Map<string, string> {
  const bySection = Map.groupBy(kept, ([, old]) => old.section);
  return new Map(
    [...bySection].map(([number, pairs]) => [
      number,
      findMost(pairs.map(([next]) => next.section)),
    ]),
  );
}

/** Find the value that is most often in a list, the first of those that are as often there. */
export function findMost(values: readonly string[]): string {
  const groups = [...Map.groupBy(values, (value) => value)];
  return groups.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';
}

/** By what segments are taken for the same, the surest first. */
const keys: ((segment: Fingerprinted) => string)[] = [
  ({ section, zh, en }) => [section, zh, en].join(),
  ({ zh, en }) => [zh, en].join(),
  ({ section, zh }) => [section, zh].join(),
  ({ section, en }) => [section, en].join(),
  ({ zh }) => zh,
];

function isRelated(a: Fingerprinted, b: Fingerprinted): boolean {
  return (measureOverlap(a.zh, b.zh) + measureOverlap(a.en, b.en)) / 2 >= related;
}

/** Choose what a segment has become: the first of its parts, or else what is most like it. */
function chooseHeir<New extends Fingerprinted>(
  old: Fingerprinted,
  all: readonly New[],
): New | undefined {
  const parts = all.filter(({ zh }) => measureSize(zh) < 0.85 * measureSize(old.zh));
  if (parts.length > 1) return parts[0];
  const likeness = (next: New) => measureOverlap(old.zh, next.zh) + measureOverlap(old.en, next.en);
  return all.toSorted((a, b) => likeness(b) - likeness(a))[0];
}
