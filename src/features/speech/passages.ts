import { isSegmentAnchor } from '../../paper/anchor.ts';
import { type Locale, locales, localesOf, type View } from '../../paper/locale.ts';
import { findAnchor } from '../../ui/place.ts';
import { headings } from '../../ui/text-nodes.ts';

/** A sentence or a title on the page. */
export interface Passage {
  element: Element;
  isTitle: boolean;
  cells: Partial<Record<Locale, Element>>;
}

/** The index of a passage, and the language to read it in, if that matters. */
export type Place = { passage: number; locale?: Locale | undefined };

const sentences = '.pair, .single > [id]';

/** List the titles and sentences to read aloud, in reading order; a page without sentences has none. */
export function listPassages(view: View): Passage[] {
  const main = document.querySelector('main');
  if (!main?.querySelector(`:is(${sentences})`)) return [];
  return [...main.querySelectorAll(`:is(${headings}, ${sentences})`)]
    .map((element) => ({
      element,
      isTitle: element.matches(headings),
      cells: findCells(element, view),
    }))
    .filter(({ element, isTitle, cells }) => {
      const isRead = isTitle || isSegmentAnchor(element.id);
      return isRead && localesOf(view).every((locale) => cells[locale]);
    });
}

function findCells(element: Element, view: View): Passage['cells'] {
  const isSingle = view !== 'bilingual' && element.matches(sentences);
  const cells = localesOf(view).flatMap((locale) => {
    const cell = isSingle ? element : element.querySelector(`:scope > [lang|="${locale}"]`);
    return cell && toSpokenText(cell) ? [[locale, cell]] : [];
  });
  return Object.fromEntries(cells);
}

/** Return an element's text without markers, pinyin and links to itself. */
export function toSpokenText(element: Element): string {
  const copy = element.cloneNode(true) as Element;
  for (const silent of copy.querySelectorAll('sup, rt, rp, .self')) silent.remove();
  return copy.textContent.replace(/\s+/g, ' ').trim();
}

/** Find the start: a sentence that was asked for, the selected text, or else the reader's place. */
export function findStart(passages: readonly Passage[], from?: Element): Place {
  const passage = passages.findIndex(({ element }) => element === from);
  if (passage >= 0) return { passage };
  const selected = takeSelected(passages);
  if (selected) return selected;
  const anchor = findAnchor();
  const place = anchor && document.getElementById(anchor);
  if (!place) return { passage: 0 };
  let index = passages.findIndex(({ element }) => place.contains(element));
  // Include the titles above a first sentence, if they are in view.
  const isTitle = (passage?: Passage) => passage?.isTitle && isInView(passage.element);
  while (isTitle(passages[index - 1])) index--;
  return { passage: Math.max(0, index) };
}

/** Find the selected sentence and clear the selection, as the sentence is marked from now on. */
export function takeSelected(passages: readonly Passage[]): Place | undefined {
  const selection = getSelection();
  if (!selection || selection.isCollapsed || selection.rangeCount === 0) return undefined;
  const { startContainer } = selection.getRangeAt(0);
  const passage = passages.findIndex(({ element }) => element.contains(startContainer));
  if (passage === -1) return undefined;
  selection.removeAllRanges();
  const cells = passages[passage]?.cells;
  return { passage, locale: locales.find((locale) => cells?.[locale]?.contains(startContainer)) };
}

/** Mark the spoken element, and scroll to it unless the reader has scrolled away. */
export function markSpoken(element?: Element, isAskedFor = false): void {
  const last = document.querySelector('.spoken');
  const isFollowed = isAskedFor || !last || isInView(last);
  last?.classList.remove('spoken');
  element?.classList.add('spoken');
  if (element && isFollowed) bringIntoView(element);
}

/** Measure an element and the visible area for text, in CSS pixels from the top of the window. */
function measure(element: Element) {
  const [header, bar] = ['.header', '.speech-bar'].map((selector) =>
    document.querySelector(selector)?.getBoundingClientRect(),
  );
  const top = Math.max(0, header?.bottom ?? 0);
  return { box: element.getBoundingClientRect(), top, bottom: bar?.top ?? innerHeight };
}

function isInView(element: Element): boolean {
  const { box, top, bottom } = measure(element);
  return box.bottom > top && box.top < bottom;
}

function bringIntoView(element: Element): void {
  const { box, top, bottom } = measure(element);
  const margin = 16;
  if (box.top >= top + margin && box.bottom <= bottom - margin) return;
  const isCalm = matchMedia('(prefers-reduced-motion: reduce)').matches;
  scrollBy({
    top: box.top - top - Math.max(margin, (bottom - top - box.height) / 4),
    behavior: isCalm ? 'instant' : 'smooth',
  });
}
