import { readCedict } from '../text/cedict.ts';
import { type Dictionary, toStem } from './align/features.ts';

/** Matches words that label an entry and are not part of its meaning. */
const labels =
  /^(?:.|variant|surname|abbr|old|used|lit|fig|idiom|coll|dialect|see|also|taiwan|tw|pr|bound|form|classifier|erhua|archaic|literary|loanword|particle|sb|sth|etc|esp)$/;

/** Read CC-CEDICT into a map from each Chinese word to the stems of its English translations. */
export function readDictionary(): Dictionary {
  const dictionary = new Map<string, string[]>();
  for (const [traditional, simplified, pinyin, meaning] of readCedict()) {
    const notes = /\([^)]*\)|\[[^\]]*\]|CL:\S+/g;
    const plain = [meaning].flat().join(' / ').replace(notes, ' ').toLowerCase().normalize('NFKD');
    const words = plain.match(/[a-z]+/g)?.filter((word) => !labels.test(word)) ?? [];
    // English writes Chinese names in pinyin; readers of the map expect the pinyin last.
    const sound = pinyin.toLowerCase().replace(/[\d\s:·,]/g, '');
    const means = [...words, sound].map(toStem);
    for (const word of new Set([traditional, simplified])) {
      dictionary.set(word, [...new Set([...(dictionary.get(word) ?? []), ...means])]);
    }
  }
  return dictionary;
}
