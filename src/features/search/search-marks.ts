import { searchWords } from '../../i18n/words.ts';
import { isSegmentAnchor } from '../../paper/anchor.ts';
import { type Bilingual, joinText, type View } from '../../paper/locale.ts';
import { findPhrase, mergeRanges, type Phrase, tokenize } from '../../text/tokens.ts';
import { isSingleKey, isTyping } from '../../ui/keys.ts';
import { loadStyles } from '../../ui/load.ts';
import { findPoint, headings, listCells, listTextNodes } from '../../ui/text-nodes.ts';
import { toPhrase } from './query.ts';
import styles from './search-marks.css?url';

/**
 * Mark, on the page that a search result led to, every place that matches, with a bar to go from one
 * to the next and to clear them. An engine without the CSS Custom Highlight API shows the page as it is.
 *
 * @param marked the wordings to mark, `|` between them
 */
export async function markOccurrences(marked: string, view: View): Promise<void> {
  if (!('highlights' in CSS)) return;
  await loadStyles(styles);
  const phrases = marked.split('|').map((wording) => toPhrase(wording));
  const ranges = listTexts().flatMap((element) => findRanges(element, phrases));
  document.documentElement.classList.add('has-marks');
  CSS.highlights.set('search', new Highlight(...ranges));
  const bar = makeBar(view);
  document.body.append(bar.element);
  let at = findFirst(ranges);
  const show = (step: number, isMoving = true): void => {
    at = (at + step + ranges.length) % Math.max(1, ranges.length);
    const range = ranges[at];
    if (!range) {
      bar.count.textContent = joinText(view, searchWords.otherLanguage);
      return;
    }
    CSS.highlights.set('search-current', new Highlight(range));
    // Where translations are hidden, this one is not.
    document.querySelector('.has-current')?.classList.remove('has-current');
    range.startContainer.parentElement?.closest('.pair')?.classList.add('has-current');
    bar.count.textContent = `${at + 1} / ${ranges.length}`;
    if (isMoving) scrollBy({ top: range.getBoundingClientRect().top - innerHeight / 3 });
  };
  const clear = (): void => {
    CSS.highlights.clear();
    bar.element.remove();
    document.documentElement.classList.remove('has-marks');
    document.querySelector('.has-current')?.classList.remove('has-current');
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
  addEventListener('hashchange', onHash);
  bar.previous.addEventListener('click', () => show(-1));
  bar.next.addEventListener('click', () => show(1));
  bar.clear.addEventListener('click', clear);
  addEventListener('keydown', onKey);
  show(0, false);
}

/** List the elements whose text search knows: sentences and titles, each in one language. */
function listTexts(): Element[] {
  return [...document.querySelectorAll(`main [id], main section > ${headings}`)]
    .filter((element) => isSegmentAnchor(element.id) || element.matches(headings))
    .flatMap(listCells);
}

function findRanges(element: Element, phrases: readonly Phrase[]): Range[] {
  const nodes = listTextNodes(element);
  const tokens = tokenize(nodes.map(({ data }) => data).join(''));
  return mergeRanges(phrases.flatMap((phrase) => findPhrase(tokens, phrase))).map(
    ({ start, end }) => {
      const range = new Range();
      range.setStart(...findPoint(nodes, start, false));
      range.setEnd(...findPoint(nodes, end, true));
      return range;
    },
  );
}

/** Find the first place in what the page's address names, or else on the page. */
function findFirst(ranges: readonly Range[]): number {
  const target = document.querySelector('main :target');
  const inTarget = ranges.findIndex(({ startContainer }) => target?.contains(startContainer));
  return Math.max(0, inTarget);
}

function makeBar(view: View) {
  const element = document.createElement('div');
  element.className = 'marks-bar ui';
  element.role = 'toolbar';
  element.ariaLabel = joinText(view, searchWords.occurrences);
  const count = document.createElement('output');
  const makeButton = (sign: string, text: Bilingual) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = sign;
    button.title = joinText(view, text);
    button.ariaLabel = button.title;
    return button;
  };
  const previous = makeButton('‹', searchWords.previousOccurrence);
  const next = makeButton('›', searchWords.nextOccurrence);
  const clear = makeButton('✕', searchWords.clearOccurrences);
  element.append(count, previous, next, clear);
  return { element, count, previous, next, clear };
}
