import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** An entry of CC-CEDICT; its pinyin has numbers for tones, and capitals in names. */
export type Entry = [
  traditional: string,
  simplified: string,
  pinyin: string,
  meaning: string | string[],
];

/** Read all entries of CC-CEDICT. */
export function readCedict(): Entry[] {
  const path = fileURLToPath(new URL('../data/all.js', import.meta.resolve('cc-cedict')));
  const code = readFileSync(path, 'utf8');
  return JSON.parse(code.slice(code.indexOf('{'), code.lastIndexOf('}') + 1)).all;
}
