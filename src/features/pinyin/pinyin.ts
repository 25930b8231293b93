import { existsSync, readFileSync } from 'node:fs';
import { Converter } from 'opencc-js';
import { addDict, pinyin } from 'pinyin-pro';
import { z } from 'zod';
import { isTraditional, place } from '../../paper/locale.ts';
import { ContentError } from '../../paper/report.ts';
import { parseYaml } from '../../read/yaml.ts';

/** Words of the paper and their readings. */
export type Corrections = Readonly<Record<string, string>>;

const schema = z
  .record(z.string(), z.string('syllables with tone marks'), 'words and their readings')
  .nullable()
  .superRefine((words, context) => {
    for (const [word, reading] of Object.entries(words ?? {})) {
      const message = findFault(word, reading);
      if (message) context.addIssue({ code: 'custom', path: [word], message });
    }
  });

function findFault(word: string, reading: string): string | undefined {
  if (!/^\p{Script=Han}+$/u.test(word)) return 'a word of Chinese characters only';
  const { length } = [...word];
  if (splitSyllables(reading)?.length === length) return;
  return `${length === 1 ? 'one syllable' : `${length} syllables`} with tone marks, separated by spaces`;
}

const vowel = '[aeiouāáǎàēéěèīíǐìōóǒòūúǔùüǖǘǚǜ]';
const syllable = new RegExp(
  `(?:[zcs]h|[b-df-hj-np-tw-z])?${vowel}+(?:(?:ng|[nr])(?!${vowel}))?`,
  'gu',
);

/**
 * Split a reading into its syllables, which may be joined: gōngjǐ, Xī'ān (GB/T 16159). Return none for text
 * that is not a reading.
 */
function splitSyllables(reading: string): string[] | undefined {
  const plain = reading.normalize('NFC').toLowerCase();
  const parts = plain.split(/[\s'’]+/).map((part) => [part, part.match(syllable) ?? []] as const);
  return parts.every(([part, found]) => found.join('') === part && part)
    ? parts.flatMap(([, found]) => found)
    : undefined;
}

/** Read `pinyin.yaml`, which is optional; throw a `ContentError` with all wrong lines. */
export function readCorrections(folder: string): Corrections {
  return readWords(`${folder}/pinyin.yaml`);
}

function readWords(file: string): Corrections {
  if (!existsSync(file)) return {};
  const { result, messages } = parseYaml({ path: file, value: readFileSync(file, 'utf8') }, schema);
  if (messages.length > 0) throw new ContentError(messages);
  return Object.fromEntries(
    Object.entries(result ?? {}).map(([word, reading]) => [
      word,
      splitSyllables(reading)?.join(' ') ?? '',
    ]),
  );
}

/** The dictionary is simplified; each character keeps its position. */
function simplify(text: string): string {
  const simplified = isTraditional ? Converter({ from: place, to: 'cn' })(text) : text;
  return simplified.length === text.length ? simplified : text;
}

/** Words that the dictionary lacks or reads wrongly, for all papers. */
let words: Corrections | undefined;

function useDictionary(): void {
  if (words) return;
  words = readWords('src/features/pinyin/readings.yaml');
  addDict(words);
}

/**
 * Return the reading of each Han character, in context, with the tones of the dictionary: 一 and 不 are always
 * `yī` and `bù`; an unknown one is ''.
 */
export function toPinyin(text: string, corrections: Corrections = {}): string[] {
  useDictionary();
  // Segmentation by the longest word from the end (1) makes the fewest mistakes.
  const found = pinyin(simplify(text), { type: 'all', toneSandhi: false, segmentit: 1 });
  const corrected = correct(text, corrections);
  const particles = listParticles(text);
  let end = 0;
  return found.flatMap(({ origin, pinyin: reading, isZh }) => {
    const start = end;
    end += origin.length;
    if (!/^\p{Script=Han}/u.test(origin)) return [];
    return [corrected.get(start) ?? (particles.has(start) ? 'de' : isZh ? reading : '')];
  });
}

/** Matches 得 before a complement, as in 跑得快, and not the verb of 取得好成绩 or 总得好好想. */
const complement =
  /(?<=\p{Script=Han})(?<![不习也会争须只可占取博夺就应心必总懂所抢挣换求获要购赚赢都还难值舍])得(?=[多少大小高低好坏快慢早晚远近长短深浅重轻香甜美清明干漂稳准紧密宽很更最太极非十相比越不])/gu;

const segmenter = new Intl.Segmenter('zh', { granularity: 'word' });

/** Matches 地 after an adverb that the segmenter takes apart: 高高兴兴地, 创造性地. */
const adverbial =
  /(?<=\1(\p{Script=Han})\2(\p{Script=Han})|\p{Script=Han}{2}性|不断|渐渐|慢慢|悄悄|默默)地(?=\p{Script=Han})/gu;

/** List the places of 得 before a complement, and of 地 after an adverbial: 更好地满足, but 根据地的建设. */
function listParticles(text: string): ReadonlySet<number> {
  const words = text.includes('地') ? [...segmenter.segment(text)] : [];
  const alone = words.filter(({ segment }, at) => {
    const [before = '', after = ''] = [words[at - 1]?.segment, words[at + 1]?.segment];
    const isAdverb = /^\p{Script=Han}{2}/u.test(before) && !/[块片寸亩处]$/u.test(before);
    return segment === '地' && isAdverb && /^(?![的之和与及区处广])\p{Script=Han}/u.test(after);
  });
  const matched = [...text.matchAll(complement), ...text.matchAll(adverbial)];
  return new Set([...matched, ...alone].map(({ index }) => index));
}

function correct(text: string, corrections: Corrections): ReadonlyMap<number, string> {
  const readings = new Map<number, string>();
  // Longer words come last and overwrite shorter ones.
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
