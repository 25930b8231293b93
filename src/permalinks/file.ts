import { VFile } from 'vfile';
import { isParagraphAnchor } from '../paper/anchor.ts';
import { findLine, type Parsed, quote, type Report, report } from '../paper/report.ts';
import { type Permalinks, permalinksSchema, type Recorded } from '../paper/schema.ts';
import { flatten, listAddresses, type Section } from '../paper/tree.ts';
import type { Old } from './match.ts';
import type { Change } from './reconcile.ts';

/** The addresses in the file, and the segments whose address another branch also assigned. */
interface Recording {
  permalinks: Permalinks;
  /** Segments that lost their address to one published earlier. */
  rivals: Old[];
}

/** Compares two lines of the file by date of publication; negative if the first is older. */
export type CompareLines = (a: string, b: string) => number;

/** A line of the file with the record of one address. */
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
 * A merge may leave conflict markers, or two lines for one address. Without `compare` both are errors; with
 * it, both sides are read, and the line that was published first keeps the address.
 */
export function readPermalinks(
  source: { path: string; value: string },
  compare?: CompareLines,
): Parsed<Recording> {
  const file = new VFile(source);
  const text = source.value;
  const restore = 'restore the file from the last commit, and run “npm run permalinks”';
  const settle = 'run “npm run permalinks”, which merges both sides';
  const add = (line: number, expected: string, found: string, fix: string): void => {
    report(file, 'permalinks', { line, expected, found, fix });
  };
  const { entries, mark, broken } = listEntries(text);
  const claims = [...groupEntries(entries).values()].filter(({ length }) => length > 1);
  let recorded = parseJson(text);
  let rivals: Old[] = [];
  // A merge may also break the commas between intact lines.
  const isWhole = broken === undefined && /\n\}\s*$/.test(text);
  if (compare && isWhole && (mark || claims.length > 0 || recorded === undefined)) {
    ({ recorded, rivals } = assemble(entries, compare));
  } else if (mark) {
    add(mark, 'one version of each address', 'a merge conflict', settle);
  } else if (recorded === undefined) {
    add(broken ?? 1, 'well-formed JSON', 'a broken line', isWhole ? settle : restore);
  } else {
    for (const [first, second] of claims) {
      const expected = `one line for ${second?.name}`;
      add(second?.line ?? 1, expected, `another on line ${first?.line}`, settle);
    }
  }
  const parsed = permalinksSchema.safeParse(recorded);
  const [issue] = recorded === undefined ? [] : (parsed.error?.issues ?? []);
  if (issue) {
    const line = findLine(text, `"${String(issue.path.at(-1))}":`);
    add(line, 'a record written by npm run permalinks', issue.path.join('.'), restore);
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

/** List the entries of both sides of a conflict, the first conflict marker, and the first broken line. */
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
  // Earlier versions of this file spread an alias over several lines.
  const rows = text.replace(/\{\s*"to":[^{}]*\}/g, (alias) => alias.replace(/\s*\n\s*/g, ' '));
  for (const [index, row] of rows.split('\n').entries()) {
    const line = index + 1;
    const [, key, json = ''] = /^\s*"([^"]*)": (.*?),?\s*$/.exec(row) ?? [];
    if (/^(?:[<=>|]{7})(?: |$)/.test(row)) {
      mark ??= line;
      // Skip the common ancestor, which git includes in some settings.
      isBase = row.startsWith('|');
    } else if (isBase || /^\s*[{}]?,?\s*$/.test(row)) {
      // A line with only brackets.
    } else if (key !== undefined && /^\{\}?$/.test(json)) {
      if (/^(?:versions|sections|terms|aliases)$/.test(key)) group = key;
      else if (isParagraphAnchor(key)) paragraph = key;
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

/** Group the entries by address. */
function groupEntries(entries: readonly Entry[]): Map<string, Entry[]> {
  return Map.groupBy(entries, ({ group, name }) => `${group} ${name}`);
}

/** Join the lines in order, and list the segments that lost their address to another line. */
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
    const isParagraph = group === 'opening' && name === paragraph;
    if (group !== 'sections' && !isParagraph) {
      if (isFirst) Object.assign(groups[group] ?? {}, { [name]: value });
      continue;
    }
    sections[section] ??= { paragraphs: {} };
    const { paragraphs } = sections[section];
    // A paragraph may lose all its lines to another, but its address was published.
    if (isParagraph) paragraphs[paragraph] ??= {};
    else if (isFirst && name === section) sections[section] = { title: value, paragraphs };
    else if (isFirst) paragraphs[paragraph] = { ...paragraphs[paragraph], [name]: value };
    else if (name !== section) {
      const [zh, en, changed] = value as Recorded;
      rivals.push({ section, paragraph, anchor: name, zh, en, changed });
    }
  }
  return { recorded: groups, rivals };
}

/** Write the addresses as JSON, one line for each segment in reading order, so that git can merge branches. */
export function formatPermalinks({ aliases, ...rest }: Permalinks): string {
  const text = JSON.stringify(rest, null, 2);
  const lists = text.replace(/\[[^[\]{}]*\]/g, (list) => list.replace(/\s*\n\s*/g, ' '));
  const lines = Object.entries(aliases).map(
    ([address, alias]) => `    ${JSON.stringify(address)}: ${JSON.stringify(alias)}`,
  );
  const group = lines.length > 0 ? `{\n${lines.join(',\n')}\n  }` : '{}';
  return `${lists.replaceAll('[ ', '[').replaceAll(' ]', ']').slice(0, -2)},\n  "aliases": ${group}\n}\n`;
}

/** Report differences between the text and its permalinks; the paper has the anchors of the next version. */
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
  const fix = 'run “npm run permalinks”, read its report, and commit permalinks.json with the text';
  for (const { what, address, to = '' } of changes) {
    const place = places.get(address);
    if (what === 'added') {
      const { path, line } = place ?? { path: `${folder}/terms.yaml`, line: 1 };
      const found = `none yet for ${quote(place?.text ?? address)}`;
      into.add(path, 'permalinks', { line, expected: 'a recorded address', found, fix });
      continue;
    }
    const expected = `${address} as it was published`;
    if (what === 'edited' && place) {
      const found = `another text, ${quote(place.text)}`;
      into.add(place.path, 'permalinks', { line: place.line, expected, found, fix });
    } else {
      const line = findLine(text, `"${address.replace(/^terms\//, '')}":`);
      const found = descriptions[what].replace('{to}', to);
      into.add(`${folder}/permalinks.json`, 'permalinks', { line, expected, found, fix });
    }
  }
}

const descriptions: Readonly<Record<Exclude<Change['what'], 'added'>, string>> = {
  edited: 'another title or order',
  claimed: 'another sentence, which is now {to}',
  merged: 'its text in {to}',
  removed: 'no text',
  moved: 'its text in another section',
  renamed: 'the name {to}',
  renumbered: 'another text; its own is now {to}',
};
