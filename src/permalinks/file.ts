import { VFile } from 'vfile';
import { type Parsed, quote, type Report, report } from '../paper/report.ts';
import { type Permalinks, permalinksSchema, type Recorded } from '../paper/schema.ts';
import { flatten, listAddresses, type Section } from '../paper/tree.ts';
import type { Old } from './match.ts';
import type { Change } from './reconcile.ts';

/** The addresses of a file, and the segments that two branches gave the same address. */
export interface Recording {
  permalinks: Permalinks;
  /** Those that lost their address to one that was published before them. */
  rivals: Old[];
}

/** Tells which of two lines of the file was published first: less than 0 if it is the first. */
export type CompareLines = (a: string, b: string) => number;

/** A line of the file: what it records of an address. */
interface Entry {
  group: string;
  section: string;
  paragraph: string;
  name: string;
  value: unknown;
  line: number;
  text: string;
}

/**
 * Read and check `permalinks.json`.
 *
 * A merge may leave conflict markers, or two lines for one address. Without `compare` both are errors.
 * With it, both sides are read, and an address belongs to the line that compares as the first.
 */
export function readPermalinks(
  source: { path: string; value: string },
  compare?: CompareLines,
): Parsed<Recording> {
  const file = new VFile(source);
  const text = source.value;
  const restore = 'take the file from the last commit, and run “npm run permalinks”';
  const settle = 'run “npm run permalinks”, which keeps both sides and settles their claims';
  const add = (line: number, expected: string, found: string, fix: string): void => {
    report(file, 'permalinks', { line, expected, found, fix });
  };
  const { entries, mark, broken } = listEntries(text);
  const claims = [...groupEntries(entries).values()].filter(({ length }) => length > 1);
  let recorded = parseJson(text);
  let rivals: Old[] = [];
  // A merge may also leave a comma too many or too few between whole lines.
  const isWhole = broken === undefined && /\n\}\s*$/.test(text);
  if (compare && isWhole && (mark || claims.length > 0 || recorded === undefined)) {
    ({ recorded, rivals } = assemble(entries, compare));
  } else if (mark) {
    add(mark, 'one version of each address', 'the marks of a merge that has a conflict', settle);
  } else if (recorded === undefined) {
    add(broken ?? 1, 'well-formed JSON', 'something else', isWhole ? settle : restore);
  } else {
    for (const [first, second] of claims) {
      const expected = `one line for ${second?.name}`;
      add(second?.line ?? 1, expected, `another on line ${first?.line}`, settle);
    }
  }
  const parsed = permalinksSchema.safeParse(recorded);
  const [issue] = recorded === undefined ? [] : (parsed.error?.issues ?? []);
  if (issue) {
    const line = findLine(text, String(issue.path.at(-1)));
    add(line, 'what npm run permalinks writes', issue.path.join('.'), restore);
  }
  const isSound = parsed.data && file.messages.length === 0;
  return {
    result: isSound ? { permalinks: parsed.data, rivals } : undefined,
    messages: file.messages,
  };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** List what the lines of the file say, of both sides of a conflict; the first mark of one, and the first line that says nothing. */
function listEntries(text: string) {
  const entries: Entry[] = [];
  let mark: number | undefined;
  let broken: number | undefined;
  let [group, section, paragraph] = ['', '', ''];
  let isBase = false;
  const add = (kind: string, name: string, value: unknown, line: number, row: string): void => {
    if (name === 'paragraphs') return;
    const text = row.trim().replace(/,$/, '');
    entries.push({ group: kind, section, paragraph, name, value, line, text });
  };
  // What leads elsewhere is put on a line, as it was once written on several.
  const rows = text.replace(/\{\s*"to":[^{}]*\}/g, (alias) => alias.replace(/\s*\n\s*/g, ' '));
  for (const [index, row] of rows.split('\n').entries()) {
    const line = index + 1;
    const [, key, json = ''] = /^\s*"([^"]*)": (.*?),?\s*$/.exec(row) ?? [];
    if (/^(?:[<=>|]{7})(?: |$)/.test(row)) {
      mark ??= line;
      // The common ancestor, which git writes in some settings, is no side.
      isBase = row.startsWith('|');
    } else if (isBase || /^\s*[{}]?,?\s*$/.test(row)) {
      // It holds nothing.
    } else if (key !== undefined && /^\{\}?$/.test(json)) {
      if (/^(?:versions|sections|terms|aliases)$/.test(key)) group = key;
      else if (/-p\d+$/.test(key)) paragraph = key;
      else if (key !== 'paragraphs') section = key;
      add('opening', key, undefined, line, row);
    } else {
      const value = parseJson(json);
      if (key === undefined || value === undefined) broken ??= line;
      else add(group, key === 'title' && group === 'sections' ? section : key, value, line, row);
    }
  }
  return { entries, mark, broken };
}

