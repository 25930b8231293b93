import { existsSync, readFileSync } from 'node:fs';
import { pinyin } from 'pinyin-pro';
import { z } from 'zod';
import { ContentError } from '../../paper/report.ts';
import { parseYaml } from '../../read/yaml.ts';

type Corrections = Readonly<Record<string, string>>;

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
  if (!/^\p{Script=Han}+$/u.test(word)) return 'a word of Chinese characters alone';
  // With its diacritics apart, a syllable is plain letters.
  const syllables = reading
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .split(' ');
  const { length } = [...word];
  if (syllables.length === length && syllables.every((one) => /^[a-z]+$/.test(one))) return;
  return `${length === 1 ? 'one syllable' : `${length} syllables`} with tone marks, a space between two`;
}

/** Read `pinyin.yaml`, which may be absent; throw a `ContentError` with every line that does not fit. */
export function readCorrections(folder: string): Corrections {
  const file = `${folder}/pinyin.yaml`;
  if (!existsSync(file)) return {};
  const { result, messages } = parseYaml({ path: file, value: readFileSync(file, 'utf8') }, schema);
  if (messages.length > 0) throw new ContentError(messages);
  return result ?? {};
}

/**
 * Return the reading of each Han character, in context, with the tones of the dictionary: 一 and 不 are always
 * `yī` and `bù`; an unknown one is ''.
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
