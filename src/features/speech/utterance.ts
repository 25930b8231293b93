import type { Locale } from '../../paper/locale.ts';

// Chrome ends an utterance of a voice on the network after 15 seconds; at ordinary speed Chinese has
// four or five characters a second, English about fifteen.
const limits: Readonly<Record<Locale, number>> = { zh: 50, en: 120 };

/** Where a text may be cut, the best first: after a clause, after a member of a list. */
const cuts: readonly RegExp[] = [
  /(?:[，；：。！？…]|——|[,;:.!?—](?=["”’)\]]*\s))["”’）》)\]]*/g,
  /、/g,
];

/**
 * Cut a sentence into parts that are short enough to be spoken in one go.
 *
 * @param rate how fast it is spoken; a slow voice gets shorter parts
 */
export function splitUtterances(text: string, locale: Locale, rate = 1): string[] {
  return split(text.trim(), Math.floor(limits[locale] * Math.min(1, rate)), locale);
}

/** Halve a text, and its halves, until none is too long. */
function split(text: string, limit: number, locale: Locale): string[] {
  if (text.length <= limit) return text ? [text] : [];
  const at = findCut(text, locale);
  if (at === undefined) return [text];
  const halves = [text.slice(0, at), text.slice(at)];
  return halves.flatMap((half) => split(half.trim(), limit, locale));
}

/** Return the place for a cut that is nearest to the middle, of the best kind that there is. */
function findCut(text: string, locale: Locale): number | undefined {
  const distance = (at: number): number => Math.abs(at - text.length / 2);
  for (const places of listPlaces(text, locale)) {
    const inside = places.filter((at) => at > 0 && at < text.length);
    if (inside.length > 0) return inside.reduce((a, b) => (distance(b) < distance(a) ? b : a));
  }
  return undefined;
}

function* listPlaces(text: string, locale: Locale): Generator<number[]> {
  for (const cut of cuts) {
    yield [...text.matchAll(cut)].map(({ 0: found, index }) => index + found.length);
  }
  if (!('Segmenter' in Intl)) return;
  const words = new Intl.Segmenter(locale, { granularity: 'word' }).segment(text);
  yield [...words].filter(({ isWordLike }) => isWordLike).map(({ index }) => index);
}
