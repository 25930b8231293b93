import { speechWords, viewNames } from '../../i18n/words.ts';
import {
  type Bilingual,
  joinText,
  langs,
  localesOf,
  type View,
  views,
} from '../../paper/locale.ts';
import { rates, type SpeechChoices } from './speech.ts';

/** What the reader can do with the bar. */
export interface SpeechActions {
  previous(): void;
  toggle(): void;
  next(): void;
  close(): void;
  choose(choices: SpeechChoices): void;
}

const icons = {
  previous: 'M5 4v12M15 4.5 7.5 10l7.5 5.5z',
  play: 'M6 4l10 6-10 6z',
  pause: 'M7 4.5v11M13 4.5v11',
  next: 'M15 4v12M5 4.5l7.5 5.5L5 15.5z',
  close: 'M5 5l10 10M15 5L5 15',
};

/** Make the bar, which shows nothing but its buttons at first. */
export function makeSpeechBar(view: View, choices: SpeechChoices, actions: SpeechActions) {
  const element = document.createElement('section');
  element.className = 'speech-bar ui';
  element.ariaLabel = joinText(view, speechWords.readAloud);
  const said = document.createElement('p');
  said.role = 'status';
  let shown: Bilingual | undefined;
  const previous = makeButton(view, 'previous', speechWords.previousSentence, actions.previous);
  const play = makeButton(view, 'play', speechWords.play, actions.toggle);
  play.className = 'speech-play';
  const next = makeButton(view, 'next', speechWords.nextSentence, actions.next);
  const close = makeButton(view, 'close', speechWords.close, actions.close);
  const rate = makeSelect(view, speechWords.rate, rates, (each) => `${each}×`, choices.rate);
  const read = makeSelect(view, speechWords.read, views, (each) => viewNames[each], choices.read);
  const choose = (): void =>
    actions.choose({
      rate: rates[rate.selectedIndex] ?? 1,
      read: views[read.selectedIndex] ?? 'bilingual',
    });
  rate.addEventListener('change', choose);
  read.addEventListener('change', choose);
  const tools = [previous, play, next, rate, ...(view === 'bilingual' ? [read] : [])];
  const controls = document.createElement('div');
  controls.append(...tools, close);
  element.append(said, controls);
  return {
    element,
    /** Show whether it reads. */
    setPlaying(isPlaying: boolean): void {
      const name = isPlaying ? 'pause' : 'play';
      setButton(view, play, name, speechWords[name]);
    },
    /** Say something, and where the next page is; or nothing. */
    say(text?: Bilingual, href?: string): void {
      // What already stands there is not announced again.
      if (text === shown) return;
      shown = text;
      const link = document.createElement('a');
      if (href) link.href = href;
      link.append(...makeTexts(view, speechWords.nextPage));
      said.replaceChildren(...(text ? makeTexts(view, text) : []), ...(href ? [link] : []));
    },
    /** Say why nothing can be read, and leave only what closes the bar. */
    refuse(text: Bilingual): void {
      this.say(text);
      if (element.contains(document.activeElement)) close.focus({ preventScroll: true });
      for (const tool of tools) tool.remove();
    },
    /** Offer everything, and the choice of the language only if there is one. */
    offer(languages: number): void {
      if (!play.isConnected) controls.prepend(...tools);
      if (languages === 1) read.remove();
    },
    /** Let the reader begin with the keyboard. */
    focus(): void {
      play.focus({ preventScroll: true });
    },
  };
}

/** Make a text in each language of a view, marked as what it is. */
function makeTexts(view: View, text: Bilingual): HTMLElement[] {
  return localesOf(view).map((locale) => {
    const part = document.createElement('span');
    part.lang = langs[locale];
    part.textContent = text[locale];
    return part;
  });
}

function makeButton(view: View, icon: keyof typeof icons, text: Bilingual, act: () => void) {
  const button = document.createElement('button');
  button.type = 'button';
  setButton(view, button, icon, text);
  button.addEventListener('click', act);
  return button;
}

function setButton(
  view: View,
  button: HTMLButtonElement,
  icon: keyof typeof icons,
  text: Bilingual,
): void {
  button.title = joinText(view, text);
  button.ariaLabel = button.title;
  button.replaceChildren(makeIcon(icons[icon]));
}

function makeIcon(shape: string): SVGElement {
  const space = 'http://www.w3.org/2000/svg';
  const icon = document.createElementNS(space, 'svg');
  icon.setAttribute('viewBox', '0 0 20 20');
  icon.setAttribute('aria-hidden', 'true');
  const path = document.createElementNS(space, 'path');
  path.setAttribute('d', shape);
  icon.append(path);
  return icon;
}

function makeSelect<T extends string | number>(
  view: View,
  text: Bilingual,
  values: readonly T[],
  nameOf: (value: T) => string,
  chosen: T,
): HTMLSelectElement {
  const select = document.createElement('select');
  select.ariaLabel = joinText(view, text);
  select.title = select.ariaLabel;
  select.append(
    ...values.map((value) => new Option(nameOf(value), String(value), false, value === chosen)),
  );
  return select;
}
