import { expect, test } from 'vitest';
import {
  toNextSentence,
  toPreviousSentence,
  toReadLocales,
  toSpeechChoices,
  toSpeechTrouble,
} from '../../src/features/speech/speech.ts';

const initial = { rate: 1, read: 'bilingual' };

test.each([
  [undefined, initial],
  [null, initial],
  ['2', initial],
  [{ rate: 7, read: 'fr' }, initial],
  [{ rate: 2 }, { rate: 2, read: 'bilingual' }],
  [
    { rate: 0.75, read: 'en', other: 1 },
    { rate: 0.75, read: 'en' },
  ],
])('takes the valid values of %j', (kept, choices) => {
  expect(toSpeechChoices(kept)).toEqual(choices);
});

test.each([
  ['bilingual', ['zh', 'en'], ['zh', 'en']],
  ['bilingual', ['en', 'zh'], ['en', 'zh']],
  ['en', ['zh', 'en'], ['en']],
  ['zh', ['en'], ['en']],
  ['bilingual', ['en'], ['en']],
  ['bilingual', [], []],
] as const)('for the choice %s with voices in %j reads %j', (order, spoken, locales) => {
  expect(toReadLocales(order, spoken)).toEqual(locales);
});

test.each([
  // From the second of three sentences, in one language.
  { turn: 1, languages: 1, next: 2, previous: 0 },
  { turn: 0, languages: 1, next: 1, previous: 0 },
  // From the first and the second turn of the second sentence, in two languages.
  { turn: 2, languages: 2, next: 4, previous: 0 },
  { turn: 3, languages: 2, next: 4, previous: 2 },
  { turn: 1, languages: 2, next: 2, previous: 0 },
])(
  'moves forward and back from turn $turn of $languages',
  ({ turn, languages, next, previous }) => {
    expect(toNextSentence(turn, languages)).toBe(next);
    expect(toPreviousSentence(turn, languages)).toBe(previous);
  },
);

test.each([
  ['interrupted', undefined],
  ['canceled', undefined],
  ['not-allowed', 'blocked'],
  ['network', 'network'],
  ['audio-busy', 'audio'],
  ['silent', 'silent'],
  ['synthesis-failed', 'failed'],
  ['something new', 'failed'],
])('maps the error %s to %s', (error, trouble) => {
  expect(toSpeechTrouble(error)).toBe(trouble);
});
