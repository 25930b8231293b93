import { pinyin } from 'pinyin-pro';
import type { Corrections } from './corrections.ts';

/**
 * Return how each Han character of a text reads: with tone marks, in its context, and with the tone of
 * the dictionary: 一 and 不 are `yī` and `bù` whatever follows. A reading that is not known is ''.
 */
export function toPinyin(text: string, corrections: Corrections = {}): string[] {
  // Of the ways to divide a text, the longest words from its end (1) go wrong in the fewest places.
  const found = pinyin(text, { type: 'all', toneSandhi: false, segmentit: 1 });
  const corrected = correct(text, corrections);
  let end = 0;
  return found.flatMap(({ origin, pinyin: reading, isZh }) => {
    const start = end;
    end += origin.length;
    if (!/^\p{Script=Han}/u.test(origin)) return [];
    return [corrected.get(start) ?? (isZh ? reading : '')];
  });
}

/** Return the readings of the words that are corrected, by the place of each character. */
function correct(text: string, corrections: Corrections): ReadonlyMap<number, string> {
  const readings = new Map<number, string>();
  // The longest word comes last, and so overwrites the others.
  const words = Object.keys(corrections).toSorted((a, b) => a.length - b.length);
  for (const word of words) {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
      let place = at;
      for (const [index, character] of [...word].entries()) {
        readings.set(place, corrections[word]?.split(' ')[index] ?? '');
        place += character.length;
      }
    }
  }
  return readings;
}
