import { readFileSync } from 'node:fs';
import type { Sentence } from '../../src/import/align/features.ts';
import { splitSentences } from '../../src/import/segmenter.ts';
import { type Locale, locales, mapLocales } from '../../src/paper/locale.ts';
import { flatten } from '../../src/paper/tree.ts';
import { paper } from './paper.ts';

/** A pair of texts as a person aligned them; one side is empty where the other has no counterpart. */
export type GoldPair = Record<Locale, string>;

/** A text by its paragraphs, aligned by hand. */
export interface GoldText {
  name: string;
  paragraphs: GoldPair[][];
}

/** Read the texts that were aligned by hand: the paper of the tests, and those of `tests/fixtures/aligned`. */
export function readGold(): GoldText[] {
  const own = flatten(paper.root)
    .flatMap(({ paragraphs }) => paragraphs)
    .map(({ segments }) => segments.map(({ zh, en }) => ({ zh: zh.text, en: en.text })));
  const read = (name: string) =>
    readFileSync(`tests/fixtures/aligned/${name}.tsv`, 'utf8')
      .trim()
      .split('\n\n')
      .map((paragraph) =>
        paragraph.split('\n').map((line) => {
          const [zh = '', en = ''] = line.split('\t');
          return { zh, en };
        }),
      );
  return [
    { name: 'this paper', paragraphs: own },
    ...['rights', 'debian'].map((name) => ({ name, paragraphs: read(name) })),
  ];
}

/** A text to be aligned: the paragraphs of each language, and the pairs that are right. */
export interface Task {
  texts: Record<Locale, string[]>;
  pairs: GoldPair[];
}

const spaces = { zh: '', en: ' ' };
const joinTexts = (locale: Locale, texts: readonly string[]): string =>
  texts.filter(Boolean).join(spaces[locale]);

/** Join the pairs to paragraphs as they are, or with the faults that documents have. */
export const perturbations: Readonly<Record<string, (paragraphs: GoldPair[][]) => Task>> = {
  'as it is': (paragraphs) => toTask(paragraphs),
  'paragraphs merged': (paragraphs) =>
    toTask(paragraphs, (at) => (at % 3 === 1 ? 'zh' : at % 3 === 2 ? 'en' : undefined)),
  'paragraphs split': (paragraphs) => {
    const task = toTask(paragraphs);
    const split = (locale: Locale, rest: number) =>
      paragraphs.flatMap((pairs, at) => {
        const middle =
          at % 2 === rest && pairs.length > 1 ? Math.ceil(pairs.length / 2) : pairs.length;
        return [pairs.slice(0, middle), pairs.slice(middle)]
          .map((part) =>
            joinTexts(
              locale,
              part.map((pair) => pair[locale]),
            ),
          )
          .filter(Boolean);
      });
    return { ...task, texts: { zh: split('zh', 0), en: split('en', 1) } };
  },
  'one paragraph': (paragraphs) => {
    const prose = paragraphs.filter((one) =>
      [one[0], one.at(-1)].every((pair) => pair && isClosed(pair)),
    );
    return toTask([prose.flat()]);
  },
  'sentences missing': (paragraphs) => {
    let count = 0;
    return toTask(
      paragraphs.map((pairs) =>
        pairs.map((pair) => {
          count++;
          if (count % 11 === 5) return { ...pair, zh: '' };
          return count % 11 === 10 ? { ...pair, en: '' } : pair;
        }),
      ),
    );
  },
  'sentences swapped': (paragraphs) => {
    let count = 0;
    const pairs = paragraphs.map((all) => {
      const changed: GoldPair[] = [];
      for (let at = 0; at < all.length; at++) {
        const [one, next] = all.slice(at, at + 2) as [GoldPair, GoldPair | undefined];
        count++;
        if (next && count % 9 === 4 && isClosed(one) && isClosed(next)) {
          // A path that goes forward alone has them together.
          changed.push({ zh: one.zh + next.zh, en: `${next.en} ${one.en}` });
          at++;
        } else changed.push(one);
      }
      return changed;
    });
    return toTask(pairs);
  },
};

/** Tell whether a pair begins and ends as sentences do, so that it can be found again where paragraphs are joined. */
function isClosed({ zh, en }: GoldPair): boolean {
  return /[。！？][”）]?(?:\[\d\])?$/.test(zh) && /^[“(]?[A-Z].*[.!?][”)]?(?:\[\d\])?$/.test(en);
}

/** @param merge says in which language a paragraph is joined to the one before it */
function toTask(
  paragraphs: GoldPair[][],
  merge: (at: number) => Locale | undefined = () => undefined,
): Task {
  const toParagraphs = (locale: Locale) => {
    const texts: string[] = [];
    for (const [at, pairs] of paragraphs.entries()) {
      const text = joinTexts(
        locale,
        pairs.map((pair) => pair[locale]),
      );
      const before = paragraphs[at - 1]?.at(-1);
      if (merge(at) === locale && before && isClosed(before) && pairs[0] && isClosed(pairs[0]))
        texts.push(joinTexts(locale, [texts.pop() ?? '', text]));
      else if (text) texts.push(text);
    }
    return texts;
  };
  return { texts: mapLocales(toParagraphs), pairs: paragraphs.flat() };
}

/** Split the paragraphs of a task into sentences. */
export function toSentences(task: Task): Record<Locale, Sentence[]> {
  return mapLocales((locale) =>
    task.texts[locale].flatMap((paragraph) =>
      splitSentences(paragraph, locale).map((text, index) => ({
        kind: 'prose',
        text,
        starts: index === 0,
      })),
    ),
  );
}

/** What an alignment is worth, strictly: a pair counts where both of its sides are those of a gold pair. */
export interface Worth {
  precision: number;
  recall: number;
  f1: number;
  /** Of each pair, whether it is right. */
  right: boolean[];
}

/**
 * Score pairs as Vecalign’s evaluation does (Thompson & Koehn, 2019): precision counts all pairs, recall
 * those with two sides. Sides are compared by where they stand, so that it makes no difference how a
 * text was split.
 */
export function scorePairs(pairs: readonly GoldPair[], gold: readonly GoldPair[]): Worth {
  const [found, wanted] = [toPlaces(pairs), toPlaces(gold)];
  const right = found.map((place) => wanted.includes(place));
  const isWhole = ({ zh, en }: GoldPair) => zh !== '' && en !== '';
  const precision = right.filter(Boolean).length / Math.max(1, pairs.length);
  const whole = wanted.filter((_, at) => isWhole(gold[at] as GoldPair));
  const recall = whole.filter((place) => found.includes(place)).length / Math.max(1, whole.length);
  return { precision, recall, f1: (2 * precision * recall) / (precision + recall || 1), right };
}

/** Give each pair its place in both texts, white space aside. */
function toPlaces(pairs: readonly GoldPair[]): string[] {
  const at = { zh: 0, en: 0 };
  return pairs.map((pair) =>
    locales
      .map((locale) => {
        const start = at[locale];
        at[locale] += pair[locale].replace(/\s/g, '').length;
        return at[locale] === start ? '' : `${start}-${at[locale]}`;
      })
      .join('|'),
  );
}

/** Return the texts of pairs of sentences. */
export function toPairs(aligned: readonly Record<Locale, readonly Sentence[]>[]): GoldPair[] {
  return aligned.map((pair) =>
    mapLocales((locale) =>
      joinTexts(
        locale,
        pair[locale].map(({ text }) => text),
      ),
    ),
  );
}