/** Group the entries by what they are about. */
function groupEntries(entries: readonly Entry[]): Map<string, Entry[]> {
  return Map.groupBy(entries, ({ group, name }) => `${group} ${name}`);
}

/** Put the lines together in their order, and keep what lost its address to another line. */
function assemble(
  entries: readonly Entry[],
  compare: CompareLines,
): { recorded: unknown; rivals: Old[] } {
  const firsts = new Set(
    [...groupEntries(entries).values()].map(
      (claims) => claims.toSorted((a, b) => compare(a.text, b.text))[0],
    ),
  );
  const rivals: Old[] = [];
  const sections: Record<string, { title?: unknown; paragraphs: Record<string, object> }> = {};
  const groups: Record<string, object> = { versions: {}, sections, terms: {}, aliases: {} };
  for (const entry of entries) {
    const { group, section, paragraph, name, value } = entry;
    const isFirst = firsts.has(entry);
    if (group !== 'sections') {
      if (isFirst) Object.assign(groups[group] ?? {}, { [name]: value });
    } else if (name === section) {
      sections[section] = {
        paragraphs: {},
        ...sections[section],
        ...(isFirst && { title: value }),
      };
    } else if (isFirst) {
      const { paragraphs, ...rest } = sections[section] ?? { paragraphs: {} };
      paragraphs[paragraph] = { ...paragraphs[paragraph], [name]: value };
      sections[section] = { ...rest, paragraphs };
    } else {
      const [zh, en, changed] = value as Recorded;
      rivals.push({ section, paragraph, anchor: name, zh, en, changed });
    }
  }
  return { recorded: groups, rivals };
}

/** Write the addresses as JSON, a line for each segment in the order of the text, so that branches merge. */
export function formatPermalinks({ aliases, ...rest }: Permalinks): string {
  const text = JSON.stringify(rest, null, 2);
  const lists = text.replace(/\[[^[\]{}]*\]/g, (list) => list.replace(/\s*\n\s*/g, ' '));
  const lines = Object.entries(aliases).map(
    ([address, alias]) => `    ${JSON.stringify(address)}: ${JSON.stringify(alias)}`,
  );
  const group = lines.length > 0 ? `{\n${lines.join(',\n')}\n  }` : '{}';
  return `${lists.replaceAll('[ ', '[').replaceAll(' ]', ']').slice(0, -2)},\n  "aliases": ${group}\n}\n`;
}

/** Return the line, counted from 1, on which an address stands in the file. */
export function findLine(text: string, address: string): number {
  return text.slice(0, Math.max(0, text.indexOf(`"${address}":`))).split('\n').length;
}

/** Report where the text differs from its permalinks; the paper has the anchors of the next version. */
export function reportChanges(
  changes: readonly Change[],
  root: Section,
  folder: string,
  text: string,
  into: Report,
): void {
  const places = new Map(
    flatten(root).flatMap((section) =>
      listAddresses(section).map(([address, { zh }]) => {
        return [address, { path: `${folder}/zh/${section.number}.md`, ...zh }] as const;
      }),
    ),
  );
  const fix =
    'run “npm run permalinks”, look at what it says, and commit permalinks.json with the text';
  for (const { what, address, to = '' } of changes) {
    const place = places.get(address);
    const expected = `${address} as it was published`;
    if (what === 'added') {
      const {
        path,
        line,
        text: now,
      } = place ?? { path: `${folder}/terms.yaml`, line: 1, text: address };
      const found = `none yet for ${quote(now)}`;
      into.add(path, 'permalinks', { line, expected: 'an address that is kept', found, fix });
    } else if (what === 'edited' && place) {
      const found = `another text, ${quote(place.text)}`;
      into.add(place.path, 'permalinks', { line: place.line, expected, found, fix });
    } else {
      const line = findLine(text, address.replace(/^terms\//, ''));
      const found = describe[what](to);
      into.add(`${folder}/permalinks.json`, 'permalinks', { line, expected, found, fix });
    }
  }
}

const describe: Record<Change['what'], (to: string) => string> = {
  added: () => 'none',
  edited: () => 'another title or order',
  claimed: (to) => `another sentence, which is now ${to}`,
  merged: (to) => `its text in ${to}`,
  removed: () => 'its text no longer there',
  moved: () => 'its text in another section',
  renamed: (to) => `it as ${to}`,
  renumbered: (to) => `another text; its own is now ${to}`,
};
