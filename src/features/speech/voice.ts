import {
  isTraditional,
  type Locale,
  localesOf,
  regionalLangs,
  type View,
} from '../../paper/locale.ts';
import type { SpeechMessage } from './speech.ts';

/** The properties of a `SpeechSynthesisVoice` that are used. */
export type Voice = Pick<SpeechSynthesisVoice, 'name' | 'lang' | 'localService' | 'default'>;

/** The voice of each language that has one. */
export type Voices = Partial<Record<Locale, SpeechSynthesisVoice>>;

// Apple lists novelty voices and very fast ones before the others.
const oddNames =
  /^(?:Albert|Bad News|Bahh|Bells|Boing|Bubbles|Cellos|Deranged|Eddy|Flo|Fred|Good News|Grandma|Grandpa|Hysterical|Jester|Junior|Kathy|Organ|Ralph|Reed|Rocko|Sandy|Shelley|Superstar|Trinoids|Whisper|Wobble|Zarvox)\b/;
const fineNames = /natural|neural|premium|enhanced|siri/i;

// The accent of the traditional script's region, then mainland Mandarin, its regional accents, Mandarin of
// other places, Cantonese.
const chinese: readonly RegExp[] = [
  ...(isTraditional
    ? [new RegExp(`^(?:zh|cmn|yue)(?:-han[st])?-${regionalLangs.zh.slice(3)}$`, 'i')]
    : []),
  /^(?:zh|cmn)(?:-hans)?(?:-cn)?$/,
  /^(?:zh|cmn)(?:-hans)?-(?:sg|cn-.*)$/,
  /^(?:zh|cmn)(?!.*-(?:hk|mo|latn))/,
  /^(?:zh-.*(?:hk|mo)|yue)/,
];

/** Milliseconds to wait for voices, for an utterance to start, and for it to end. */
const patience = { voices: 1500, start: 6000, end: 60_000 };

/**
 * Choose the best voice: for Chinese by the paper’s region, for English by the reader's (`languages` is
 * `navigator.languages`); among equals a local voice, which works offline and sends the text nowhere.
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
    // Each fault outweighs all later ones together.
    const sum = faults.reduce((before, fault) => 2 * before + Number(fault), rank);
    return rank < 0 ? [] : [{ voice, sum }];
  });
  return ranked.sort((a, b) => a.sum - b.sum)[0]?.voice;
}

/** Rank a voice's language, 0 being the best; -1 means another language. */
function rankTag(tag: string, locale: Locale, wanted: readonly string[]): number {
  if (locale === 'zh') return chinese.findIndex((pattern) => pattern.test(tag));
  if (!/^en(?:-|$)/.test(tag)) return -1;
  return wanted.includes(tag) ? wanted.indexOf(tag) : wanted.length;
}

/** Normalize a tag: Android writes `zh_CN`. */
function toTag(lang: string): string {
  return lang.replaceAll('_', '-').toLowerCase();
}

/** Find a voice for each language of a view; call `wait` if they are not all available at once. */
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

/** List the languages of a view that have a voice, the preferred one first. */
export function listSpoken(view: View, voices: Voices): Locale[] {
  const locales = localesOf(view).filter((locale) => voices[locale]);
  return document.documentElement.dataset['first'] === 'en' ? [...locales].reverse() : locales;
}

/** Return the message for a view in which languages lack voices. */
export function noteMissing(view: View, spoken: readonly Locale[]): SpeechMessage | undefined {
  const [first, second] = localesOf(view).filter((locale) => !spoken.includes(locale));
  if (second) return 'noVoice';
  return first && (first === 'zh' ? 'noChinese' : 'noEnglish');
}

// Chrome stops a network voice after 15 seconds; at normal speed a second of Chinese has four or five
// characters, and one of English about fifteen.
const limits: Readonly<Record<Locale, number>> = { zh: 50, en: 120 };

// Cut a text after a clause, or else after an item of a list.
const cuts: readonly RegExp[] = [
  /(?:[，；：。！？…]|——|[,;:.!?—](?=["”’)\]]*\s))["”’）》)\]]*/g,
  /、/g,
];

/** Cut a sentence into parts short enough for one utterance; slow speech gets shorter parts. */
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

/** Milliseconds that an engine needs after a canceled utterance. */
const rest = 80;
let canceledAt = Number.NEGATIVE_INFINITY;

// Keep a reference: browsers may collect an utterance before its end event.
const kept = new Set<SpeechSynthesisUtterance>();

/**
 * Speak texts in turn, and return a function that stops; `done` gets the error of the Web Speech API, or
 * `silent`, if the speech ended early.
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
      canceledAt = performance.now();
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
    // Ignore a second end event, and one that comes after the reader has moved on.
    utterance.onend = () => kept.delete(utterance) && next();
    utterance.onerror = ({ error }) => kept.has(utterance) && finish(error);
    kept.add(utterance);
    watch(patience.start);
    speechSynthesis.speak(utterance);
  };
  const wait = canceledAt + rest - performance.now();
  // Start synchronously if possible: some engines speak only in the task of a user gesture.
  if (wait > 0) timer = setTimeout(next, wait);
  else next();
  return () => finish('canceled', true);
}
