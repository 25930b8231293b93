import { VFile } from 'vfile';
import { type Parsed, quote, type Report, report } from '../paper/report.ts';
import { type Permalinks, permalinksSchema } from '../paper/schema.ts';
import { flatten, listAddresses, type Section } from '../paper/tree.ts';
import type { Change } from './reconcile.ts';

/** Read and check `permalinks.json`. */
export function readPermalinks(source: { path: string; value: string }): Parsed<Permalinks> {
  const file = new VFile(source);
  const text = source.value;
  const fix = 'take the file from the last commit, and run “npm run permalinks”';
  let result: Permalinks | undefined;
  try {
    const parsed = permalinksSchema.safeParse(JSON.parse(text));
    result = parsed.data;
    const [issue] = parsed.error?.issues ?? [];
    if (issue) {
      const line = findLine(text, String(issue.path.at(-1)));
      const expected = 'what npm run permalinks writes';
      report(file, 'permalinks', { line, expected, found: issue.path.join('.'), fix });
    }
  } catch {
    const line = text.split('\n').findIndex((each) => /^[<=>]{7}/.test(each)) + 1;
    const found = line > 0 ? 'the marks of a merge that has a conflict' : 'something else';
    report(file, 'permalinks', { line: line || 1, expected: 'well-formed JSON', found, fix });
  }
  return { result, messages: file.messages };
}

/** Write the addresses as JSON, a line for each segment. */
export function formatPermalinks(permalinks: Permalinks): string {
  const text = JSON.stringify(permalinks, null, 2);
  const lists = text.replace(/\[[^[\]{}]*\]/g, (list) => list.replace(/\s*\n\s*/g, ' '));
  return `${lists.replaceAll('[ ', '[').replaceAll(' ]', ']')}\n`;
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
  merged: (to) => `its text in ${to}`,
  removed: () => 'its text no longer there',
  moved: () => 'its text in another section',
  renamed: (to) => `it as ${to}`,
  renumbered: (to) => `another text; its own is now ${to}`,
};
