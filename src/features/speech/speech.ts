import { type Locale, type View, views } from '../../paper/locale.ts';

/** The storage key of the choices for reading aloud. */
export const speechKey = 'duidu:speech';

/** Speeds; 1 is the normal speed of the voice. */
export const rates = [0.75, 1, 1.25, 1.5, 2] as const;

/** The reader's choices for reading aloud. */
export interface SpeechChoices {
  rate: (typeof rates)[number];
  /** In the bilingual view: one language, or each sentence followed by its translation. */
  read: View;
}

/** Return the valid stored choices, with defaults for the others. */
export function toSpeechChoices(kept: unknown): SpeechChoices {
  const { rate, read }: Partial<Record<string, unknown>> = Object(kept);
  return {
    rate: rates.find((each) => each === rate) ?? 1,
    read: views.find((each) => each === read) ?? 'bilingual',
  };
}

/** List the languages in which each sentence is read, among those with a voice. */
export function toReadLocales(read: View, spoken: readonly Locale[]): Locale[] {
  const chosen = spoken.filter((locale) => locale === read);
  return chosen.length > 0 ? chosen : [...spoken];
}

// A turn is one sentence in one language; a sentence has as many turns as languages.

/** Return the turn at which the next sentence starts. */
export function toNextSentence(turn: number, languages: number): number {
  return turn - (turn % languages) + languages;
}

/** Return the turn at which the current sentence starts or, if it is there already, that of the sentence before. */
export function toPreviousSentence(turn: number, languages: number): number {
  return Math.max(0, turn - (turn % languages || languages));
}

/** The messages for errors of the Web Speech API and for `silent`; an interruption needs none. */
const troubles: Readonly<Record<string, SpeechMessage | undefined>> = {
  'not-allowed': 'blocked',
  network: 'network',
  'audio-busy': 'audio',
  'audio-hardware': 'audio',
  silent: 'silent',
  interrupted: undefined,
  canceled: undefined,
};

/** The names of all messages. */
export type SpeechMessage =
  | ('blocked' | 'network' | 'audio' | 'silent' | 'failed')
  | `no${'Speech' | 'Voice' | 'Chinese' | 'English'}`
  | ('waiting' | 'over' | 'nothing');

/** Return the message for an error, if it needs one. */
export function toSpeechTrouble(error: string): SpeechMessage | undefined {
  return Object.hasOwn(troubles, error) ? troubles[error] : 'failed';
}
