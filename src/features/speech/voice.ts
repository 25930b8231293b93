import {
  isTraditional,
  type Locale,
  localesOf,
  regionalLangs,
  type View,
} from '../../paper/locale.ts';
import type { SpeechMessage } from './speech.ts';

/** The known properties of a voice; a `SpeechSynthesisVoice` has them. */
export type Voice = Pick<SpeechSynthesisVoice, 'name' | 'lang' | 'localService' | 'default'>;

/** The voice of each language that has one. */
export type Voices = Partial<Record<Locale, SpeechSynthesisVoice>>;

// Apple's voices for jokes and for very fast reading stand before the others in its list.
const oddNames =
  /^(?:Albert|Bad News|Bahh|Bells|Boing|Bubbles|Cellos|Deranged|Eddy|Flo|Fred|Good News|Grandma|Grandpa|Hysterical|Jester|Junior|Kathy|Organ|Ralph|Reed|Rocko|Sandy|Shelley|Superstar|Trinoids|Whisper|Wobble|Zarvox)\b/;
const fineNames = /natural|neural|premium|enhanced|siri/i;

// That of the place where traditional characters are written so; Mandarin of the mainland, its dialects'
// accents, Mandarin elsewhere, Cantonese.
const chinese: readonly RegExp[] = [
  ...(isTraditional
    ? [new RegExp(`^(?:zh|cmn|yue)(?:-han[st])?-${regionalLangs.zh.slice(3)}$`, 'i')]
    : []),
  /^(?:zh|cmn)(?:-hans)?(?:-cn)?$/,
  /^(?:zh|cmn)(?:-hans)?-(?:sg|cn-.*)$/,
  /^(?:zh|cmn)(?!.*-(?:hk|mo|latn))/,
  /^(?:zh-.*(?:hk|mo)|yue)/,
];

/** Milliseconds until voices have to come, and until one has to begin and to end. */
const patience = { voices: 1500, start: 6000, end: 60_000 };

/**
 * Choose the best voice: Chinese of the paper’s place, English of the reader's region (`languages` is
 * `navigator.languages`); of two alike the local one, which needs no network and sends the text to nobody.
 */
export function chooseVoice<T extends Voice>(
  voices: readonly T[],
  locale: Locale,
  languages: readonly string[] = [],
): T | undefined {
  const wanted = [...languages.map(toTag), 'en-us', 'en-gb', 'en'];
  const ranked = voices.flatMap((voice) => {
    const { name, localService, default: isDefault } = voice;
    const rank = rankTag(toTag(voice.lang), locale, wanted);
    const faults = [oddNames.test(name), !localService, !fineNames.test(name), !isDefault];
    // A fault counts more than all that come after it.
    const sum = faults.reduce((before, fault) => 2 * before + Number(fault), rank);
    return rank < 0 ? [] : [{ voice, sum }];
  });
  return ranked.sort((a, b) => a.sum - b.sum)[0]?.voice;
}

/** Rank a voice's language from 0, the best; -1 is another language. */
function rankTag(tag: string, locale: Locale, wanted: readonly string[]): number {
  if (locale === 'zh') return chinese.findIndex((pattern) => pattern.test(tag));
  if (!/^en(?:-|$)/.test(tag)) return -1;
  return wanted.includes(tag) ? wanted.indexOf(tag) : wanted.length;
}

/** Android writes `zh_CN`. */
function toTag(lang: string): string {
  return lang.replaceAll('_', '-').toLowerCase();
}

