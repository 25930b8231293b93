import type { Problem } from '../paper/problem.ts';
import { quote } from '../paper/problem.ts';
import { flatten, type Section } from '../paper/tree.ts';
import { findLine } from './file.ts';
import type { Change } from './reconcile.ts';

const mend =
  'run “npm run permalinks”, look at what it says, and commit permalinks.json with the text';

/**
 * Say what is amiss where the text is another than its permalinks have it.
 *
 * @param root the paper with the anchors that the command would give
 * @param folder the content folder, and the text of `permalinks.json`
 */
export function toProblems(
  changes: readonly Change[],
  root: Section,
  folder: string,
  text: string,
): Problem[] {
  const places = listPlaces(root, folder);
  const file = `${folder}/permalinks.json`;
  return changes.map(({ what, address, to }): Problem => {
    const place = places.get(address);
    const recorded = { file, line: findLine(text, address.replace(/^terms\//, '')), mend };
    const expected = `${address} as it was published`;
    if (what === 'added') {
      const at = place ?? { file: `${folder}/terms.yaml`, line: 1, text: address };
      return {
        ...at,
        expected: 'an address that is kept',
        found: `none yet for ${quote(at.text)}`,
        mend,
      };
    }
    if (what === 'edited' && place) {
      const { file: at, line } = place;
      return { file: at, line, expected, found: `another text, ${quote(place.text)}`, mend };
    }
    return { ...recorded, expected, found: describe[what](to ?? ''), mend };
  });
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

/** Find where each address stands in the content, and the text there. */
function listPlaces(root: Section, folder: string) {
  return new Map(
    flatten(root).flatMap(({ number, title, paragraphs }) => {
      const place = (line: number, text: string) => ({
        file: `${folder}/zh/${number}.md`,
        line,
        text,
      });
      return [
        [number, place(title.zh.line, title.zh.text)] as const,
        ...paragraphs.flatMap(({ anchor, segments }) => [
          [anchor, place(segments[0]?.zh.line ?? 1, segments[0]?.zh.text ?? '')] as const,
          ...segments.map(
            (segment) => [segment.anchor, place(segment.zh.line, segment.zh.text)] as const,
          ),
        ]),
      ];
    }),
  );
}
