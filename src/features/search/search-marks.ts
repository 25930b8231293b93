import { isSegmentAnchor } from '../../paper/anchor.ts';
import { findPhrase, mergeRanges, type Phrase, tokenize, toPhrase } from '../../text/phrases.ts';
import { isSingleKey, isTyping } from '../../ui/keys.ts';
import { findPoint, headings, listCells, listTextNodes } from '../../ui/text-nodes.ts';
import { takeTool } from '../../ui/tools.ts';
import styles from './search.css?url';

/**
 * Mark all occurrences of some wordings (separated by `|`), and show a bar to step through and clear them; do
 * nothing without the CSS Custom Highlight API.
 */
export async function markOccurrences(marked: string): Promise<void> {
  if (!('highlights' in CSS)) return;
  const bar = await takeTool('marks-bar', styles);
  const phrases = marked.split('|').map((wording) => toPhrase(wording));
  const { documentElement } = document;
  let ranges: Range[] = [];
  let at = 0;
  let frame = 0;
  const show = (step: number, isMoving = true): void => {
    at = (at + step + ranges.length) % Math.max(1, ranges.length);
    const range = ranges[at];
    const count = bar.querySelector('output');
    // Without an occurrence, the bar says that the match is in the other language.
    if (!range || !count) return;
    CSS.highlights.set('search-current', new Highlight(range));
    showCounterpart(range);
    count.textContent = `${at + 1} / ${ranges.length}`;
    if (isMoving) scrollBy({ top: range.getBoundingClientRect().top - innerHeight / 3 });
  };
  const mark = (): void => {
    ranges = listTexts().flatMap((element) => findRanges(element, phrases));
    CSS.highlights.set('search', new Highlight(...ranges));
    show(0, false);
  };
  // Mark again, once for all sections that change before the next paint.
  const onText = (): void => {
    cancelAnimationFrame(frame);
    frame = requestAnimationFrame(mark);
  };
  const clear = (): void => {
    cancelAnimationFrame(frame);
    document.removeEventListener('text-nodes', onText);
    CSS.highlights.clear();
    bar.remove();
    documentElement.classList.remove('has-marks');
    showCounterpart();
    removeEventListener('keydown', onKey);
    removeEventListener('hashchange', onHash);
    const address = new URL(location.href);
    address.searchParams.delete('mark');
    history.replaceState(history.state, '', address);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (document.querySelector(':is(dialog[open], :popover-open)')) return;
    if (event.key === 'Escape' && !isTyping(event)) clear();
    else if (!isSingleKey(event)) return;
    else if (event.key === 'n') show(1);
    else if (event.key === 'N' || event.key === 'p') show(-1);
  };
  const onHash = (): void => {
    at = findFirst(ranges);
    show(0, false);
  };
  bar.addEventListener('click', ({ target }) => {
    const button = target instanceof Element && target.closest('button');
    if (!button) return;
    if (button.value) show(Number(button.value));
    else clear();
  });
  addEventListener('hashchange', onHash);
  addEventListener('keydown', onKey);
  document.addEventListener('text-nodes', onText);
  documentElement.classList.add('has-marks');
  document.body.append(bar);
  mark();
  onHash();
}

function showCounterpart(range?: Range): void {
  document.querySelector('.has-current')?.classList.remove('has-current');
  range?.startContainer.parentElement?.closest('.pair')?.classList.add('has-current');
}

function listTexts(): Element[] {
  return [...document.querySelectorAll(`main [id], main section > ${headings}`)]
    .filter((element) => isSegmentAnchor(element.id) || element.matches(headings))
    .flatMap(listCells);
}

function findRanges(element: Element, phrases: readonly Phrase[]): Range[] {
  const nodes = listTextNodes(element);
  const tokens = tokenize(nodes.map(({ data }) => data).join(''));
  return mergeRanges(phrases.flatMap((phrase) => findPhrase(tokens, phrase, true))).map(
    ({ start, end }) => {
      const range = new Range();
      range.setStart(...findPoint(nodes, start, false));
      range.setEnd(...findPoint(nodes, end, true));
      return range;
    },
  );
}

function findFirst(ranges: readonly Range[]): number {
  const target = document.querySelector('main :target');
  const inTarget = ranges.findIndex(({ startContainer }) => target?.contains(startContainer));
  return Math.max(0, inTarget);
}
