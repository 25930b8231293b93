import { listQuantities } from '../../check/numbers.ts';
import type { Locale } from '../../paper/locale.ts';
import { remember } from '../../paper/memoize.ts';
import { listBases } from '../../text/inflections.ts';

/** The stems of the English translations of each Chinese word. */
export type Dictionary = ReadonlyMap<string, readonly string[]>;

/** A feature of a sentence, with the keys of which its counterpart should offer one. */
export interface Claim {
  key: string;
  means: readonly string[];
}

/** A sentence, or an indivisible block such as a heading or a table. */
export interface Sentence {
  kind: string;
  text: string;
  /** Whether it begins a paragraph. */
  starts: boolean;
  /** The level of a heading. */
  level?: number;
}

/** A sentence with its features for the aligner. */
export interface Features extends Sentence {
  claims: readonly Claim[];
  /** The keys that meet claims of the other language besides the meanings of its own claims. */
  extras: readonly string[];
  /** Its length in characters without spaces and punctuation. */
  length: number;
}

const stops = new Set(
  `a an the of to in on at by for from with and or but as is are was were be been being am it its he she they we you i
   his her their our your my me him them us this that these those there here not no do does did have has had will would
   can could shall should may might must so if than then too very also into out up down over about all any some such who
   whom which what when where how s t d ll re ve m`.split(/\s+/),
);

/** Punctuation that a translation keeps, in the forms of both languages. */
const marks = ['?？', '!！', '"“”「『', ':：', ';；', '(（', '…', '—', '%％'];

/** The length of the longest word to look up. */
const longest = 8;

/** The claims by key, which the sentences of a book share. */
const claimsOf = remember((_: Dictionary) => new Map<string, Claim>());

/** Extract the words, names, numbers and punctuation that a translation should keep. */
export function toFeatures(sentence: Sentence, locale: Locale, dictionary: Dictionary): Features {
  const { text } = sentence;
  const known = claimsOf(dictionary);
  const claims = new Set<Claim>();
  const extras: string[] = [];
  const claim = (key: string, findMeans = () => [key]) => {
    const one = known.get(key) ?? { key, means: findMeans() };
    known.set(key, one);
    claims.add(one);
  };
  const marked = text.replace(/\.{3}/g, '…').replace(/--/g, '—');
  for (const forms of marks) {
    if ([...forms].some((form) => marked.includes(form))) claim(`~${forms[0]}`);
  }
  for (const [marker] of text.matchAll(/\[\^?[\w-]+\]/g)) claim(`~${marker}`);
  for (const { readings, isAsked } of listQuantities(text, locale)) {
    const keys = readings.flat().map((value) => `#${Number(value.toPrecision(12))}`);
    if (isAsked || sentence.kind === 'heading') claim(keys.join(), () => keys);
    else extras.push(...keys);
  }
  const plain = text.normalize('NFKC').toLowerCase();
  for (const [word] of plain.normalize('NFKD').matchAll(/[a-z][a-z]+/g)) {
    if (!stops.has(word)) claim(toStem(word));
  }
  if (locale === 'zh') {
    for (const [run] of plain.matchAll(/\p{Script=Han}+/gu)) {
      for (const { word, sound } of readWords(run, dictionary)) {
        if (sound) extras.push(sound);
        claim(word, () => lookUp(word, dictionary));
      }
    }
  }
  return {
    ...sentence,
    claims: [...claims],
    extras,
    length: text.replace(/[\s\p{P}]/gu, '').length,
  };
}

/** List the keys that meet claims of the other language: English stems, `#` numbers, `~` marks. */
export function* listOffers({ claims, extras }: Features): Generator<string> {
  for (const { means } of claims) yield* means;
  yield* extras;
}

/**
 * Split a run of Han characters into the longest words in the dictionary. A single character may start
 * a name that is not in it, so it comes with the pinyin of two characters.
 */
function* readWords(
  run: string,
  dictionary: Dictionary,
): Generator<{ word: string; sound?: string }> {
  for (let at = 0, size = 0; at < run.length; at += size) {
    size = Math.min(longest, run.length - at);
    while (size > 1 && !dictionary.has(run.slice(at, at + size))) size--;
    const sounds = [...run.slice(at, at + 2)].map((one) => dictionary.get(one)?.at(-1) ?? '');
    yield {
      word: run.slice(at, at + size),
      ...(size === 1 && { sound: toStem(sounds.join('')) }),
    };
  }
}

/** Look up the meanings of a word; one of three or more characters also has those of its parts. */
function lookUp(word: string, dictionary: Dictionary): string[] {
  const pairs = word.length < 3 ? [] : [...word].slice(1).map((_, at) => word.slice(at, at + 2));
  return [...new Set([word, ...pairs].flatMap((one) => dictionary.get(one) ?? []))];
}

/** Return the common prefix of an English word’s inflections and most derived words. */
export function toStem(word: string): string {
  const [shortest = word] = listBases(word).toSorted((a, b) => a.length - b.length);
  return shortest.replace(/e$/, '').slice(0, 6);
}
