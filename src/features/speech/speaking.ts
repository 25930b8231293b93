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
