import { type Locale, localesOf, type View } from '../../paper/locale.ts';
import type { SpeechMessage } from './speech.ts';

/** What is known of a voice; a `SpeechSynthesisVoice` has it all. */
export interface Voice {
  name: string;
  lang: string;
  localService: boolean;
  default: boolean;
}

// Apple's voices for jokes and for very fast reading stand before the others in its list.
const oddNames =
  /^(?:Albert|Bad News|Bahh|Bells|Boing|Bubbles|Cellos|Deranged|Eddy|Flo|Fred|Good News|Grandma|Grandpa|Hysterical|Jester|Junior|Kathy|Organ|Ralph|Reed|Rocko|Sandy|Shelley|Superstar|Trinoids|Whisper|Wobble|Zarvox)\b/;
const fineNames = /natural|neural|premium|enhanced|siri/i;

/** Mandarin of the mainland, its dialects' accents, Mandarin elsewhere, Cantonese. */
const chinese: readonly RegExp[] = [
  /^(?:zh|cmn)(?:-hans)?(?:-cn)?$/,
  /^(?:zh|cmn)(?:-hans)?-(?:sg|cn-.*)$/,
  /^(?:zh|cmn)(?!.*-(?:hk|mo|latn))/,
  /^(?:zh-.*(?:hk|mo)|yue)/,
];

/**
 * Choose the voice that reads a language best.
 *
 * Chinese is best read by a voice of the mainland, English by one of the reader's own region; of two
 * alike the local one goes first, which needs no network and sends the text to nobody.
 *
 * @param languages what the reader's browser asks for, as `navigator.languages` has it
 */
export function chooseVoice<T extends Voice>(
  voices: readonly T[],
  locale: Locale,
  languages: readonly string[] = [],
): T | undefined {
  const ranked = voices.flatMap((voice) => {
    const rank = rankLang(toTag(voice.lang), locale, languages.map(toTag));
    return rank === -1 ? [] : [{ voice, ranks: [rank, ...rankQuality(voice)] }];
  });
  return ranked.toSorted((a, b) => compare(a.ranks, b.ranks))[0]?.voice;
}

/** Rank a voice's language from 0, the best; -1 is another language. */
function rankLang(tag: string, locale: Locale, languages: readonly string[]): number {
  if (locale === 'zh') return chinese.findIndex((pattern) => pattern.test(tag));
  if (!/^en(?:-|$)/.test(tag)) return -1;
  const wanted = [...languages, 'en-us', 'en-gb', 'en'];
  return wanted.includes(tag) ? wanted.indexOf(tag) : wanted.length;
}

function rankQuality({ name, localService, default: isDefault }: Voice): number[] {
  return [oddNames.test(name), !localService, !fineNames.test(name), !isDefault].map(Number);
}

function compare(a: readonly number[], b: readonly number[]): number {
  return a.map((rank, index) => rank - (b[index] ?? 0)).find((step) => step !== 0) ?? 0;
}

/** Android writes `zh_CN`. */
function toTag(lang: string): string {
  return lang.replaceAll('_', '-').toLowerCase();
}

/** What each language is read by; one that is not there is read by none. */
export type Voices = Partial<Record<Locale, SpeechSynthesisVoice>>;

/** How long to wait for voices, which may come after the page, in milliseconds. */
const patience = 1500;

/**
 * Find a voice for each language of a view.
 *
 * @param wait called if they are not all there at once
 */
export async function findVoices(view: View, wait: () => void): Promise<Voices> {
  const end = performance.now() + patience;
  let voices = chooseVoices(view);
  const isShort = () => listSpoken(view, voices).length < localesOf(view).length;
  if (isShort()) wait();
  while (isShort() && performance.now() < end) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    voices = chooseVoices(view);
  }
  return voices;
}

/** List the languages of a view that have a voice, that which the reader wants first in front. */
export function listSpoken(view: View, voices: Voices): Locale[] {
  const locales = localesOf(view).filter((locale) => voices[locale]);
  return document.documentElement.dataset['first'] === 'en' ? locales.toReversed() : locales;
}

/** Name what is to be said where a language of a view has no voice. */
export function noteMissing(view: View, spoken: readonly Locale[]): SpeechMessage | undefined {
  const [first, second] = localesOf(view).filter((locale) => !spoken.includes(locale));
  if (second) return 'noVoice';
  return first && (first === 'zh' ? 'noChinese' : 'noEnglish');
}

function chooseVoices(view: View): Voices {
  const all = speechSynthesis.getVoices();
  return Object.fromEntries(
    localesOf(view).flatMap((locale) => {
      const voice = chooseVoice(all, locale, navigator.languages);
      return voice ? [[locale, voice]] : [];
    }),
  );
}