/** Find a voice for each language of a view; `wait` is called if they are not all there at once. */
export async function findVoices(view: View, wait: () => void): Promise<Voices> {
  const end = performance.now() + patience.voices;
  const locales = localesOf(view);
  for (let isFirst = true; ; isFirst = false) {
    const all = speechSynthesis.getVoices();
    const voices = locales.flatMap((locale) => {
      const voice = chooseVoice(all, locale, navigator.languages);
      return voice ? [[locale, voice] as const] : [];
    });
    if (voices.length === locales.length || performance.now() > end) {
      return Object.fromEntries(voices);
    }
    if (isFirst) wait();
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

/** List the languages of a view that have a voice, that which the reader wants first in front. */
export function listSpoken(view: View, voices: Voices): Locale[] {
  const locales = localesOf(view).filter((locale) => voices[locale]);
  return document.documentElement.dataset['first'] === 'en' ? [...locales].reverse() : locales;
}

/** Name the message for a view whose languages lack voices. */
export function noteMissing(view: View, spoken: readonly Locale[]): SpeechMessage | undefined {
  const [first, second] = localesOf(view).filter((locale) => !spoken.includes(locale));
  if (second) return 'noVoice';
  return first && (first === 'zh' ? 'noChinese' : 'noEnglish');
}

// Chrome ends an utterance of a voice on the network after 15 seconds; at ordinary speed Chinese has
// four or five characters a second, English about fifteen.
const limits: Readonly<Record<Locale, number>> = { zh: 50, en: 120 };

// A text may be cut after a clause, or else after a member of a list.
const cuts: readonly RegExp[] = [
  /(?:[，；：。！？…]|——|[,;:.!?—](?=["”’)\]]*\s))["”’）》)\]]*/g,
  /、/g,
];

/** Cut a sentence into parts that can be spoken in one go; a slow voice gets shorter ones. */
export function splitUtterances(text: string, locale: Locale, rate = 1): string[] {
  return split(text.trim(), Math.floor(limits[locale] * Math.min(1, rate)), locale);
}

function split(text: string, limit: number, locale: Locale): string[] {
  if (text.length <= limit) return text ? [text] : [];
  const middle = text.length / 2;
  const [at] = listCuts(text, locale).sort((a, b) => Math.abs(a - middle) - Math.abs(b - middle));
  if (at === undefined) return [text];
  return [text.slice(0, at), text.slice(at)].flatMap((half) => split(half.trim(), limit, locale));
}

function listCuts(text: string, locale: Locale): number[] {
  const isInside = (at: number) => at > 0 && at < text.length;
  for (const cut of cuts) {
    const ends = [...text.matchAll(cut)].map(({ 0: found, index }) => index + found.length);
    if (ends.some(isInside)) return ends.filter(isInside);
  }
  if (!('Segmenter' in Intl)) return [];
  const words = new Intl.Segmenter(locale, { granularity: 'word' }).segment(text);
  return [...words].flatMap(({ isWordLike, index }) => (isWordLike && index > 0 ? [index] : []));
}

/** An engine needs this long after an utterance that was cut off, in milliseconds. */
const rest = 80;
let cancelled = Number.NEGATIVE_INFINITY;

// An utterance that nothing refers to may be collected before its end comes.
const kept = new Set<SpeechSynthesisUtterance>();

/**
 * Speak texts in turn, and return what stops that; `done` gets the error of the Web Speech API, or `silent`,
 * if the end came early.
 */
export function speak(
  texts: readonly string[],
  { voice, rate }: { voice: SpeechSynthesisVoice; rate: number },
  done: (error?: string) => void,
): () => void {
  const left = [...texts];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const finish = (error?: string, isAsked = false): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    kept.clear();
    if (error) {
      speechSynthesis.cancel();
      cancelled = performance.now();
    }
    if (!isAsked) done(error);
  };
  const watch = (time: number): void => {
    clearTimeout(timer);
    timer = setTimeout(() => finish('silent'), time);
  };
  const next = (): void => {
    const text = left.shift();
    if (text === undefined) {
      finish();
      return;
    }
    const utterance = new SpeechSynthesisUtterance(text);
    Object.assign(utterance, { voice, rate, lang: voice.lang.replaceAll('_', '-') });
    utterance.onstart = () => !isOver && watch(patience.end);
    // Neither a second end nor one after the reader has gone on counts.
    utterance.onend = () => kept.delete(utterance) && next();
    utterance.onerror = ({ error }) => kept.has(utterance) && finish(error);
    kept.add(utterance);
    watch(patience.start);
    speechSynthesis.speak(utterance);
  };
  const wait = cancelled + rest - performance.now();
  // At once where it can be: some engines speak only in the very task of the reader's press.
  if (wait > 0) timer = setTimeout(next, wait);
  else next();
  return () => finish('canceled', true);
}
