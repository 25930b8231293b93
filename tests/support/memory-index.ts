import type { SearchIndex } from '../../src/features/search/pagefind.ts';
import { toKey } from '../../src/features/search/query.ts';
import type { SearchRecord } from '../../src/features/search/search-index.ts';
import { chapterOf } from '../../src/paper/number.ts';
import { tokenize } from '../../src/text/phrases.ts';

/** Make an index of sections in memory: what the built one does, without files. */
export function makeMemoryIndex(records: readonly SearchRecord[]): SearchIndex {
  const texts = records.map(({ title, segments }) =>
    [title, ...segments]
      .flatMap(({ zh, en }) => [zh, en])
      .map((text) => ` ${toKey(tokenize(text))} `),
  );
  return {
    async find(phrase, chapter) {
      const key = ` ${toKey(phrase)} `;
      const counts = texts.map((all, at) =>
        chapter && chapterOf(records[at]?.number ?? '') !== chapter
          ? 0
          : all.filter((text) => text.includes(key)).length,
      );
      return new Map(
        counts.flatMap((count, at) => (count > 0 ? [[String(at), count] as const] : [])),
      );
    },
    async load(id) {
      const record = records[Number(id)];
      if (!record) throw new Error(`There is no section ${id}`);
      return record;
    },
  };
}
