import { type SpeechChoices, type SpeechMessage, toSpeechChoices } from './speech.ts';

/** What the reader can do with the bar, by the names of its buttons; and what is chosen in it. */
export interface SpeechActions {
  previous(): void;
  play(): void;
  next(): void;
  close(): void;
  choose(choices: SpeechChoices): void;
}

/** Let the controls of a bar do what they are for, and return how the bar is told what to show. */
export function prepareBar(element: HTMLElement, choices: SpeechChoices, actions: SpeechActions) {
  const find = <Control extends HTMLElement>(selector: string) =>
    element.querySelector(selector) as Control;
  const status = find('[role=status]');
  const [controls, play, close] = [find('div'), find('[name=play]'), find('[name=close]')];
  const [rate, read] = ['rate', 'read'].map((name) => find<HTMLSelectElement>(`[name=${name}]`));
  const { content } = find<HTMLTemplateElement>('template');
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
    /** Show whether it reads. */
    setPlaying(isPlaying: boolean): void {
      element.toggleAttribute('data-playing', isPlaying);
      play.title = play.dataset[isPlaying ? 'pause' : 'play'] ?? '';
      play.ariaLabel = play.title;
    },
    /** Say something, and where the next page is; or nothing. */
    say(message?: SpeechMessage, next?: string): void {
      // What already stands there is not announced again.
      if (message === shown) return;
      shown = message;
      const text = message && content.querySelector(`[data-message=${message}]`);
      status.replaceChildren(...(text?.cloneNode(true).childNodes ?? []));
      const link = status.querySelector('a');
      if (next) link?.setAttribute('href', next);
      else link?.remove();
    },
    /** Say why nothing can be read, and leave only what closes the bar. */
    refuse(message: SpeechMessage): void {
      this.say(message);
      if (element.contains(document.activeElement)) close.focus({ preventScroll: true });
      for (const tool of tools) tool.remove();
    },
    /** Offer everything, and the choice of the language only if there is one. */
    offer(languages: number): void {
      if (!play.isConnected) controls.prepend(...tools);
      if (languages === 1) read?.remove();
    },
    /** Let the reader begin with the keyboard. */
    focus(): void {
      play.focus({ preventScroll: true });
    },
  };
}
