import { createHash } from 'node:crypto';
import type { Permalinks } from '../paper/schema.ts';

/** A segment of the current text: its section and its fingerprints. */
export type New = { section: string; zh: string; en: string };

/** A segment of the last version. */
export interface Old extends New {
  anchor: string;
  paragraph: string;
  changed: number | undefined;
}

/** List the segments of a version in the order of the file. */
export function listRecorded(sections: Permalinks['sections']): Old[] {
  return Object.entries(sections).flatMap(([section, { paragraphs }]) =>
    Object.entries(paragraphs).flatMap(([paragraph, segments]) =>
      Object.entries(segments).map(([anchor, [zh, en, changed]]) => ({
        ...{ section, paragraph, anchor, zh, en, changed },
      })),
    ),
  );
}

/** List the anchors of all paragraphs and segments of a version. */
export function listAnchors(sections: Permalinks['sections']): string[] {
  return Object.values(sections).flatMap(({ paragraphs }) =>
    Object.entries(paragraphs).flatMap(([name, segments]) => [name, ...Object.keys(segments)]),
  );
}

/** The minimum overlap of related segments, on average of both languages. */
const related = 0.5;

/**
 * Match the segments of two versions: first those equal in both languages, wherever they are; then those equal
 * in one language; then, within a section, those that were edited, split (the first part keeps the anchor) or
 * merged. `kept` maps new segments to old ones, `merged` old segments to the new ones that contain them.
 */
export function matchSegments(olds: readonly Old[], news: readonly New[]) {
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

/** Find, for each section, the section that now has most of its kept segments. */
export function findHomes(kept: ReadonlyMap<New, Old>): Map<string, string> {
  const bySection = Map.groupBy(kept, ([, old]) => old.section);
  return new Map(
    [...bySection].map(([number, pairs]) => [
      number,
      findMost(pairs.map(([next]) => next.section)),
    ]),
  );
}

/** Find the most frequent value in a list; the first one of equals. */
export function findMost(values: readonly string[]): string {
  const groups = [...Map.groupBy(values, (value) => value)];
  return groups.toSorted(([, a], [, b]) => b.length - a.length)[0]?.[0] ?? '';
}

/** The most reliable keys first. */
const keys: ((segment: New) => string)[] = [
  ({ section, zh, en }) => [section, zh, en].join(),
  ({ zh, en }) => [zh, en].join(),
  ({ section, zh }) => [section, zh].join(),
  ({ section, en }) => [section, en].join(),
  ({ zh }) => zh,
];

function isRelated(a: New, b: New): boolean {
  return (measureOverlap(a.zh, b.zh) + measureOverlap(a.en, b.en)) / 2 >= related;
}

function chooseHeir(old: Old, all: readonly New[]): New | undefined {
  const parts = all.filter(({ zh }) => measureSize(zh) < 0.85 * measureSize(old.zh));
  if (parts.length > 1) return parts[0];
  const likeness = (next: New) => measureOverlap(old.zh, next.zh) + measureOverlap(old.en, next.en);
  return all.toSorted((a, b) => likeness(b) - likeness(a))[0];
}

const bits = 256;

const exact = 8;

/**
 * Return a fingerprint: 8 characters of a hash that ignores white space, and 43 of a sketch with one bit for
 * each pair of adjacent words or Han characters.
 */
export function toFingerprint(text: string): string {
  const hash = createHash('sha256').update(text.replace(/\s+/g, '')).digest('base64url');
  return hash.slice(0, exact) + sketch(text).toString('base64url');
}

/** Estimate from fingerprints the share of the smaller text that is in the other, from 0 to 1, beyond chance. */
export function measureOverlap(a: string, b: string): number {
  const [first, second] = [readSketch(a), readSketch(b)];
  const shared = countBits(first.map((byte, index) => byte & (second[index] ?? 0)));
  const [smaller, larger] = [countBits(first), countBits(second)].sort((x, y) => x - y);
  const chance = ((smaller ?? 0) * (larger ?? 0)) / bits;
  return Math.max(0, shared - chance) / Math.max(1, (smaller ?? 0) - chance);
}

/** Estimate the size of a text from its fingerprint, for comparison only. */
export function measureSize(fingerprint: string): number {
  return countBits(readSketch(fingerprint));
}

function sketch(text: string): Buffer {
  const sketched = Buffer.alloc(bits / 8);
  const tokens = text.toLowerCase().match(/\p{Script=Han}|[\p{L}\p{N}]+/gu) ?? [];
  for (const [index, token] of ['', ...tokens].entries()) {
    const bit = hashToken(`${token} ${tokens[index] ?? ''}`) % bits;
    sketched[bit >> 3] = (sketched[bit >> 3] ?? 0) | (1 << (bit & 7));
  }
  return sketched;
}

/** Hash a text by FNV-1a, 32 bits (RFC 9923). */
function hashToken(token: string): number {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(token)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return hash;
}

function readSketch(fingerprint: string): Uint8Array {
  return Buffer.from(fingerprint.slice(exact), 'base64url');
}

function countBits(bytes: Uint8Array): number {
  let count = 0;
  for (let byte of bytes) for (; byte; byte &= byte - 1) count++;
  return count;
}
