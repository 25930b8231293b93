import { pinyin } from 'pinyin-pro';
import type { Section } from '../../paper/tree.ts';

/**
 * The readings of a section: by `title` those of its title, by anchor those of each sentence, for each
 * Han character one, a space between two: `{ 'title': 'yǐn yán' }`. One that is not known is ''.
 */
export type PinyinFile = Record<string, string>;

/** A character in its context, and how it reads there, where the library reads it otherwise. */
const corrections: readonly (readonly [RegExp, string])[] = [
  // “Should”, but for the words in which it means to answer or to suit.
  [/(?<![供反响呼回因对感报效照相策答适顺])应(?![付变对征急承战接时用答聘运邀酬验])/uy, 'yīng'],
  // Behind an adverb.
  [
    /(?<=不断|充分|大力|快速|更好|更多|有力|有效|极大|深入|深刻|渐渐|慢慢|显著|积极|进一步|逐步|飞快)地/uy,
    'de',
  ],
  // “As” and “to be”, and not “for”.
  [/(?<=体现|表现)为|为(?=原料|原材料)/uy, 'wéi'],
  // A quantity, and not to measure.
  [/(?<![丈估商思打掂测考衡])量(?=的)/uy, 'liàng'],
];

/**
 * Return how each Han character of a text reads: with tone marks, in its context, and with the tone of
 * the dictionary: 一 and 不 are `yī` and `bù` whatever follows.
 */
export function toPinyin(text: string): string[] {
  // Of the ways to divide a text, the longest words from its end (1) go wrong in the fewest places.
  const found = pinyin(text, { type: 'all', toneSandhi: false, segmentit: 1 });
  let end = 0;
  return found.flatMap(({ origin, pinyin: reading, isZh }) => {
    const start = end;
    end += origin.length;
    if (!/^\p{Script=Han}/u.test(origin)) return [];
    return [correct(text, start) ?? (isZh ? reading : '')];
  });
}

/** Return the readings of a section's title and of its own sentences. */
export function toPinyinFile({ title, paragraphs }: Section): PinyinFile {
  const segments = paragraphs.flatMap((paragraph) => paragraph.segments);
  return Object.fromEntries([
    ['title', toPinyin(title.zh.text).join(' ')],
    ...segments.map(({ anchor, zh }) => [anchor, toPinyin(zh.text).join(' ')]),
  ]);
}

function correct(text: string, index: number): string | undefined {
  return corrections.find(([pattern]) => {
    pattern.lastIndex = index;
    return pattern.test(text);
  })?.[1];
}
