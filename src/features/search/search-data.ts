import { Converter } from 'opencc-js';
import { pinyin } from 'pinyin-pro';
import type { Term } from '../../paper/record.ts';
import { fold, tokenize } from '../../text/tokens.ts';
import type { SearchRecord } from './search-record.ts';

/** What search knows beside the index, made when the site is built, for this paper's text only. */
export interface SearchData {
  /** The wordings of each term: Chinese, English, aliases. */
  terms: string[][];
  /** Pairs of a character that the paper does not use and the one that it uses for it: `質质產产`. */
  variants: string;
  /** The paper's characters by their reading without tone: `{ xin: '新心' }`. */
  pinyin: Record<string, string>;
  /** Every English word form of the paper, in alphabetical order. */
  words: string[];
}

/** Gather what search has to know about a paper's characters, words and terms. */
export function makeSearchData(
  records: readonly SearchRecord[],
  terms: readonly Term[],
): SearchData {
  const texts = records.flatMap(({ title, segments }) => [title, ...segments]);
  const tokens = texts.flatMap(({ zh, en }) => [zh, en]).flatMap(tokenize);
  const listForms = (kind: string) => [
    ...new Set(tokens.filter((token) => token.kind === kind).map(({ form }) => form)),
  ];
  const characters = listForms('han').sort();
  return {
    terms: terms.map(({ zh, en, aliases = [] }) => [zh, en, ...aliases]),
    variants: listVariants(new Set(characters)),
    pinyin: groupByReading(characters),
    words: listForms('word').sort(),
  };
}

/** List the Han characters outside a text that are variants, in the other script, of those in it. */
function listVariants(characters: ReadonlySet<string>): string {
  const converters = [
    Converter({ from: 't', to: 'cn' }),
    Converter({ from: 'tw', to: 'cn' }),
    Converter({ from: 'hk', to: 'cn' }),
    Converter({ from: 'cn', to: 't' }),
  ];
  const pairs: string[] = [];
  for (let code = 0x3400; code <= 0x9fff; code++) {
    const variant = String.fromCodePoint(code);
    if (characters.has(variant)) continue;
    const used = converters.map((convert) => convert(variant)).find((one) => characters.has(one));
    if (used) pairs.push(variant + used);
  }
  return pairs.join('');
}

function groupByReading(characters: readonly string[]): Record<string, string> {
  const groups: Record<string, string> = {};
  for (const character of characters) {
    const readings = pinyin(character, {
      toneType: 'none',
      multiple: true,
      type: 'array',
      v: true,
    });
    for (const reading of new Set(readings.map(fold))) {
      if (/^[a-z]+$/.test(reading)) groups[reading] = (groups[reading] ?? '') + character;
    }
  }
  return groups;
}
