import { citeWords } from '../../i18n/words.ts';
import { joinText } from '../../paper/locale.ts';
import { once } from '../../ui/once.ts';
import { view } from '../../ui/page.ts';
import { placeCard } from '../../ui/place-card.ts';
import { loadStyles } from '../../ui/styles.ts';
import styles from './quote.css?url';
import { offer } from './quote-menu.ts';
import { type Quoted, readSelected } from './quoted.ts';

/** How long a selection stays as it is before something is offered for it, in ms. */
const pause = 250;

/** Offer to cite what is selected of the text, by a button beside the end of the selection. */
export const followSelections = once(async () => {
  if (!('popover' in document.body)) return;
  await loadStyles(styles);
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'quote-button ui';
  button.textContent = joinText(view, citeWords.citeSelection);
  button.popover = 'manual';
  document.body.append(button);
  let quoted: Quoted | undefined;
  let timer = 0;
  const show = (): void => {
    quoted = readSelected();
    button.togglePopover(quoted !== undefined);
    if (quoted) placeCard(button, findEnd());
  };
  // A press would end the selection before the click that it becomes.
  button.addEventListener('pointerdown', (event) => event.preventDefault());
  button.addEventListener('click', () => {
    const place = button.getBoundingClientRect();
    button.hidePopover();
    if (quoted) offer(quoted, place);
  });
  const wait = (): void => {
    clearTimeout(timer);
    button.hidePopover();
    timer = window.setTimeout(show, pause);
  };
  document.addEventListener('selectionchange', wait);
  show();
});

/** Return where the last line of the selection is in the window. */
function findEnd(): DOMRect {
  const range = getSelection()?.getRangeAt(0);
  return [...(range?.getClientRects() ?? [])].at(-1) ?? new DOMRect();
}
