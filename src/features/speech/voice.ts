import { type Locale, localesOf, type View } from '../../paper/locale.ts';
import type { SpeechMessage } from './speech.ts';

/** What is known of a voice; a `SpeechSynthesisVoice` has it all. */
export type Voice = Pick<SpeechSynthesisVoice, 'name' | 'lang' | 'localService' | 'default'>;

/** What each language is read by; one that is not there is read by none. */
export type Voices = Partial<Record<Locale, SpeechSynthesisVoice>>;

// Apple's voices for jokes and for very fast reading stand before the others in its list.
const oddNames =
  /^(?:Albert|Bad News|Bahh|Bells|Boing|Bubbles|Cellos|Deranged|Eddy|Flo|Fred|Good News|Grandma|Grandpa|Hysterical|Jester|Junior|Kathy|Organ|Ralph|Reed|Rocko|Sandy|Shelley|Superstar|Trinoids|Whisper|Wobble|Zarvox)\b/;
const fineNames = /natural|neural|premium|enhanced|siri/i;

// Mandarin of the mainland, its dialects' accents, Mandarin elsewhere, Cantonese.
const chinese: readonly RegExp[] = [
  /^(?:zh|cmn)(?:-hans)?(?:-cn)?$/,
  /^(?:zh|cmn)(?:-hans)?-(?:sg|cn-.*)$/,
  /^(?:zh|cmn)(?!.*-(?:hk|mo|latn))/,
  /^(?:zh-.*(?:hk|mo)|yue)/,
];

/** How long to wait for voices, which may come after the page, in milliseconds. */
const patience = 1500;

/**
 * Choose the voice that reads a language best: Chinese one of the mainland, English one of the reader's
 * region; of two alike the local one, which needs no network and sends the text to nobody.
 *
 * @param languages what the reader's browser asks for, as `navigator.languages` has it
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
  return ranked.toSorted((a, b) => a.sum - b.sum)[0]?.voice;
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
  const end = performance.now() + patience;
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
  return document.documentElement.dataset['first'] === 'en' ? locales.toReversed() : locales;
}

/** Name what is to be said where a language of a view has no voice. */
export function noteMissing(view: View, spoken: readonly Locale[]): SpeechMessage | undefined {
  const [first, second] = localesOf(view).filter((locale) => !spoken.includes(locale));
  if (second) return 'noVoice';
  return first && (first === 'zh' ? 'noChinese' : 'noEnglish');
}
