import type { Permalinks } from '../paper/permalinks.ts';
import { remember } from '../paper/remember.ts';
import { type Term, toSlugs } from '../paper/term.ts';
import type { Pair, PairedSection, Segment } from '../paper/tree.ts';
import { type Carried, type Led, listLed } from './aliases.ts';
import { toFingerprint } from './fingerprint.ts';
import { findHomes, matchSegments } from './match.ts';
import { listAnchors, listOld, type NewSection, nameSections } from './names.ts';

/** The text as it is now, by its fingerprints: its sections in reading order, and its terms. */
export interface FingerprintedText {
  sections: readonly NewSection[];
  /** The page of each term, and the Chinese wording. */
  terms: Record<string, string>;
}

/** What became of an address: where it leads, or `added`, `edited` (or, of a section, put in order). */
export interface Change {
  what: Led['why'] | 'added' | 'edited';
  address: string;
  to?: string;
}

const fingerprint = remember(({ text }: Segment) => toFingerprint(text));

/** Take the fingerprints of the text of a paper. */
export function fingerprintText(
  sections: readonly PairedSection[],
  terms: readonly Term[],
): FingerprintedText {
  const slugs = toSlugs(terms.map(({ en }) => en));
  const take = ({ zh, en }: Pair) => ({ zh: fingerprint(zh), en: fingerprint(en) });
  return {
    sections: sections.map(({ number, title, paragraphs }) => ({
      number,
      title: [fingerprint(title.zh), fingerprint(title.en)],
      paragraphs: paragraphs.map(({ segments }) =>
        segments.map((pair) => ({ section: number, ...take(pair) })),
      ),
    })),
    terms: Object.fromEntries(slugs.map((slug, index) => [slug, terms[index]?.zh ?? ''])),
  };
}

const nothing: Permalinks = { versions: {}, sections: {}, terms: {}, aliases: {} };

/**
 * Carry the addresses of the last version over to the text as it is now.
 *
 * What stands somewhere keeps its anchor, wherever it moved to; what was edited or split keeps it too;
 * what is new gets a number that was never used; what was merged or removed leads to the place that
 * has taken it in, or that is nearest before it. Where nothing has changed, the last version stays.
 *
 * @param date the day of the new version, if there is to be one
 */
export function reconcile(
  previous: Permalinks | undefined,
  { sections: text, terms }: FingerprintedText,
  date: string,
): { next: Permalinks; changes: Change[] } {
  const last = previous ?? nothing;
  const version = Math.max(0, ...Object.keys(last.versions).map(Number)) + 1;
  const olds = listOld(last);
  const news = text.flatMap(({ paragraphs }) => paragraphs.flat());
  const { kept, merged } = matchSegments(olds, news);
  const sections = nameSections(text, kept, last, version);
  // By the order of the text: an object has keys such as 1 and 2 before all others.
  const names = text.flatMap(({ number }) =>
    Object.values(sections[number]?.paragraphs ?? {}).flatMap((segments) => Object.keys(segments)),
  );
  const anchors = new Map(news.map((segment, index) => [segment, names[index] ?? '']));
  const homes = findHomes(kept);
  const led = listLed({
    last,
    sections,
    terms,
    kept,
    merged,
    olds,
    anchors,
    homes,
  } satisfies Carried);
  const changes = [...listChanges(last, sections, terms, led), ...led.map(toChange)];
  if (previous && changes.length === 0) return { next: previous, changes };
  const versions = { ...last.versions, [version]: date };
  return { next: { versions, sections, terms, aliases: addAliases(last, led, version) }, changes };
}

/** Find where an address leads, over all versions: to what stands, or '' for the whole paper. */
export function resolveAddress(
  address: string,
  { aliases }: Permalinks,
  isThere: (address: string) => boolean,
): string {
  let at = address;
  // Each step leads to what stood when it was made, so that none leads back; but a file may be edited.
  for (let steps = 0; !isThere(at) && steps < 1000; steps++) at = aliases[at]?.to ?? '';
  return isThere(at) ? at : '';
}

function addAliases({ aliases }: Permalinks, led: readonly Led[], version: number) {
  const all = { ...aliases };
  for (const { address, to, why, from } of led) {
    const known = all[address]?.from ?? [];
    all[address] = { to, why, version, from: [...new Set([...known, from])] };
  }
  return all;
}

function toChange({ address, to, why }: Led): Change {
  return { what: why, address, to };
}

/** List what is new, and what has another text, title or order than before. */
function listChanges(
  last: Permalinks,
  sections: Permalinks['sections'],
  terms: Permalinks['terms'],
  led: readonly Led[],
): Change[] {
  const texts = new Map(listOld(last).map(({ anchor, zh, en }) => [anchor, zh + en]));
  const known = new Set([...Object.keys(last.sections), ...listAnchors(last.sections)]);
  const left = new Set(led.map(({ from }) => from));
  const inSections = Object.entries(sections).flatMap(([number, section]): Change[] => {
    const added = [number, ...listAnchors({ [number]: section })].filter((one) => !known.has(one));
    const edited = Object.values(section.paragraphs).flatMap((segments) =>
      Object.entries(segments).flatMap(([anchor, [zh, en]]) => {
        const before = texts.get(anchor);
        return before === undefined || before === zh + en ? [] : [anchor];
      }),
    );
    // Another title, or another order, changes no address; but the file is to have it.
    const isSame = JSON.stringify(last.sections[number]) === JSON.stringify(section);
    const isSilent = isSame || left.has(number) || added.length + edited.length > 0;
    return [
      ...added.map((address): Change => ({ what: 'added', address })),
      ...[...edited, ...(isSilent ? [] : [number])].map(
        (address): Change => ({ what: 'edited', address }),
      ),
    ];
  });
  const isNew = (slug: string) => last.terms[slug] !== terms[slug];
  const inTerms = Object.keys(terms)
    .filter(isNew)
    .map((slug): Change => ({ what: 'added', address: `terms/${slug}` }));
  return [...inSections, ...inTerms];
}
