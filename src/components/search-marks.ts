import { isSegmentAnchor } from '../lib/address.ts';
import { toPhrase } from '../lib/query.ts';
import { markStrings } from '../lib/strings.ts';
import { findPhrase, mergeRanges, type Phrase, tokenize } from '../lib/tokens.ts';
import { joinText, type View } from '../lib/view.ts';
import { isTyping } from './keys.ts';

/**
 * Mark, on the page that a search result led to, every place that matches, with a bar to go from one
 * to the next and to clear them. An engine without the CSS Custom Highlight API shows the page as it is.
 *
 * @param marked the wordings to mark, `|` between them
 */
export function markOccurrences(marked: string, view: View): void {
  if (!('highlights' in CSS)) return;
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
      bar.count.textContent = joinText(view, markStrings.otherLanguage);
      return;
    }
    CSS.highlights.set('search-current', new Highlight(range));
    bar.count.textContent = `${at + 1} / ${ranges.length}`;
    if (isMoving) scrollBy({ top: range.getBoundingClientRect().top - innerHeight / 3 });
  };
  const clear = (): void => {
    CSS.highlights.clear();
    bar.element.remove();
    document.documentElement.classList.remove('has-marks');
    removeEventListener('keydown', onKey);
    removeEventListener('hashchange', onHash);
    const address = new URL(location.href);
    address.searchParams.delete('mark');
    history.replaceState(history.state, '', address);
  };
  const onKey = (event: KeyboardEvent): void => {
    if (isTyping(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (document.querySelector('dialog[open], :popover-open')) return;
    if (event.key === 'n') show(1);
    else if (event.key === 'N' || event.key === 'p') show(-1);
    else if (event.key === 'Escape') clear();
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
  return [...document.querySelectorAll('main [id], main section > :is(h1, h2, h3, h4, h5, h6)')]
    .filter((element) => isSegmentAnchor(element.id) || /^H\d$/.test(element.tagName))
    .flatMap((element) => {
      const cells = element.querySelectorAll(':scope > [lang]');
      return cells.length > 0 ? [...cells] : [element];
    });
}

function findRanges(element: Element, phrases: readonly Phrase[]): Range[] {
  const nodes: Text[] = [];
  const walker = document.createTreeWalker(element, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) nodes.push(node as Text);
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

/** Find the node and the offset in it that an offset in the text of several nodes stands for. */
function findPoint(nodes: readonly Text[], offset: number, isEnd: boolean): [Text, number] {
  let left = offset;
  for (const node of nodes) {
    if (left < node.length || (isEnd && left === node.length)) return [node, left];
    left -= node.length;
  }
  const last = nodes.at(-1) ?? new Text();
  return [last, last.length];
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
  element.ariaLabel = joinText(view, markStrings.occurrences);
  const count = document.createElement('output');
  const makeButton = (sign: string, text: (typeof markStrings)[keyof typeof markStrings]) => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = sign;
    button.title = joinText(view, text);
    button.ariaLabel = button.title;
    return button;
  };
  const previous = makeButton('‹', markStrings.previousOccurrence);
  const next = makeButton('›', markStrings.nextOccurrence);
  const clear = makeButton('✕', markStrings.clearOccurrences);
  element.append(count, previous, next, clear);
  return { element, count, previous, next, clear };
}
