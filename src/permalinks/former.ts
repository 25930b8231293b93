import { formerWords } from '../i18n/words.ts';
import {
  type Bilingual,
  fillText,
  mapLocales,
  regionalLangs,
  type Values,
} from '../paper/locale.ts';
import { parentOf } from '../paper/number.ts';
import { type Alias, latestOf, type Permalinks } from '../paper/schema.ts';
import {
  flatten,
  listAddresses,
  type Paper,
  type Section,
  toNumberedTitle,
} from '../paper/tree.ts';
import { resolveAddress } from './reconcile.ts';

/** A note about a former address. */
export interface AliasNote {
  /** Absent for the address of an existing section, which has this id. */
  id?: string;
  text: Bilingual;
  /** The place of its text, if that is on another page. */
  elsewhere?: { name: string; anchor: string; title: Bilingual };
}

type ListAliasNotes = (page: Section) => Map<string, AliasNote[]>;

/** Prepare to list a page's notes about former addresses, by the anchor that shows them. */
export function prepareAliasNotes(paper: Paper): ListAliasNotes {
  const { permalinks } = paper;
  const aliases = Object.entries(permalinks?.aliases ?? {});
  if (!permalinks || aliases.length === 0) return () => new Map();
  const everywhere = findSections(paper.root);
  const byPage = groupByPage(aliases);
  return (page) => {
    const notes = new Map<string, AliasNote[]>();
    // The page of a removed section has no text.
    const here = everywhere.has(page.number) ? findSections(page) : new Map<string, Section>();
    for (const [address, alias] of byPage.get(page.number) ?? []) {
      const isSection = alias.why === 'renumbered';
      if (here.has(address) && !(isSection && everywhere.has(address))) continue;
      const start = isSection ? alias.to : address;
      const to = resolveAddress(start, permalinks, (one) => everywhere.has(one));
      // Show a note at the target of its address, or at the section that had the address.
      const around = [...alias.from, to].findLast((one) => here.has(one)) ?? page.number;
      const place = isSection ? address : around;
      const section = everywhere.get(to) ?? paper.root;
      const note = {
        ...(!isSection && { id: address }),
        text: describe(address, alias, permalinks),
        ...((isSection || place !== to) && {
          elsewhere: {
            name: section.number,
            anchor: to || 'text',
            title: toNumberedTitle(section),
          },
        }),
      };
      notes.set(place, [...(notes.get(place) ?? []), note]);
    }
    return notes;
  };
}

function groupByPage(aliases: readonly [string, Alias][]): Map<string, [string, Alias][]> {
  const byPage = new Map<string, [string, Alias][]>();
  for (const entry of aliases) {
    const pages = entry[1].from.flatMap((number) => [number, ...listAround(number), '']);
    for (const page of new Set(pages)) byPage.set(page, [...(byPage.get(page) ?? []), entry]);
  }
  return byPage;
}

function listAround(number: string): string[] {
  const parent = parentOf(number);
  return parent ? [parent, ...listAround(parent)] : [];
}

/** List the pages of removed sections and terms, with their notes. */
export function listFormerPages(
  paper: Paper,
  terms: ReadonlyMap<string, Bilingual>,
  listNotes: ListAliasNotes,
): { name: string; notes: AliasNote[] }[] {
  const { permalinks, root } = paper;
  const living = new Set(flatten(root).map(({ number }) => number));
  return Object.entries(permalinks?.aliases ?? {}).flatMap(([name, alias]) => {
    if (!permalinks || living.has(name) || !alias.from.includes(name)) return [];
    if (!name.startsWith('terms/')) {
      const page = { ...root, number: name, paragraphs: [], children: [] };
      return [{ name, notes: [...listNotes(page).values()].flat() }];
    }
    const to = resolveAddress(name, permalinks, (one) => terms.has(one)) || 'terms';
    const title = terms.get(to);
    const text = describe(name, alias, permalinks);
    const elsewhere = title && { name: to, anchor: 'text', title };
    return [{ name, notes: [{ id: name, text, ...(elsewhere && { elsewhere }) }] }];
  });
}

/** Describe when a sentence was last edited. */
export function describeEdit(version: number, { permalinks }: Paper): Bilingual {
  return fillVersion(formerWords.edited, version, permalinks);
}

/** Describe the version of the text and its date; undefined before the first. */
export function describeVersion({ permalinks }: Paper): Bilingual | undefined {
  const { version, date } = latestOf(permalinks ?? { versions: {} });
  if (version === 0) return undefined;
  return mapLocales((locale) => {
    const day = new Date(`${date}T00:00Z`).toLocaleDateString(
      { zh: regionalLangs.zh, en: 'en-GB' }[locale],
      { dateStyle: 'long', timeZone: 'UTC' },
    );
    return fillText(formerWords.version[locale], { version, date: day });
  });
}

function findSections(root: Section): Map<string, Section> {
  return new Map(
    flatten(root).flatMap((section) =>
      listAddresses(section).map(([address]) => [address, section] as const),
    ),
  );
}

function describe(address: string, { why, version }: Alias, permalinks: Permalinks): Bilingual {
  return fillVersion(formerWords[why], version, permalinks, { address });
}

/** Put a version and its date into a text; an unpublished version has no date. */
function fillVersion(
  text: Bilingual,
  version: number,
  permalinks: Permalinks | undefined,
  values: Values = {},
): Bilingual {
  return mapLocales((locale) => {
    const date = permalinks?.versions[version] ?? formerWords.unpublished[locale];
    return fillText(text[locale], { ...values, version, date });
  });
}
