import { parentOf } from '../paper/number.ts';
import type { Alias, Permalinks } from '../paper/schema.ts';
import { findMost, type New, type Old } from './match.ts';

/** What became of the last version, from which follows where its addresses lead. */
export interface Carried {
  last: Permalinks;
  sections: Permalinks['sections'];
  terms: Permalinks['terms'];
  kept: ReadonlyMap<New, Old>;
  merged: ReadonlyMap<Old, New>;
  olds: readonly Old[];
  /** The anchor of each new segment. */
  anchors: ReadonlyMap<New, string>;
  /** The section in which most of what is kept of a section now is. */
  homes: ReadonlyMap<string, string>;
}

/** An address that leads elsewhere, or stands elsewhere, from a version on. */
export type Led = Pick<Alias, 'to' | 'why'> & { address: string; from: string };

/** List the addresses of the last version that no longer stand where they stood, and where they lead. */
export function listLed(carried: Carried): Led[] {
  const sections = leadSections(carried);
  const targets = new Map(sections.map(({ address, to }) => [address, to]));
  const toSection = (number: string) =>
    Object.hasOwn(carried.sections, number) ? number : (targets.get(number) ?? '');
  return [
    ...sections,
    ...leadParagraphs(carried, toSection),
    ...leadSegments(carried, toSection),
    ...leadTerms(carried),
  ];
}

function leadSections({ last, sections, homes, olds }: Carried): Led[] {
  const isThere = (number: string) => Object.hasOwn(sections, number);
  return Object.entries(last.sections).flatMap(([number, { title }]): Led[] => {
    const home = homes.get(number);
    const lead = (to: string, why: Led['why']) => [{ address: number, to, why, from: number }];
    if (isThere(number)) {
      const isOther = home && home !== number && sections[number]?.title.join() !== title.join();
      return isOther ? lead(home, 'renumbered') : [];
    }
    if (home) return lead(home, Object.hasOwn(last.sections, home) ? 'merged' : 'renamed');
    const namesake = Object.keys(sections).find(
      (other) =>
        !Object.hasOwn(last.sections, other) &&
        sections[other]?.title.some((digest) => title.includes(digest)),
    );
    if (namesake) return lead(namesake, 'renamed');
    const below = olds.filter(({ section }) => section.startsWith(`${number}.`));
    const parts = below.flatMap(({ section }) => parentOf(homes.get(section) ?? '') || []);
    if (parts.length > 0) return lead(findMost(parts), 'renamed');
    let around = parentOf(number);
    while (around && !isThere(around)) around = parentOf(around);
    return lead(around, 'removed');
  });
}

function leadParagraphs(
  { last, sections, olds, kept, anchors }: Carried,
  toSection: (number: string) => string,
): Led[] {
  const places = new Map(
    Object.entries(sections).flatMap(([number, { paragraphs }]) =>
      Object.entries(paragraphs).flatMap(([paragraph, segments]) =>
        [paragraph, ...Object.keys(segments)].map((anchor) => [anchor, { number, paragraph }]),
      ),
    ),
  );
  const now = new Map([...kept].map(([next, old]) => [old, anchors.get(next) ?? '']));
  const segmentsOf = Map.groupBy(olds, ({ paragraph }) => paragraph);
  return Object.entries(last.sections).flatMap(([number, { paragraphs }]) => {
    let before = toSection(number);
    return Object.keys(paragraphs).flatMap((paragraph): Led[] => {
      const place = places.get(paragraph);
      if (place) {
        before = paragraph;
        const isMoved = place.number !== number;
        return isMoved ? [{ address: paragraph, to: paragraph, why: 'moved', from: number }] : [];
      }
      const homes = (segmentsOf.get(paragraph) ?? []).flatMap(
        (old) => places.get(now.get(old) ?? '')?.paragraph ?? [],
      );
      const to = findMost(homes) || before;
      return [
        { address: paragraph, to, why: homes.length > 0 ? 'merged' : 'removed', from: number },
      ];
    });
  });
}

function leadSegments(
  { olds, kept, merged, anchors, sections }: Carried,
  toSection: (number: string) => string,
): Led[] {
  const nextOf = new Map([...kept].map(([next, old]) => [old, next]));
  const living = new Set(
    Object.values(sections).flatMap(({ paragraphs }) => Object.keys(paragraphs)),
  );
  return olds.flatMap((old, index): Led[] => {
    const { anchor: address, section: from, paragraph } = old;
    const next = nextOf.get(old);
    if (next) return next.section === from ? [] : [{ address, to: address, why: 'moved', from }];
    const heir = merged.get(old);
    if (heir) return [{ address, to: anchors.get(heir) ?? '', why: 'merged', from }];
    const before = olds
      .slice(0, index)
      .findLast((other) => other.paragraph === paragraph && nextOf.has(other));
    const to = before?.anchor ?? (living.has(paragraph) ? paragraph : toSection(from));
    return [{ address, to, why: 'removed', from }];
  });
}

function leadTerms({ last, terms }: Carried): Led[] {
  return Object.entries(last.terms).flatMap(([slug, zh]): Led[] => {
    if (Object.hasOwn(terms, slug)) return [];
    const [renamed] = Object.entries(terms).find(([, wording]) => wording === zh) ?? [];
    const address = `terms/${slug}`;
    return renamed
      ? [{ address, to: `terms/${renamed}`, why: 'renamed', from: address }]
      : [{ address, to: 'terms', why: 'removed', from: address }];
  });
}
