import type { Page } from 'playwright-core';

/** An utterance as requested. */
export interface Spoken {
  text: string;
  lang: string;
  voice: string;
  rate: number;
}

/** The speech synthesis of a test's browser. */
export interface SpeechOptions {
  /** The languages of the voices. */
  langs?: readonly string[];
  /** Whether there are no voices before the test calls `arrive`. */
  isLate?: boolean;
  /** The fate of an utterance: it starts, it is ignored, or it fails with this error. */
  answer?: 'start' | 'ignore' | SpeechSynthesisErrorCode;
}

/** A speech synthesis controlled by the test. */
interface FakeSpeech {
  spoken: Spoken[];
  current: FakeUtterance | undefined;
  options: SpeechOptions;
  cancel(): void;
  end(): void;
  arrive(): void;
}

interface FakeUtterance extends Spoken {
  onstart?: () => void;
  onend?: () => void;
  onerror?: (event: { error: string }) => void;
}

declare global {
  interface Window {
    fakeSpeech: FakeSpeech;
  }
}

/** Give every page opened from now on a speech synthesis controlled by the test. */
export async function fakeSpeech(page: Page, options: SpeechOptions = {}): Promise<void> {
  await page.addInitScript((options) => {
    const { langs = ['zh-CN', 'en-US'] } = options;
    const voices = langs.map((lang) => ({ name: `A voice in ${lang}`, lang, localService: true }));
    const speech = Object.assign(new EventTarget(), {
      spoken: [] as Spoken[],
      current: undefined as FakeUtterance | undefined,
      options,
      getVoices: () => (speech.options.isLate ? [] : voices),
      speak(utterance: FakeUtterance): void {
        const { text, lang, rate, voice } = utterance;
        speech.spoken.push({ text, lang, rate, voice: String(Object(voice).name) });
        speech.current = utterance;
        const { answer = 'start' } = speech.options;
        if (answer === 'start') queueMicrotask(() => utterance.onstart?.());
        else if (answer !== 'ignore') setTimeout(() => utterance.onerror?.({ error: answer }));
      },
      // As in Chrome, a canceled utterance ends, and ends late.
      cancel(): void {
        const cut = speech.current;
        speech.current = undefined;
        try {
          if (cut) sessionStorage.setItem('cut', cut.text);
        } catch {}
        setTimeout(() => cut?.onerror?.({ error: 'interrupted' }));
        setTimeout(() => cut?.onend?.());
      },
      end(): void {
        const ended = speech.current;
        speech.current = undefined;
        ended?.onend?.();
      },
      arrive(): void {
        speech.options.isLate = false;
        speech.dispatchEvent(new Event('voiceschanged'));
      },
    });
    Object.assign(window, { fakeSpeech: speech });
    Object.defineProperty(window, 'speechSynthesis', { value: speech });
    Object.defineProperty(window, 'SpeechSynthesisUtterance', {
      value: function Utterance(this: FakeUtterance, text: string) {
        this.text = text;
      },
    });
  }, options);
}

/** Wait for an utterance, and return it. */
export async function waitForSpeech(page: Page): Promise<Spoken> {
  await page.waitForFunction(() => window.fakeSpeech.current);
  const spoken = await page.evaluate(() => window.fakeSpeech.spoken.at(-1));
  if (!spoken) throw new Error('Nothing was spoken');
  return spoken;
}

/** Wait until nothing is spoken. */
export async function waitForSilence(page: Page): Promise<void> {
  await page.waitForFunction(() => !window.fakeSpeech.current);
}

/** End the current utterance, and return the next one. */
export async function endSpeech(page: Page): Promise<Spoken> {
  await page.evaluate(() => window.fakeSpeech.end());
  return waitForSpeech(page);
}

/** Let everything be spoken to the end of the page, and return it. */
export async function hearAll(page: Page): Promise<Spoken[]> {
  await waitForSpeech(page);
  return page.evaluate(() => {
    while (window.fakeSpeech.current) window.fakeSpeech.end();
    return window.fakeSpeech.spoken;
  });
}
