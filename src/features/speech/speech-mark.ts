import { bringIntoView, isInView } from '../../ui/in-view.ts';

/** Marks the sentence that is read aloud. */
export class SpeechMark {
  #element: Element | undefined;

  /**
   * Mark a sentence instead of the last one, and scroll to it; but not if the reader has scrolled
   * away from the last one, unless the reader asks for this one.
   */
  moveTo(element: Element, isAskedFor: boolean): void {
    const isFollowed = isAskedFor || !this.#element || isInView(this.#element);
    this.clear();
    element.classList.add('spoken');
    this.#element = element;
    if (isFollowed) bringIntoView(element);
  }

  /** Mark nothing. */
  clear(): void {
    this.#element?.classList.remove('spoken');
    this.#element = undefined;
  }
}
