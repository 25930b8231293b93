import { decodeAnchor } from '../../paper/anchor.ts';
import { toIsoDate } from '../../paper/locale.ts';
import { readRangeAnchor } from '../../paper/range.ts';
import { copyText } from '../../ui/clipboard.ts';
import { once } from '../../ui/load.ts';
import { view } from '../../ui/page.ts';
import { findAnchor } from '../../ui/place.ts';
import { keep, readKept } from '../../ui/storage.ts';
import { listTextNodes } from '../../ui/text-nodes.ts';
import { placeCard, takeTool } from '../../ui/tools.ts';
import styles from './quote.css?url';
import {
  type Copied,
  loadSources,
  type Quoted,
  quote,
  readPlace,
  readSelected,
  toLink,
} from './quoted.ts';
import { type CiteStyle, citeStyles, formatAccess } from './styles.ts';

const storageKey = 'duidu:style';

/** Milliseconds until the menu hides after a copy, and until a selection is taken for finished. */
const delays = { hide: 1500, select: 250 };

/** Act on the number beside a sentence, or on the panel that cites the page. */
export function openTool(control: HTMLElement): Promise<void> {
  return control instanceof HTMLAnchorElement
    ? offer(readPlace(control), control.getBoundingClientRect())
    : prepareCitations(control);
}

/** Offer to cite the selection, or else the sentence that the reader is at. */
export async function quoteHere(): Promise<void> {
  const quoted = readSelected();
  if (quoted) return offer(quoted, findEnd());
  const anchor = findAnchor() || document.querySelector('main [id*="-p"]')?.id || '';
  const link = document.querySelector<HTMLAnchorElement>(
    `main .self[href="#${CSS.escape(anchor)}"]`,
  );
  if (link) await openTool(link);
}

/** Mark each sentence of the range that the page's address names, and no other. */
export function markRange(): void {
  for (const marked of document.querySelectorAll('.in-range')) marked.classList.remove('in-range');
  const anchors = readRangeAnchor(decodeAnchor(location.hash.slice(1)));
  const [first, last] = anchors?.map((anchor) => document.getElementById(anchor)) ?? [];
  if (!first || !last) return;
  const sentences = [...(first.parentElement?.querySelectorAll(':scope > [id]') ?? [])];
  const range = sentences.slice(sentences.indexOf(first), sentences.indexOf(last) + 1);
  for (const sentence of range) sentence.classList.add('in-range');
}

async function prepareCitations(panel: HTMLElement): Promise<void> {
  if (panel.classList.contains('prepared')) return;
  panel.classList.add('prepared');
  const entries = panel.querySelectorAll<HTMLElement>('[data-style]');
  for (const entry of entries) fillInDate(entry, entry.dataset['style'] as CiteStyle);
  const button = await takeTool('copy-button', styles);
  const status = document.createElement('p');
  status.className = 'said';
  status.role = 'status';
  panel.append(status);
  for (const entry of entries) {
    const copier = button.cloneNode(true) as HTMLElement;
    const citation = entry.cloneNode(true) as HTMLElement;
    copier.addEventListener('click', () => copyCitation(citation, copier, status));
    entry.append(' ', copier);
  }
}

function fillInDate(entry: Element, style: CiteStyle): void {
  for (const node of listTextNodes(entry)) {
    node.data = node.data.replace(formatAccess(style), formatAccess(style, toIsoDate(new Date())));
  }
}

/** Copy a citation, and say so for a while on its button and to screen readers. */
async function copyCitation(citation: HTMLElement, button: HTMLElement, status: Element) {
  let said = button.dataset['copied'];
  try {
    await copyText(citation.textContent.trim(), citation.innerHTML.trim());
    keep(storageKey, citation.dataset['style']);
  } catch {
    said = button.dataset['notCopied'];
  }
  button.textContent = said ?? '';
  status.textContent = said ?? '';
  setTimeout(() => {
    button.textContent = button.dataset['label'] ?? '';
    status.textContent = '';
  }, 2000);
}

function readStyle(): CiteStyle {
  const kept = readKept(storageKey);
  const known = citeStyles.find(({ id }) => id === kept);
  return known?.id ?? (view === 'en' ? 'apa' : 'gbt-2025-numeric');
}

async function offer(quoted: Quoted, place: DOMRect): Promise<void> {
  (await getMenu())(quoted, place);
}

const getMenu = once(async () => {
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
    const pressed = target instanceof Element && target.closest<HTMLElement>('[data-copy]');
    const make = pressed && makers[pressed.dataset['copy'] ?? ''];
    if (!make) return;
    say();
    const { copied, notCopied, notLoaded } = status.dataset;
    try {
      const { plain, html } = await make();
      await copyText(plain, html);
      say(copied);
      timer = window.setTimeout(() => menu.hidePopover(), delays.hide);
    } catch (error) {
      say(error instanceof DOMException ? notCopied : notLoaded);
    }
  });
  select.value = readStyle();
  select.addEventListener('change', () => keep(storageKey, select.value));

  return (next: Quoted, place: DOMRect): void => {
    quoted = next;
    say();
    // A failed preload must not show an error to someone who only copies the link.
    loadSources(next).catch(() => {});
    menu.showPopover();
    placeCard(menu, place);
    menu.querySelector('button')?.focus({ preventScroll: true });
  };
});

/** Offer to cite a selection, by a button beside its end. */
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
    timer = window.setTimeout(show, delays.select);
  });
  show();
});

function findEnd(): DOMRect {
  const range = getSelection()?.getRangeAt(0);
  return [...(range?.getClientRects() ?? [])].at(-1) ?? new DOMRect();
}

addEventListener('hashchange', markRange);
