import { citeWords } from '../../i18n/words.ts';
import { type Bilingual, joinText } from '../../paper/locale.ts';
import { copyText } from '../../ui/clipboard.ts';
import { once } from '../../ui/once.ts';
import { view } from '../../ui/page.ts';
import { placeCard } from '../../ui/place-card.ts';
import { loadStyles } from '../../ui/styles.ts';
import { keepStyle, readStyle } from './cite-style.ts';
import type { Copied } from './quotation.ts';
import styles from './quote.css?url';
import { loadSources, quoteBoth, quoteOnce, type Sources, toLink } from './quote-sources.ts';
import { type Quoted, readPlace } from './quoted.ts';
import { citeStyles } from './styles.ts';

/** How long the menu says that something was copied, in ms. */
const shown = 1500;

const getMenu = once(makeMenu);

/** Offer to copy the sentence or the paragraph that a link in the margin stands for. */
export async function quotePlace(link: HTMLAnchorElement): Promise<void> {
  await offer(readPlace(link), link.getBoundingClientRect());
}

/** Offer to copy a quotation, in a menu beside a place in the window. */
export async function offer(quoted: Quoted, place: DOMRect): Promise<void> {
  const menu = await getMenu();
  menu.show(quoted, place);
}

async function makeMenu() {
  if (!('popover' in document.body)) throw new Error('The menu needs a browser with popovers');
  await loadStyles(styles);
  const element = document.createElement('div');
  element.className = 'quote-menu ui';
  element.popover = 'auto';
  element.role = 'dialog';
  element.ariaLabel = joinText(view, citeWords.cite);
  const status = document.createElement('p');
  status.role = 'status';
  let quoted: Quoted;
  let sources: Promise<Sources>;
  let timer = 0;

  const say = (text: Bilingual): void => {
    status.textContent = joinText(view, text);
  };
  const copy = async (make: () => Copied | Promise<Copied>): Promise<void> => {
    clearTimeout(timer);
    status.textContent = '';
    try {
      const { plain, html } = await make();
      await copyText(plain, html);
      say(citeWords.copied);
      timer = window.setTimeout(() => element.hidePopover(), shown);
    } catch (error) {
      say(error instanceof DOMException ? citeWords.notCopied : citeWords.notLoaded);
    }
  };
  const quoteWith = (quote: typeof quoteOnce) => () =>
    copy(async () => quote(quoted, await sources, readStyle(view)));
  element.append(
    makeButton(citeWords.copyLink, () => copy(() => toCopied(toLink(quoted)))),
    makeButton(citeWords.copyQuotation, quoteWith(quoteOnce)),
    makeButton(citeWords.copyBoth, quoteWith(quoteBoth)),
    makeStyleChoice(),
    status,
  );
  document.body.append(element);

  return {
    show(next: Quoted, place: DOMRect): void {
      clearTimeout(timer);
      quoted = next;
      sources = loadSources(next);
      // Who only wants the link is not to be told of what did not load.
      sources.catch(() => {});
      status.textContent = '';
      element.showPopover();
      placeCard(element, place);
      element.querySelector('button')?.focus({ preventScroll: true });
    },
  };
}

function makeButton(text: Bilingual, act: () => void): HTMLButtonElement {
  const button = document.createElement('button');
  button.type = 'button';
  button.textContent = joinText(view, text);
  button.addEventListener('click', act);
  return button;
}

/** Let the reader choose the style of the citation, which is then the one everywhere. */
function makeStyleChoice(): HTMLLabelElement {
  const label = document.createElement('label');
  const select = document.createElement('select');
  const lead = view === 'en' ? 'en' : 'zh';
  select.append(...citeStyles.map(({ id }) => new Option(citeWords.styles[id][lead], id)));
  select.value = readStyle(view);
  select.addEventListener('change', () => keepStyle(select.value));
  label.append(joinText(view, citeWords.style), select);
  return label;
}

function toCopied(link: string): Copied {
  return { plain: link, html: '' };
}
