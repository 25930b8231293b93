import type { Locale } from '../../paper/locale.ts';
import { isTyping } from '../../ui/keys.ts';
import { view } from '../../ui/page.ts';
import { keep, readKept } from '../../ui/storage.ts';
import { say, takeTool } from '../../ui/tools.ts';
import {
  findStart,
  listPassages,
  markSpoken,
  type Passage,
  type Place,
  takeSelected,
  toSpokenText,
} from './passages.ts';
import styles from './speech.css?url';
import {
  type SpeechChoices,
  type SpeechMessage,
  speechKey,
  toNextSentence,
  toPreviousSentence,
  toReadLocales,
  toSpeechChoices,
  toSpeechTrouble,
} from './speech.ts';
import {
  findVoices,
  listSpoken,
  noteMissing,
  speak,
  splitUtterances,
  type Voices,
} from './voice.ts';

let reader: SpeechReader | undefined;

/** Read aloud from a sentence or from the reader's place; if reading has started, pause or resume. */
export async function readAloud(from?: Element): Promise<void> {
  const bar = reader ? undefined : await takeTool('speech-bar', styles);
  if (reader || !bar) return reader?.toggle(from);
  reader = new SpeechReader(bar, () => {
    reader = undefined;
  });
  await reader.open(from);
}

class SpeechReader {
  readonly #passages: readonly Passage[] = listPassages(view);
  readonly #bar;
  readonly #before = document.activeElement;
  readonly #closing = new AbortController();
  #choices = toSpeechChoices(readKept(speechKey));
  #voices: Voices = {};
  /** The languages in which each sentence is read; none until voices are known. */
  #locales: readonly Locale[] = [];
  /** The current sentence and language as one number. */
  #turn = 0;
  #isPlaying = false;
  #note: SpeechMessage | undefined;
  #stop = (): void => {};

