import type { Locale } from '../../paper/locale.ts';

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
  const [at] = listCuts(text, locale).toSorted(
    (a, b) => Math.abs(a - middle) - Math.abs(b - middle),
  );
  if (at === undefined) return [text];
  return [text.slice(0, at), text.slice(at)].flatMap((half) => split(half.trim(), limit, locale));
}

/** List the places for a cut of the best kind that there is: without punctuation, before a word. */
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

/** How long a voice may take to begin, and to end, in milliseconds. */
const patience = { start: 6000, end: 60_000 };

/** What an engine needs between the end of one utterance and the next, where the first was cut off. */
const rest = 80;
let cancelled = Number.NEGATIVE_INFINITY;

// An utterance that nothing refers to may be collected before its end comes.
const kept = new Set<SpeechSynthesisUtterance>();

/**
 * Speak texts one after the other, and return what stops that.
 *
 * @param done called at the end, with the error of the Web Speech API, or `silent`, if it came early
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
