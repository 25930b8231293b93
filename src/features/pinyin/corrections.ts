import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { ContentError } from '../../paper/report.ts';
import { parseYaml } from '../../read/yaml.ts';

/** Words of the text, and how they read: a syllable for each character. */
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

/** Say what was expected of a line, if it does not fit. */
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

/**
 * Read `pinyin.yaml` of a content folder; without the file, nothing is corrected.
 *
 * @throws {ContentError} with every line that does not fit
 */
export function readCorrections(folder: string): Corrections {
  const file = `${folder}/pinyin.yaml`;
  if (!existsSync(file)) return {};
  const { result, messages } = parseYaml({ path: file, value: readFileSync(file, 'utf8') }, schema);
  if (messages.length > 0) throw new ContentError(messages);
  return result ?? {};
}
