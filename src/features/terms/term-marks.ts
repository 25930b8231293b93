import { type Locale, langs, mapLocales } from '../../paper/locale.ts';
import { type FindTerms, makeFindTerms, type TermRange } from '../../text/phrases.ts';
import { loadJson } from '../../ui/load.ts';
import { hrefTo, version } from '../../ui/page.ts';
import { listCells, listSentences, listTextNodes, wrapText } from '../../ui/text-nodes.ts';
import { placeCard, takeTool } from '../../ui/tools.ts';
import type { TermData } from './concordance.ts';
import styles from './term-marks.css?url';

type TermFinders = Record<Locale, FindTerms<TermData>>;

/** Milliseconds until the card opens, and until it closes. */
const delays = { show: 120, hide: 300 };

/** Load the terms and their card, and return the term finder; throw if they do not load. */
export async function prepareTerms(): Promise<TermFinders> {
  const [terms, card] = await Promise.all([
    loadJson(`data/terms.${version}.json`) as Promise<TermData[]>,
    takeTool('term-card', styles),
  ]);
  // Without popovers, a term is a link to its page.
  if ('popover' in card) new TermPointing(terms, card).watch();
  return mapLocales((locale) => makeFindTerms(terms, locale));
}

/** Make each term in a section's sentences a link to its page. */
export function markTerms(section: Element, find: TermFinders): void {
  for (const cell of listSentences(section).flatMap(listCells)) {
    const locale = toLocale(cell.closest('[lang]'));
    // Backward, so that earlier offsets stay valid.
    for (const range of [...find[locale](cell.textContent)].reverse()) wrapTerm(cell, range);
  }
}

/** Turn the terms in a part of a section back into plain text. */
export function unmarkTerms(part: Element): void {
  for (const link of part.querySelectorAll('.term')) link.replaceWith(...link.childNodes);
}

/** Wrap a term in one link for each of its text nodes; the Tab key stops at the first only. */
function wrapTerm(cell: Element, { start, end, term }: TermRange<TermData>): void {
  const pieces = listPieces(cell, start, end);
  if (pieces.some(({ node }) => node.parentElement?.closest('a'))) return;
  for (const [index, piece] of pieces.entries()) {
    const link = document.createElement('a');
    link.className = 'term';
    link.href = toTermHref(term);
    link.dataset['term'] = term.slug;
    link.setAttribute('aria-haspopup', 'dialog');
    if (index > 0) link.tabIndex = -1;
    wrapText(piece.node, piece.start, piece.end, link);
  }
}

function listPieces(cell: Element, start: number, end: number) {
  let before = 0;
  return listTextNodes(cell).flatMap((node) => {
    const piece = {
      node,
      start: Math.max(0, start - before),
      end: Math.min(node.length, end - before),
    };
    before += node.length;
    return piece.start < piece.end ? [piece] : [];
  });
}

class TermPointing {
  readonly #terms: ReadonlyMap<string, TermData>;
  readonly #card: HTMLElement;
  #link: HTMLAnchorElement | undefined;
  #timer = 0;

  constructor(terms: readonly TermData[], card: HTMLElement) {
    this.#terms = new Map(terms.map((term) => [term.slug, term]));
    this.#card = card;
    document.body.append(card);
  }

  watch(): void {
    const main = document.querySelector('main');
    main?.addEventListener('pointerover', ({ target, pointerType, clientY }) => {
      const link = toLink(target);
      // Touch has no hover; a tap opens the card.
      if (link && pointerType !== 'touch') this.#wait(delays.show, () => this.#show(link, clientY));
    });
    main?.addEventListener('pointerout', ({ target, relatedTarget }) => {
      const link = toLink(target);
      if (link && link !== toLink(relatedTarget)) this.#hideSoon();
    });
    main?.addEventListener('focusin', ({ target }) => this.#show(toLink(target)));
    main?.addEventListener('click', (event) => this.#press(event));
    this.#card.addEventListener('pointerenter', () => clearTimeout(this.#timer));
    this.#card.addEventListener('pointerleave', () => this.#hideSoon());
    for (const part of [main, this.#card]) {
      part?.addEventListener('focusout', ({ relatedTarget }) => this.#leave(relatedTarget));
    }
    document.addEventListener('pointerdown', ({ target }) => this.#leave(target));
    document.addEventListener('choices', () => this.#hide());
    document.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || !this.#link) return;
      // The next Esc clears the marks of a search.
      event.stopImmediatePropagation();
      if (this.#card.contains(document.activeElement)) this.#link.focus({ preventScroll: true });
      this.#hide();
    });
  }

  #press(event: PointerEvent): void {
    const link = toLink(event.target);
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
    event.preventDefault();
    this.#show(link, event.detail > 0 ? event.clientY : undefined);
    // A reader who uses the keyboard or a screen reader needs the focus to find the card.
    if (event.pointerType === 'mouse') return;
    this.#card.querySelector('a')?.focus({ preventScroll: true });
  }

  /** @param y the pointer's position in CSS pixels from the top of the window, as a term may span two lines */
  #show(link: HTMLAnchorElement | undefined, y?: number): void {
    const term = this.#terms.get(link?.dataset['term'] ?? '');
    if (!link?.isConnected || !term) return;
    clearTimeout(this.#timer);
    if (link === this.#link) return;
    this.#hide();
    this.#link = link;
    for (const same of this.#listSame()) same.classList.add('current');
    fillCard(this.#card, term);
    this.#card.showPopover();
    const lines = [...link.getClientRects()];
    const line = lines.find(({ bottom }) => y === undefined || y <= bottom) ?? lines[0];
    if (line) placeCard(this.#card, line);
  }

  #wait(delay: number, act: () => void): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(act, delay);
  }

  #hideSoon(): void {
    this.#wait(delays.hide, () => this.#leave(document.activeElement));
  }

  #leave(target: EventTarget | null): void {
    const isOwn = (part: Node | undefined) => target instanceof Node && part?.contains(target);
    if (!isOwn(this.#card) && !isOwn(this.#link)) this.#hide();
  }

  #hide(): void {
    clearTimeout(this.#timer);
    for (const same of this.#listSame()) same.classList.remove('current');
    this.#link = undefined;
    this.#card.hidePopover();
  }

  #listSame(): Element[] {
    const { term } = this.#link?.dataset ?? {};
    return [...(this.#link?.closest('.pair')?.querySelectorAll(`[data-term="${term}"]`) ?? [])];
  }
}

function fillCard(card: HTMLElement, term: TermData): void {
  const names = [...card.querySelectorAll('.term-card-name')];
  for (const line of names) {
    const [wording = '', ...aliases] = term.wordings[toLocale(line)];
    const small = line.querySelector('small');
    line.firstElementChild?.replaceChildren(wording);
    small?.toggleAttribute('hidden', aliases.length === 0);
    small?.lastElementChild?.replaceChildren(aliases.join(small.dataset['comma']));
  }
  for (const line of card.querySelectorAll('.term-card-counts')) {
    line.replaceChildren(term.description[toLocale(line)]);
  }
  card.querySelector('a')?.setAttribute('href', toTermHref(term));
  card.ariaLabel = names[0]?.firstElementChild?.textContent ?? null;
}

function toTermHref({ slug }: TermData): string {
  return hrefTo(`terms/${slug}`);
}

function toLocale(element: Element | null): Locale {
  return element?.getAttribute('lang') === langs.en ? 'en' : 'zh';
}

function toLink(target: EventTarget | null): HTMLAnchorElement | undefined {
  return (target instanceof Element && target.closest<HTMLAnchorElement>('a.term')) || undefined;
}
