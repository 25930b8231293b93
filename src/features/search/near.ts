import type { Phrase } from '../../text/tokens.ts';
import { toKey } from './query.ts';

/** List the parts of a Chinese phrase of one length, each once. */
export function listParts(phrase: Phrase, length: number): Phrase[] {
  const parts = new Map<string, Phrase>();
  for (let start = 0; start + length <= phrase.length; start++) {
    const part = phrase.slice(start, start + length);
    parts.set(toKey(part), part);
  }
  return [...parts.values()];
}

/** Return the words that are nearest to one that is not there, by at most two changed letters. */
export function findNearWords(word: string, words: readonly string[]): string[] {
  if (word.length < 4) return [];
  const most = word.length > 5 ? 2 : 1;
  const near = words
    .filter((other) => Math.abs(other.length - word.length) <= most)
    .map((other) => ({ other, distance: measureDistance(word, other) }))
    .filter(({ distance }) => distance <= most);
  const least = Math.min(...near.map(({ distance }) => distance));
  return near.filter(({ distance }) => distance === least).map(({ other }) => other);
}

/**
 * Return the ways to read Latin letters as pinyin without tones, a syllable at a time.
 *
 * @param pinyin characters by their reading
 * @param exists whether a phrase stands somewhere in the text, so that only what does is followed
 * @returns phrases of at least two characters that stand in the text
 */
export async function readPinyin(
  letters: string,
  pinyin: Readonly<Record<string, string>>,
  exists: (phrase: Phrase) => Promise<boolean>,
): Promise<Phrase[]> {
  const longest = 6;
  let open: { phrase: Phrase; at: number }[] = [{ phrase: [], at: 0 }];
  const done: Phrase[] = [];
  while (open.length > 0) {
    const next: typeof open = [];
    for (const { phrase, at } of open) {
      for (let end = at + 1; end <= Math.min(at + longest, letters.length); end++) {
        const syllable = letters.slice(at, end);
        for (const form of Object.hasOwn(pinyin, syllable) ? (pinyin[syllable] ?? '') : '') {
          const longer: Phrase = [...phrase, { kind: 'han', form }];
          if (longer.length > 1 && !(await exists(longer))) continue;
          if (end < letters.length) next.push({ phrase: longer, at: end });
          else if (longer.length > 1) done.push(longer);
        }
      }
    }
    open = next;
  }
  return done;
}

/** Count the letters to insert, remove, change or swap to make one word of another. */
function measureDistance(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (before[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    before = last;
    last = row;
  }
  return last.at(-1) ?? 0;
}