  constructor(bar: HTMLElement, onClose: () => void) {
    this.#bar = prepareBar(bar, this.#choices, {
      previous: () => this.#skip(toPreviousSentence),
      play: () => this.toggle(),
      next: () => this.#skip(toNextSentence),
      choose: (choices) => this.#choose(choices),
      close: () => this.close(),
    });
    const { signal } = this.#closing;
    signal.addEventListener('abort', onClose);
    document.addEventListener('keydown', this.#onKey, { signal });
    addEventListener('pagehide', () => this.#pause(), { signal });
  }

  async open(from?: Element): Promise<void> {
    // Find the start first, as the room for the bar makes the page longer.
    const start = findStart(this.#passages, from);
    document.documentElement.classList.add('has-speech');
    document.body.append(this.#bar.element);
    this.#bar.focus();
    if (this.#passages.length === 0) return this.#bar.refuse('nothing');
    if (!('speechSynthesis' in window)) return this.#bar.refuse('noSpeech');
    this.#setPlaying(true);
    await this.#begin(start);
  }

  toggle(from?: Element): void {
    if (this.#locales.length > 0 && this.#passages.some(({ element }) => element === from)) {
      this.#goTo(findStart(this.#passages, from));
      this.#play(true);
      return;
    }
    this.#setPlaying(!this.#isPlaying);
    if (!this.#isPlaying) this.#pause();
    else if (this.#locales.length > 0) this.#resume();
  }

  close(): void {
    const hasFocus = this.#bar.element.contains(document.activeElement);
    this.#stop();
    markSpoken();
    this.#bar.element.remove();
    document.documentElement.classList.remove('has-speech');
    this.#closing.abort();
    if (hasFocus) (this.#before as HTMLElement | null)?.focus({ preventScroll: true });
  }

  async #begin(start: Place): Promise<void> {
    const { signal } = this.#closing;
    this.#voices = await findVoices(view, () => this.#bar.say('waiting'));
    if (signal.aborted) return;
    const spoken = listSpoken(view, this.#voices);
    this.#note = noteMissing(view, spoken);
    if (this.#note && spoken.length === 0) {
      this.#bar.refuse(this.#note);
      // Some browsers take many seconds to list a system's voices.
      const retry = () => this.#begin(start);
      speechSynthesis.addEventListener?.('voiceschanged', retry, { once: true, signal });
      return;
    }
    this.#bar.offer(spoken.length);
    this.#locales = toReadLocales(this.#choices.read, spoken);
    this.#goTo(start);
    if (this.#isPlaying) this.#play(true);
    else this.#bar.say(this.#note);
  }

  #resume(): void {
    const selected = takeSelected(this.#passages);
    if (selected || !this.#getPlace().cell) this.#goTo(selected ?? { passage: 0 });
    this.#play(true);
  }

  #goTo({ passage, locale }: Place): void {
    const at = locale ? this.#locales.indexOf(locale) : 0;
    this.#turn = passage * this.#locales.length + Math.max(0, at);
  }

  #getPlace() {
    const { length } = this.#locales;
    const passage = Math.floor(this.#turn / length);
    const locale = this.#locales[this.#turn % length];
    return { passage, locale, cell: locale && this.#passages[passage]?.cells[locale] };
  }

  #play(isAskedFor: boolean): void {
    const { locale, cell } = this.#getPlace();
    const voice = locale && this.#voices[locale];
    this.#stop();
    if (!cell || !voice) {
      this.#finish();
      return;
    }
    this.#setPlaying(true);
    this.#bar.say(this.#note);
    markSpoken(cell, isAskedFor);
    const { rate } = this.#choices;
    const texts = splitUtterances(toSpokenText(cell), locale, rate);
    this.#stop = speak(texts, { voice, rate }, (error) => {
      if (error) {
        this.#pause();
        this.#bar.say(toSpeechTrouble(error) ?? this.#note);
      } else {
        this.#turn++;
        this.#play(false);
      }
    });
  }

  #pause(): void {
    this.#stop();
    this.#setPlaying(false);
    if (this.#locales.length > 0) this.#bar.say(this.#note);
  }

  #finish(): void {
    this.#pause();
    markSpoken();
    const next = document.querySelector<HTMLAnchorElement>('.pager [rel=next]');
    this.#bar.say('over', next?.href);
  }

  #skip(to: (turn: number, languages: number) => number): void {
    const { length } = this.#locales;
    if (length === 0) return;
    this.#turn = Math.min(to(this.#turn, length), this.#passages.length * length);
    const { cell } = this.#getPlace();
    if (cell && !this.#isPlaying) {
      this.#bar.say(this.#note);
      markSpoken(cell, true);
    } else this.#play(true);
  }

  #choose(choices: SpeechChoices): void {
    this.#choices = choices;
    keep(speechKey, choices);
    if (this.#locales.length === 0) return;
    const place = this.#getPlace();
    this.#locales = toReadLocales(choices.read, listSpoken(view, this.#voices));
    this.#goTo(place);
    if (this.#isPlaying) this.#play(false);
  }

  #setPlaying(isPlaying: boolean): void {
    // Replacing a button between press and release would lose the click.
    if (isPlaying === this.#isPlaying) return;
    this.#isPlaying = isPlaying;
    this.#bar.setPlaying(isPlaying);
  }

  #onKey = (event: KeyboardEvent): void => {
    const isHere = this.#bar.element.contains(document.activeElement);
    if (event.key !== 'Escape' || (isTyping(event) && !isHere)) return;
    if (document.querySelector(':is(dialog[open], :popover-open)')) return;
    // Esc closes one thing at a time; the next press clears the marks of a search.
    event.stopPropagation();
    this.close();
  };
}

type SpeechActions = Record<'previous' | 'play' | 'next' | 'close', () => void> & {
  choose(choices: SpeechChoices): void;
};

/** Connect the controls of a bar to actions, and return methods that change what it shows. */
function prepareBar(element: HTMLElement, choices: SpeechChoices, actions: SpeechActions) {
  const find = <Control extends HTMLElement>(selector: string) =>
    element.querySelector(selector) as Control;
  const [controls, play, close] = [find('div'), find('[name=play]'), find('[name=close]')];
  const [rate, read] = ['rate', 'read'].map((name) => find<HTMLSelectElement>(`[name=${name}]`));
  const tools = [...controls.children].filter((control) => control !== close);
  let shown: SpeechMessage | undefined;

  if (rate) rate.value = String(choices.rate);
  if (read) read.value = choices.read;
  controls.addEventListener('change', () =>
    actions.choose(
      toSpeechChoices({ rate: Number(rate?.value), read: read?.value ?? choices.read }),
    ),
  );
  controls.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('button');
    if (button) actions[button.name as 'play']();
  });

  return {
    element,
    setPlaying(isPlaying: boolean): void {
      element.toggleAttribute('data-playing', isPlaying);
      play.title = play.dataset[isPlaying ? 'pause' : 'play'] ?? '';
    },
    say(message?: SpeechMessage, next?: string): void {
      // Avoid announcing a message twice.
      if (message === shown) return;
      shown = message;
      const link = say(element, message)?.querySelector('a');
      if (next) link?.setAttribute('href', next);
      else link?.remove();
    },
    refuse(message: SpeechMessage): void {
      this.say(message);
      if (element.contains(document.activeElement)) close.focus({ preventScroll: true });
      for (const tool of tools) tool.remove();
    },
    offer(languages: number): void {
      if (!play.isConnected) controls.prepend(...tools);
      if (languages === 1) read?.remove();
    },
    focus(): void {
      play.focus({ preventScroll: true });
    },
  };
}
