import { isSegmentAnchor } from '../../paper/anchor.ts';
import { copyText } from '../../ui/clipboard.ts';
import { once } from '../../ui/load.ts';
import { inTime, sayLost } from '../../ui/page.ts';
import { readCells } from '../../ui/text-nodes.ts';
import { placeCard, say, takeTool } from '../../ui/tools.ts';
import styles from './quote.css?url';

const sentences = '.pair, .single > [id]';

/** The sentence that the arrow keys focused last. */
let reached: Element | null = null;

/** Align numbers with their sentences, and move between sentences with the arrow keys. */
export const followSentences = once(async () => {
  document.addEventListener('keydown', followArrows);
  // The observer fires once for each paragraph, and again whenever its lines may have changed.
  const observer = new ResizeObserver((entries) => {
    for (const { target } of entries) placeNumbers(target);
  });
  for (const paragraph of document.querySelectorAll('.single')) observer.observe(paragraph);
});

/** Align each number with the first line of its sentence, or put it below the previous number. */
function placeNumbers(paragraph: Element): void {
  const numbers = [...paragraph.querySelectorAll<HTMLElement>(':scope > .self ~ .self')];
  for (const number of numbers) number.style.translate = '';
  let free = Number.NEGATIVE_INFINITY;
  const moves = numbers.map((number) => {
    const { top, height } = number.getBoundingClientRect();
    const [line] = toSentence(number)?.getClientRects() ?? [];
    const middle = line ? (line.top + line.bottom - height) / 2 : top;
    const place = Math.max(free, middle);
    free = place + height;
    return place - top;
  });
  for (const [index, number] of numbers.entries()) number.style.translate = `0 ${moves[index]}px`;
}

function toSentence({ hash }: HTMLElement & { hash?: string }): Element | null {
  return document.getElementById(decodeURIComponent(hash?.slice(1) ?? ''));
}

const steps: Record<string, number> = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

function followArrows(event: KeyboardEvent): void {
  const { key, target, altKey, ctrlKey, metaKey } = event;
  if (!(target instanceof HTMLElement) || altKey || ctrlKey || metaKey) return;
  // A clicked sentence also has focus, but there the arrow keys scroll.
  if (target !== reached && !target.matches('[id*="-p"] > .self')) return;
  if (key === 'Enter' && target === reached) {
    openMenu(target);
    return;
  }
  const step = steps[key];
  if (!step) return;
  event.preventDefault();
  const stops = [...document.querySelectorAll(`main :is(${sentences})`)];
  const place = target === reached ? target : toSentence(target);
  const isParagraph = place?.matches('.single, .pairs');
  const first = isParagraph ? place?.querySelector(`:scope > :is(${sentences})`) : place;
  const index = stops.indexOf(first as Element) + (isParagraph && step > 0 ? 0 : step);
  const next = stops[Math.max(0, index)];
  if (!(next instanceof HTMLElement)) return;
  next.tabIndex = -1;
  next.focus();
  reached = next;
}

function openMenu(sentence: Element): void {
  const control = `main .self[href="#${CSS.escape(sentence.id)}"]`;
  const link = document.querySelector<HTMLElement>(control);
  inTime(import('./cite-tools.ts'))
    .then((tools) => link && tools.openTool(link))
    .catch(() => sayLost('.cite summary', control));
}

const getBar = once(async () => {
  if (!('popover' in document.body)) throw new Error('The bar needs a browser with popovers');
  const bar = await takeTool('sentence-bar', styles);
  document.body.append(bar);
  let sentence: Element;
  let cell: Element;
  bar.addEventListener('click', async ({ target }) => {
    const name = target instanceof Element && target.closest('button')?.name;
    if (name === 'copy') {
      const range = document.createRange();
      range.selectNodeContents(cell);
      await copyText(readCells([cell], range), '').then(
        () => say(bar, 'copied'),
        () => say(bar, 'notCopied'),
      );
    } else if (name) {
      bar.hidePopover();
      if (name === 'cite') openMenu(sentence);
      else sentence.dispatchEvent(new Event('read-aloud', { bubbles: true }));
    }
  });
  return (pressed: Element): void => {
    sentence = pressed.closest(sentences) as Element;
    cell = pressed.closest('.pair > [lang]') ?? sentence;
    say(bar);
    bar.showPopover();
    placeCard(bar, sentence.getBoundingClientRect());
  };
});

/** Offer to cite, read aloud or copy a tapped sentence. */
export async function offerTools(pressed: Element): Promise<void> {
  const sentence = pressed.closest(sentences);
  if (sentence && isSegmentAnchor(sentence.id)) (await getBar())(pressed);
}
