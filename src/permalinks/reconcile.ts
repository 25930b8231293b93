import { toParagraphAnchor, toSegmentAnchor } from '../paper/anchor.ts';
import { remember } from '../paper/memoize.ts';
import { parentOf } from '../paper/number.ts';
import {
  type Alias,
  latestOf,
  type Permalinks,
  type Recorded,
  type Term,
  toSlugs,
} from '../paper/schema.ts';
import type { PairedSection, Segment } from '../paper/tree.ts';
import {
  findHomes,
  findMost,
  listAnchors,
  listRecorded,
  matchSegments,
  type New,
  type Old,
  toFingerprint,
} from './match.ts';

type NewSection = { number: string; title: [string, string]; paragraphs: New[][] };

/** Fingerprints of the current text, with sections in reading order. */
type FingerprintedText = { sections: readonly NewSection[]; terms: Record<string, string> };

/**
 * A change of an address: its new target, or `added`, or `edited` (for a section: title or order), or
 * `claimed`, if two branches assigned it and the earlier publication keeps it.
 */
export type Change = {
  what: Led['why'] | 'added' | 'edited' | 'claimed';
  address: string;
  to?: string;
};

const fingerprint = remember(({ text }: Segment) => toFingerprint(text));

/** Take the fingerprints of a paper's text. */
export function fingerprintText(
  sections: readonly PairedSection[],
  terms: readonly Term[],
): FingerprintedText {
  const slugs = toSlugs(terms.map(({ en }) => en));
  return {
    sections: sections.map(({ number, title, paragraphs }) => ({
      number,
      title: [fingerprint(title.zh), fingerprint(title.en)],
      paragraphs: paragraphs.map(({ segments }) =>
        segments.map(({ zh, en }) => {
          return { section: number, zh: fingerprint(zh), en: fingerprint(en) };
        }),
      ),
    })),
    terms: Object.fromEntries(slugs.map((slug, index) => [slug, terms[index]?.zh ?? ''])),
  };
}

const nothing: Permalinks = { versions: {}, sections: {}, terms: {}, aliases: {} };

/**
 * Carry the addresses of the last version over to the current text. Moved, edited and split text keeps its
 * anchor; new text gets an unused number; the anchors of merged or removed text redirect to the text that
 * absorbed it, or to the nearest text before it. Without changes, the last version stays. Changes belong to the
 * version after the last one, which only `npm run publish` numbers.
 *
 * @param rivals segments that lost their address in a merge to one published earlier
 */
export function reconcile(
  previous: Permalinks | undefined,
  { sections: text, terms }: FingerprintedText,
  rivals: readonly Old[] = [],
): { next: Permalinks; changes: Change[] } {
  const last = previous ?? nothing;
  const version = latestOf(last).version + 1;
  const olds = [...listRecorded(last.sections), ...rivals];
  const news = text.flatMap(({ paragraphs }) => paragraphs.flat());
  const { kept, merged } = matchSegments(olds, news);
  const gone = listGone(last.aliases);
  for (const next of news.filter((each) => !kept.has(each))) {
    const old = gone.get(next.zh + next.en);
    if (old) kept.set(next, old);
    gone.delete(next.zh + next.en);
  }
  const owners = findOwners([...olds, ...kept.values()], kept);
  const own = new Map([...kept].filter(([, old]) => owners.get(old.anchor) === old));
  // Only the later side of a merge may have a paragraph.
  const taken = olds.flatMap(({ paragraph, anchor }) => [paragraph, anchor]);
  const used = new Set([...listAnchors(last.sections), ...Object.keys(last.aliases), ...taken]);
  const sections = nameSections(text, own, used, version);
  // Follow the order of the text: in an object, keys such as 1 and 2 come before all others.
  const names = text.flatMap(({ number }) =>
    Object.values(sections[number]?.paragraphs ?? {}).flatMap((segments) => Object.keys(segments)),
  );
  const anchors = new Map(news.map((segment, index) => [segment, names[index] ?? '']));
  const homes = findHomes(kept);
  const living = [...owners.values()];
  const led = listLed({ last, sections, terms, kept, merged, anchors, homes, olds: living });
  const claimed = [...kept].flatMap(([next, old]): (Change & { to: string })[] => {
    if (owners.get(old.anchor) === old) return [];
    return [{ what: 'claimed', address: old.anchor, to: anchors.get(next) ?? '' }];
  });
  const renamed = new Set(claimed.map(({ to }) => to));
  const changes = [
    ...listChanges(last, sections, terms, led).filter(({ address }) => !renamed.has(address)),
    ...claimed,
    ...led.map(({ address, to, why: what }) => ({ what, address, to })),
  ];
  if (previous && changes.length === 0) return { next: previous, changes };
  const aliases = { ...last.aliases };
  for (const { address, to, why, from } of led) {
    const known = aliases[address]?.from ?? [];
    const old = why === 'removed' && owners.get(address);
    aliases[address] = {
      ...{ to, why, version, from: [...new Set([...known, from])] },
      ...(old && { was: [old.zh, old.en] as [string, string] }),
    };
  }
  return { next: { versions: last.versions, sections, terms, aliases }, changes };
}

/** List the removed segments by fingerprint. */
function listGone(aliases: Permalinks['aliases']): Map<string, Old> {
  return new Map(
    Object.entries(aliases).flatMap(([anchor, { was, from }]) => {
      if (!was) return [];
      const [zh, en] = was;
      const place = { section: from.at(-1) ?? '', paragraph: anchor.replace(/s\d+$/, '') };
      return [[zh + en, { ...place, anchor, zh, en, changed: undefined }]];
    }),
  );
}

