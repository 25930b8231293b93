import { speechWords } from '../../i18n/words.ts';
import { type Bilingual, type Locale, localesOf, type View } from '../../paper/locale.ts';
import { chooseVoice } from './voice.ts';

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

/** Say which language of a view has no voice, if there is one. */
export function noteMissing(view: View, spoken: readonly Locale[]): Bilingual | undefined {
  const missing = localesOf(view).filter((locale) => !spoken.includes(locale));
  if (missing.length > 1) return speechWords.noVoice;
  if (missing.length === 0) return undefined;
  return missing[0] === 'zh' ? speechWords.noChinese : speechWords.noEnglish;
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
