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

/** How a text is spoken. */
export interface Manner {
  voice: SpeechSynthesisVoice;
  rate: number;
}

/** How long a voice may take to begin, and to end, in milliseconds. */
const patience = { start: 6000, end: 60_000 };

/** What an engine needs between the end of one utterance and the next, where the first was cut off. */
const rest = 80;
let cancelled = Number.NEGATIVE_INFINITY;

/** The utterance that is spoken: one that nothing refers to may be collected before its end comes. */
const kept = new Set<SpeechSynthesisUtterance>();

/**
 * Speak texts, one after the other.
 *
 * @param done called at the end; with the error of the Web Speech API, or `silent`, if it came early
 * @returns what stops it, after which `done` is not called
 */
export function speak(
  texts: readonly string[],
  manner: Manner,
  done: (error?: string) => void,
): () => void {
  const left = [...texts];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isOver = false;
  const stop = (error?: string): void => {
    if (isOver) return;
    isOver = true;
    clearTimeout(timer);
    kept.clear();
    if (error) cancel();
  };
  const finish = (error?: string): void => {
    if (isOver) return;
    stop(error);
    done(error);
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
    const utterance = makeUtterance(text, manner);
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
  return () => stop('canceled');
}

/** Stop what is spoken, and what an earlier page may have left paused. */
function cancel(): void {
  speechSynthesis.cancel();
  cancelled = performance.now();
}

function makeUtterance(text: string, { voice, rate }: Manner): SpeechSynthesisUtterance {
  const utterance = new SpeechSynthesisUtterance(text);
  utterance.voice = voice;
  utterance.lang = voice.lang.replaceAll('_', '-');
  utterance.rate = rate;
  return utterance;
}
