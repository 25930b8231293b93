import { copyText } from '../../ui/clipboard.ts';
import { once } from '../../ui/load.ts';
import { view } from '../../ui/page.ts';
import { keep, readKept } from '../../ui/storage.ts';
import { placeCard, takeTool } from '../../ui/tools.ts';
import type { Copied } from './quotation.ts';
import styles from './quote.css?url';
import { loadSources, type Quoted, quote, readPlace, readSelected, toLink } from './quoted.ts';
import { type CiteStyle, citeStyles } from './styles.ts';

const storageKey = 'duidu:style';

/** Return the style that the reader used last, or else the one that is usual in the view's language. */
export function readStyle(): CiteStyle {
  const kept = readKept(storageKey);
  const known = citeStyles.find(({ id }) => id === kept);
  return known?.id ?? (view === 'en' ? 'apa' : 'gbt-2025-numeric');
}

/** Remember the style that the reader uses. */
export function keepStyle(style: string): void {
  keep(storageKey, style);
}

/** How long the menu says that something was copied, in ms. */
const shown = 1500;

/** How long a selection stays as it is before something is offered for it, in ms. */
const pause = 250;

const getMenu = once(makeMenu);

/** Offer to copy the sentence or the paragraph that a link in the margin stands for. */
export async function quotePlace(link: HTMLAnchorElement): Promise<void> {
  await offer(readPlace(link), link.getBoundingClientRect());
}

/** Offer to copy a quotation, in a menu beside a place in the window. */
export async function offer(quoted: Quoted, place: DOMRect): Promise<void> {
  const show = await getMenu();
  show(quoted, place);
}

/** Make the menu, and return what shows it. */
async function makeMenu(): Promise<(quoted: Quoted, place: DOMRect) => void> {
  if (!('popover' in document.body)) throw new Error('The menu needs a browser with popovers');
  const menu = await takeTool('quote-menu', styles);
  const status = menu.querySelector<HTMLElement>('[role=status]') as HTMLElement;
  const select = menu.querySelector('select') as HTMLSelectElement;
  document.body.append(menu);
  let quoted: Quoted;
  let timer = 0;

  const makers: Record<string, () => Copied | Promise<Copied>> = {
    link: () => ({ plain: toLink(quoted), html: '' }),
    quotation: () => quote(quoted, false, readStyle()),
    both: () => quote(quoted, true, readStyle()),
  };
  const say = (text = ''): void => {
    clearTimeout(timer);
    status.textContent = text;
  };
  menu.addEventListener('click', async ({ target }) => {
    const make = target instanceof HTMLElement && makers[target.dataset['copy'] ?? ''];
    if (!make) return;
    say();
    const { copied, notCopied, notLoaded } = status.dataset;
    try {
      const { plain, html } = await make();
      await copyText(plain, html);
      say(copied);
      timer = window.setTimeout(() => menu.hidePopover(), shown);
    } catch (error) {
      say(error instanceof DOMException ? notCopied : notLoaded);
    }
  });
  select.value = readStyle();
  select.addEventListener('change', () => keepStyle(select.value));

  return (next, place) => {
    quoted = next;
    say();
    // A failed preload must not show an error to someone who only copies the link.
    loadSources(next).catch(() => {});
    menu.showPopover();
    placeCard(menu, place);
    menu.querySelector('button')?.focus({ preventScroll: true });
  };
}

/** Offer to cite what is selected of the text, by a button beside the end of the selection. */
export const followSelections = once(async () => {
  if (!('popover' in document.body)) return;
  const button = await takeTool('quote-button', styles);
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
  document.addEventListener('selectionchange', () => {
    clearTimeout(timer);
    button.hidePopover();
    timer = window.setTimeout(show, pause);
  });
  show();
});

/** Return where the last line of the selection is in the window. */
function findEnd(): DOMRect {
  const range = getSelection()?.getRangeAt(0);
  return [...(range?.getClientRects() ?? [])].at(-1) ?? new DOMRect();
}