/** Find the owner of each anchor: among its claimants, the first whose text still exists. */
function findOwners(olds: readonly Old[], kept: ReadonlyMap<New, Old>): Map<string, Old> {
  const there = new Set(kept.values());
  const claims = Map.groupBy(olds, ({ anchor }) => anchor);
  return new Map(
    [...claims].flatMap(([anchor, all]) => {
      const owner = all.find((old) => there.has(old)) ?? all[0];
      return owner ? [[anchor, owner]] : [];
    }),
  );
}

/** Follow an address over all versions to an existing one, or to '' for the whole paper. */
export function resolveAddress(
  address: string,
  { aliases }: Permalinks,
  isThere: (address: string) => boolean,
): string {
  let at = address;
  // Recorded redirects never form a loop, but an edited file may.
  for (let steps = 0; !isThere(at) && steps < 1000; steps++) at = aliases[at]?.to ?? '';
  return isThere(at) ? at : '';
}

function nameSections(
  sections: readonly NewSection[],
  kept: ReadonlyMap<New, Old>,
  used: Set<string>,
  version: number,
): Permalinks['sections'] {
  const given = new Set<string>();
  const counts = new Map<string, number>();
  const makeUnused = (stem: string): string => {
    let count = counts.get(stem) ?? 1;
    while (used.has(stem + count)) count++;
    counts.set(stem, count + 1);
    used.add(stem + count);
    return stem + count;
  };
  const nameParagraph = (number: string, segments: readonly New[]): string => {
    const own = segments.flatMap((segment) => kept.get(segment)?.paragraph ?? []);
    const anchor = findMost(own.filter((paragraph) => !given.has(paragraph)));
    const name = anchor || makeUnused(toParagraphAnchor(number));
    given.add(name);
    return name;
  };
  const nameSegment = (paragraph: string, segment: New): [string, Recorded] => {
    const old = kept.get(segment);
    const { zh, en } = segment;
    const changed = old && (old.zh !== zh || old.en !== en) ? version : old?.changed;
    const anchor = old?.anchor ?? makeUnused(toSegmentAnchor(paragraph));
    return [anchor, changed ? [zh, en, changed] : [zh, en]];
  };
  return Object.fromEntries(
    sections.map(({ number, title, paragraphs }) => {
      const named = paragraphs.map((segments) => {
        const name = nameParagraph(number, segments);
        return [name, Object.fromEntries(segments.map((one) => nameSegment(name, one)))] as const;
      });
      return [number, { title, paragraphs: Object.fromEntries(named) }];
    }),
  );
}

function listChanges(
  last: Permalinks,
  sections: Permalinks['sections'],
  terms: Permalinks['terms'],
  led: readonly Led[],
): Change[] {
  const texts = new Map(listRecorded(last.sections).map(({ anchor, zh, en }) => [anchor, zh + en]));
  const known = new Set([...Object.keys(last.sections), ...listAnchors(last.sections)]);
  const left = new Set(led.map(({ from }) => from));
  const toChanges = (what: 'added' | 'edited', addresses: readonly string[]): Change[] =>
    addresses.map((address) => ({ what, address }));
  const inSections = Object.entries(sections).flatMap(([number, section]) => {
    const own = { [number]: section };
    const added = [number, ...listAnchors(own)].filter((one) => !known.has(one));
    const edited = listRecorded(own)
      .filter(({ anchor, zh, en }) => (texts.get(anchor) ?? zh + en) !== zh + en)
      .map(({ anchor }) => anchor);
    // A new title or order changes no address, but the file records it.
    const isSame = JSON.stringify(last.sections[number]) === JSON.stringify(section);
    const isSilent = isSame || left.has(number) || added.length + edited.length > 0;
    return [
      ...toChanges('added', added),
      ...toChanges('edited', isSilent ? edited : [...edited, number]),
    ];
  });
  const inTerms = Object.keys(terms).filter((slug) => last.terms[slug] !== terms[slug]);
  return [
    ...inSections,
    ...toChanges(
      'added',
      inTerms.map((slug) => `terms/${slug}`),
    ),
  ];
}

interface Carried {
  last: Permalinks;
  sections: Permalinks['sections'];
  terms: Permalinks['terms'];
  kept: ReadonlyMap<New, Old>;
  merged: ReadonlyMap<Old, New>;
  olds: readonly Old[];
  anchors: ReadonlyMap<New, string>;
  /** The section that now has most of a former section's text. */
  homes: ReadonlyMap<string, string>;
}

type Led = Pick<Alias, 'to' | 'why'> & { address: string; from: string };

function listLed(carried: Carried): Led[] {
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
  return Object.entries(last.sections).flatMap(([from, { paragraphs }]) => {
    let before = toSection(from);
    return Object.keys(paragraphs).flatMap((address): Led[] => {
      const place = places.get(address);
      if (place) before = address;
      if (place) return place.number === from ? [] : [{ address, to: address, why: 'moved', from }];
      const homes = (segmentsOf.get(address) ?? []).flatMap(
        (old) => places.get(now.get(old) ?? '')?.paragraph ?? [],
      );
      const why = homes.length > 0 ? 'merged' : 'removed';
      return [{ address, to: findMost(homes) || before, why, from }];
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
    const from = `terms/${slug}`;
    const [to, why] = renamed
      ? ([`terms/${renamed}`, 'renamed'] as const)
      : (['terms', 'removed'] as const);
    return [{ address: from, to, why, from }];
  });
}
