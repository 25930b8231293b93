import type { SearchIndex } from '../../src/features/search/pagefind.ts';
import { type SearchRecord, toIndexText } from '../../src/features/search/search-index.ts';
import { chapterOf } from '../../src/paper/number.ts';
import { findPhrase, type Token, tokenize, toWord } from '../../src/text/phrases.ts';

/**
 * Make an index of sections in memory, which finds the same sections as the built one, but ranks by count alone.
 *
 * @param hasPlaces whether the words of a phrase must be adjacent, as in the index of a long paper
 */
export function makeMemoryIndex(records: readonly SearchRecord[], hasPlaces = true): SearchIndex {
  const texts = records.map((record) =>
    [record.title, ...record.segments]
      .flatMap(({ zh, en }) => [zh, en])
      // The words for places come last in the indexed text.
      .concat(toIndexText(record).match(/ in(?:chapter|section|marker)\w*/g) ?? [])
      .map((text) => tokenize(text).flatMap(toIndexed)),
  );
  return {
    async find(phrase, chapter) {
      const asked = phrase.filter(toWord).map((word) => ({ ...word, form: toWord(word) }));
      const countIn = (all: Token[][]) =>
        hasPlaces
          ? all.filter((tokens) => findPhrase(tokens, asked).length > 0).length
          : Number(asked.every((one) => findPhrase(all.flat(), [one]).length > 0));
      const counts = texts.map((all, at) =>
        chapter && chapterOf(records[at]?.number ?? '') !== chapter ? 0 : countIn(all),
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

function toIndexed(token: Token): Token[] {
  const form = toWord(token);
  return form ? [{ ...token, form }] : [];
}
