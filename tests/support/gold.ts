import { readFileSync } from 'node:fs';
import type { Sentence } from '../../src/import/align/features.ts';
import { splitSentences } from '../../src/import/segmenter.ts';
import { type Locale, locales, mapLocales } from '../../src/paper/locale.ts';
import { flatten } from '../../src/paper/tree.ts';
import { paper } from './paper.ts';

/** A pair of texts aligned by hand; one side is empty if the other has no counterpart. */
export type GoldPair = Record<Locale, string>;

/** The paragraphs of a text, aligned by hand. */
export interface GoldText {
  name: string;
  paragraphs: GoldPair[][];
}

/** Read the texts aligned by hand: the test paper and `tests/fixtures/aligned`. */
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

/** A text to align, with its correct pairs. */
export interface Task {
  texts: Record<Locale, string[]>;
  pairs: GoldPair[];
}

const spaces = { zh: '', en: ' ' };
const joinTexts = (locale: Locale, texts: readonly string[]): string =>
  texts.filter(Boolean).join(spaces[locale]);

/** Join pairs to paragraphs, unchanged or with typical faults of documents. */
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
        const texts = pairs.map((pair) => pair[locale]);
        const halves = [texts.slice(0, middle), texts.slice(middle)];
        return halves.map((half) => joinTexts(locale, half)).filter(Boolean);
      });
    return { ...task, texts: { zh: split('zh', 0), en: split('en', 1) } };
  },
  'one paragraph': (paragraphs) => {
    const prose = paragraphs.filter((one) =>
      [one[0], one.at(-1)].every((pair) => pair && isClosed(pair)),
    );
    return toTask([prose.flat()]);
  },
  'sentences missing': (paragraphs) => loseSentences(paragraphs, 11),
  'sentences swapped': (paragraphs) => {
    let count = 0;
    const pairs = paragraphs.map((all) => {
      const changed: GoldPair[] = [];
      for (let at = 0; at < all.length; at++) {
        const [one, next] = all.slice(at, at + 2) as [GoldPair, GoldPair | undefined];
        count++;
        if (next && count % 9 === 4 && isClosed(one) && isClosed(next)) {
          // A monotonic alignment can only pair them together.
          changed.push({ zh: one.zh + next.zh, en: `${next.en} ${one.en}` });
          at++;
        } else changed.push(one);
      }
      return changed;
    });
    return toTask(pairs);
  },
};

/** Join pairs to paragraphs with so many sentences missing that an aligner makes mistakes. */
export const harder: Readonly<Record<string, (paragraphs: GoldPair[][]) => Task>> = {
  'an eighth missing': (paragraphs) => loseSentences(paragraphs, 8),
  'a sixth missing': (paragraphs) => loseSentences(paragraphs, 6),
};

/** Remove one Chinese and one English sentence of every `step` pairs. */
function loseSentences(paragraphs: GoldPair[][], step: number): Task {
  let count = 0;
  return toTask(
    paragraphs.map((pairs) =>
      pairs.map((pair) => {
        const place = ++count % step;
        if (place === Math.floor(step / 2)) return { ...pair, zh: '' };
        return place === step - 1 ? { ...pair, en: '' } : pair;
      }),
    ),
  );
}

/** Tell whether a pair starts and ends like a sentence, so that it can be found again in joined paragraphs. */
function isClosed({ zh, en }: GoldPair): boolean {
  return /[。！？][”）]?(?:\[\d\])?$/.test(zh) && /^[“(]?[A-Z].*[.!?][”)]?(?:\[\d\])?$/.test(en);
}

/** @param merge returns the language in which to join a paragraph to the one before it */
function toTask(
  paragraphs: GoldPair[][],
  merge: (at: number) => Locale | undefined = () => undefined,
): Task {
  const toParagraphs = (locale: Locale) => {
    const texts: string[] = [];
    for (const [at, pairs] of paragraphs.entries()) {
      const all = pairs.map((pair) => pair[locale]);
      const text = joinTexts(locale, all);
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

/** The strict score of an alignment: a pair is right if both sides equal those of a gold pair. */
export interface Worth {
  precision: number;
  recall: number;
  f1: number;
  /** Whether each pair is right. */
  right: boolean[];
}

/**
 * Score pairs as Vecalign’s evaluation does (Thompson & Koehn, 2019): precision counts all pairs, recall
 * those with two sides. Sides are compared by position so that the splitting of the text does not matter.
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

/** Return the position of each pair in both texts, ignoring white space. */
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

/** Join the sentences of each pair into texts. */
export function toPairs(aligned: readonly Record<Locale, readonly Sentence[]>[]): GoldPair[] {
  const textOf = ({ text }: Sentence) => text;
  return aligned.map((pair) => mapLocales((one) => joinTexts(one, pair[one].map(textOf))));
}
