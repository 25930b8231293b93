import type { View } from '../../paper/locale.ts';
import { placeCard } from '../../ui/tools.ts';
import { fillCard, makeCard } from './term-card.ts';
import type { TermData } from './term-data.ts';

/** How long the pointer is on a term before its card shows, and off both before it goes, in ms. */
const delays = { show: 120, hide: 300 };

/** Shows the card of the term that is pointed at, has the focus, or is pressed. */
export class TermPointing {
  readonly #terms: ReadonlyMap<string, TermData>;
  readonly #view: View;
  readonly #card = makeCard();
  /** The term whose card shows. */
  #link: HTMLAnchorElement | undefined;
  #timer = 0;

  constructor(terms: readonly TermData[], view: View) {
    this.#terms = new Map(terms.map((term) => [term.slug, term]));
    this.#view = view;
  }

  /** Listen to what the reader does in the text and on the card. */
  watch(): void {
    const main = document.querySelector('main');
    main?.addEventListener('pointerover', this.#onOver);
    main?.addEventListener('pointerout', this.#onOut);
    main?.addEventListener('focusin', ({ target }) => this.#show(toLink(target)));
    main?.addEventListener('focusout', this.#onBlur);
    main?.addEventListener('click', this.#onClick);
    this.#card.addEventListener('pointerenter', () => clearTimeout(this.#timer));
    this.#card.addEventListener('pointerleave', () => this.#hideSoon());
    this.#card.addEventListener('focusout', this.#onBlur);
    document.addEventListener('keydown', this.#onKey);
    document.addEventListener('choices', () => this.#hide());
    document.addEventListener('pointerdown', ({ target }) => {
      if (!this.#owns(target)) this.#hide();
    });
  }

  #onOver = ({ target, pointerType, clientY }: PointerEvent): void => {
    const link = toLink(target);
    // A finger is not over anything: it presses.
    if (!link || pointerType === 'touch') return;
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => this.#show(link, clientY), delays.show);
  };

  #onOut = ({ target, relatedTarget }: PointerEvent): void => {
    const link = toLink(target);
    if (link && link !== toLink(relatedTarget)) this.#hideSoon();
  };

  #onBlur = ({ relatedTarget }: FocusEvent): void => {
    if (!this.#owns(relatedTarget)) this.#hide();
  };

  #onClick = (event: PointerEvent): void => {
    const link = toLink(event.target);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#show(link, event.detail > 0 ? event.clientY : undefined);
    // Who presses without a mouse may not find the card otherwise.
    if (event.pointerType !== 'mouse')
      this.#card.querySelector('a')?.focus({ preventScroll: true });
  };

  #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !this.#link) return;
    // The marks of a search are for the next Esc.
    event.stopImmediatePropagation();
    if (this.#card.contains(document.activeElement)) this.#link.focus({ preventScroll: true });
    this.#hide();
  };

  /** @param y where in the window the term is pressed or pointed at, as it may be on two lines */
  #show(link: HTMLAnchorElement | undefined, y?: number): void {
    const term = this.#terms.get(link?.dataset['term'] ?? '');
    if (!link?.isConnected || !term) return;
    clearTimeout(this.#timer);
    if (link === this.#link) return;
    this.#hide();
    this.#link = link;
    for (const same of this.#listSame()) same.classList.add('current');
    fillCard(this.#card, term, this.#view);
    this.#card.showPopover();
    const lines = [...link.getClientRects()];
    const line = lines.find(({ bottom }) => y === undefined || y <= bottom) ?? lines[0];
    if (line) placeCard(this.#card, line);
  }

  #hideSoon(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => {
      if (!this.#owns(document.activeElement)) this.#hide();
    }, delays.hide);
  }

  #hide(): void {
    clearTimeout(this.#timer);
    for (const same of this.#listSame()) same.classList.remove('current');
    this.#link = undefined;
    this.#card.hidePopover();
  }

  /** List the links of the term that shows, in its sentence and in the counterpart. */
  #listSame(): Element[] {
    const { term } = this.#link?.dataset ?? {};
    return [...(this.#link?.closest('.pair')?.querySelectorAll(`[data-term="${term}"]`) ?? [])];
  }

  #owns(target: EventTarget | null): boolean {
    return target instanceof Node && [this.#card, this.#link].some((one) => one?.contains(target));
  }
}

function toLink(target: EventTarget | null): HTMLAnchorElement | undefined {
  return (target instanceof Element && target.closest<HTMLAnchorElement>('a.term')) || undefined;
}
