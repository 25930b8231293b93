import { decodeAnchor } from '../../paper/anchor.ts';
import { langs, toIsoDate } from '../../paper/locale.ts';
import { findNearest, readPlace } from '../../paper/nearest.ts';
import { copyText } from '../../ui/clipboard.ts';
import { load, once } from '../../ui/load.ts';
import { hrefTo, view } from '../../ui/page.ts';
import { findAnchor } from '../../ui/place.ts';
import { keep, readKept } from '../../ui/storage.ts';
import { fill, listTextNodes, wrapText } from '../../ui/text-nodes.ts';
import { placeCard, say, takeTool } from '../../ui/tools.ts';
import { citeFormats } from './citation-files.ts';
import type { CslItem } from './csl-item.ts';
import { addAccess } from './parts.ts';
import styles from './quote.css?url';
import {
  type Copied,
  linked,
  listQuoted,
  loadSources,
  type Quoted,
  quote,
  readQuoted,
  readSelected,
  toLink,
  toReport,
} from './quoted.ts';
import { type CiteStyle, citeStyles, formatAccess, initialStyle } from './styles.ts';

const storageKey = 'duidu:style';

/** Open the menu for a sentence number, or prepare the panel that cites the page. */
export function openTool(control: HTMLElement): Promise<void> {
  return control instanceof HTMLAnchorElement
    ? offer(readQuoted(toAnchor(control)), control.getBoundingClientRect())
    : prepareCitations(control);
}

/** Offer to cite the selection, or else the pointed, the focused, the addressed or the currently read sentence. */
export async function quoteHere(pointed?: Element): Promise<void> {
  const selected = readSelected();
  if (selected) return offer(selected, findEnd());
  const named = [pointed, document.activeElement].map((each) => each && toAnchor(each));
  const asked = [...named, readAddress()].find((each) => each && listQuoted(each).some(isInView));
  const sentences = [...document.querySelectorAll('main :is(.pair, .single > [id])')];
  const anchor = asked || findAnchor() || (sentences.find(isInView) ?? sentences[0])?.id;
  const [first] = anchor ? listQuoted(anchor) : [];
  if (!anchor || !first) return;
  const link = document.querySelector(`main .self[href="#${CSS.escape(first.id)}"]`) ?? first;
  await offer(readQuoted(anchor), link.getBoundingClientRect());
}

function readAddress(): string {
  return decodeAnchor(location.hash.slice(1));
}

/** Return the anchor of a margin link, or of the text around an element. */
function toAnchor(element: Element): string {
  const link = element.closest<HTMLAnchorElement>('main .self');
  return link ? decodeAnchor(link.hash.slice(1)) : (element.closest('main [id*="-p"]')?.id ?? '');
}

function isInView(element: Element): boolean {
  const line = Number.parseFloat(getComputedStyle(element).scrollMarginTop);
  const boxes = [...element.getClientRects()];
  return boxes.some(({ top, bottom }) => bottom > line && top < innerHeight);
}

/** Go to the nearest place if the URL’s anchor does not exist, and highlight the sentences of a range. */
export function followAddress(): void {
  const asked = readAddress();
  if (asked && !document.getElementById(asked)) leadNear(asked).catch(() => {});
  markRange();
}

/** Highlight exactly the sentences of the range in the URL. */
function markRange(): void {
  const asked = readAddress();
  for (const marked of document.querySelectorAll('.in-range')) marked.classList.remove('in-range');
  if (!asked.includes('..')) return;
  for (const sentence of listQuoted(asked)) sentence.classList.add('in-range');
}

async function leadNear(asked: string): Promise<void> {
  const place = readPlace(asked);
  const isText = (anchor: string) => !!document.getElementById(anchor)?.closest('article');
  if (place?.paragraph && !isText(place.number)) {
    const page = hrefTo(place.number);
    const answer = await fetch(page).catch(() => undefined);
    if (answer?.ok) return location.replace(page + location.hash);
  }
  const found = place && findNearest(place, isText);
  if (found) location.replace(`#${found}`);
  const notice = await takeTool('near-place', styles);
  document.querySelector('.near-place')?.remove();
  document.body.append(notice);
  const said = say(notice, found ? 'near' : 'none');
  if (said) fill(said, { asked, found: found ?? '' });
  notice.showPopover?.();
}

const prepareCitations = once(async (panel: HTMLElement): Promise<void> => {
  const entries = panel.querySelectorAll<HTMLElement>('[data-style]');
  for (const entry of entries) {
    fillInDate(entry, entry.dataset['style'] as CiteStyle);
    linkAddress(entry);
  }
  for (const link of panel.querySelectorAll<HTMLAnchorElement>('a[download]')) {
    link.addEventListener('click', (event) => {
      event.preventDefault();
      saveFile(link, panel).catch(() => location.assign(link.href));
    });
  }
  const button = await takeTool('copy-button', styles);
  for (const entry of entries) {
    const copier = button.cloneNode(true) as HTMLElement;
    const citation = entry.cloneNode(true) as HTMLElement;
    copier.firstElementChild?.addEventListener('click', () => copyCitation(citation, copier));
    entry.append(' ', copier);
  }
  const [first, others] = panel.querySelectorAll('dl');
  const chosen = panel.querySelector(`[data-style=${readStyle()}]`)?.parentElement;
  others?.prepend(...(first?.children ?? []));
  if (chosen) first?.append(chosen);
});

function fillInDate(entry: Element, style: CiteStyle): void {
  const [blank, today] = [undefined, toIsoDate(new Date())].map((date) =>
    formatAccess(style, view !== 'en', date),
  );
  for (const node of listTextNodes(entry)) node.data = node.data.replace(`${blank}`, `${today}`);
}

/** Turn the URL in a citation into a link, which shows where it ends. */
function linkAddress(entry: Element): void {
  for (const node of listTextNodes(entry)) {
    for (const { 0: href, index } of node.data.matchAll(linked)) {
      const link = Object.assign(document.createElement('a'), { href });
      wrapText(node, index, index + href.length, link);
    }
  }
}

/** Save a citation file with today as the date of access. */
async function saveFile({ href }: HTMLAnchorElement, panel: Element): Promise<void> {
  const format = citeFormats.find(({ extension }) => href.endsWith(extension)) ?? citeFormats[0];
  const data = panel.querySelector<HTMLAnchorElement>('a[href$=".json"]')?.href ?? '';
  const [item] = (await (await load(data)).json()) as [CslItem];
  const file = format.write(addAccess(item, toIsoDate(new Date())));
  const url = URL.createObjectURL(new Blob([file], { type: format.type }));
  const download = href.split('/').at(-1) ?? '';
  Object.assign(document.createElement('a'), { href: url, download }).click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Copy a citation, and say for a while whether that worked. */
async function copyCitation(citation: HTMLElement, copier: HTMLElement): Promise<void> {
  try {
    await copyText(citation.textContent.trim(), citation.innerHTML.trim());
    keep(storageKey, citation.dataset['style']);
    say(copier, 'copied');
  } catch {
    say(copier, 'notCopied');
  }
  setTimeout(() => say(copier), 2000);
}

function readStyle(): CiteStyle {
  const kept = readKept(storageKey);
  return citeStyles.find((style) => style === kept) ?? initialStyle(view);
}

async function offer(quoted: Quoted, place: DOMRect): Promise<void> {
  (await getMenu())(quoted, place);
}

const getMenu = once(async () => {
  if (!('popover' in document.body)) throw new Error('The menu needs a browser with popovers');
  const menu = await takeTool('quote-menu', styles);
  const select = menu.querySelector('select') as HTMLSelectElement;
  const what = menu.querySelector('p') as HTMLElement;
  const report = menu.querySelector('a');
  document.body.append(menu);
  let quoted: Quoted;
  let timer = 0;

  const makers: Record<string, () => Copied | Promise<Copied>> = {
    link: () => ({ plain: toLink(quoted), html: '' }),
    quotation: () => quote(quoted, false, readStyle()),
    both: () => quote(quoted, true, readStyle()),
  };
  menu.addEventListener('click', async ({ target }) => {
    const pressed = target instanceof Element && target.closest<HTMLElement>('[data-copy]');
    const make = pressed && makers[pressed.dataset['copy'] ?? ''];
    if (!make) return;
    clearTimeout(timer);
    say(menu);
    try {
      const { plain, html } = await make();
      await copyText(plain, html);
      say(menu, 'copied');
      timer = window.setTimeout(() => menu.hidePopover(), 1500);
    } catch (error) {
      say(menu, error instanceof DOMException ? 'notCopied' : 'notLoaded');
    }
  });
  select.value = readStyle();
  select.addEventListener('change', () => keep(storageKey, select.value));

  return (next: Quoted, place: DOMRect): void => {
    quoted = next;
    what.textContent = `${next.anchor} ${next.text.slice(0, 40)}`;
    what.lang = langs[next.locale];
    menu.ariaLabel = `${what.dataset['label']} ${next.anchor}`;
    clearTimeout(timer);
    say(menu);
    // A failed preload must not show an error to someone who only copies the link.
    loadSources(next).catch(() => {});
    if (report) fillReport(report, next).catch(() => {});
    menu.showPopover();
    placeCard(menu, place);
    menu.querySelector('button')?.focus({ preventScroll: true });
  };
});

/** Point a link at a new issue about the quoted place; until that loads, it points at the repository. */
async function fillReport(link: HTMLAnchorElement, quoted: Quoted): Promise<void> {
  const { repository = link.href, version } = link.dataset;
  Object.assign(link, { href: repository }).dataset['repository'] = repository;
  const query = await toReport(quoted, version);
  link.href = `${repository.replace(/\/$/, '')}/issues/new?${query}`;
}

/** Show a button at the end of a selection that offers to cite it. */
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
  // The default action of pointerdown would clear the selection before the click.
  button.addEventListener('pointerdown', (event) => event.preventDefault());
  button.addEventListener('click', () => {
    const place = button.getBoundingClientRect();
    button.hidePopover();
    if (quoted) offer(quoted, place);
  });
  document.addEventListener('selectionchange', () => {
    clearTimeout(timer);
    button.hidePopover();
    // Until then the selection does not count as finished.
    timer = window.setTimeout(show, 250);
  });
  show();
});

function findEnd(): DOMRect {
  const range = getSelection()?.getRangeAt(0);
  return [...(range?.getClientRects() ?? [])].at(-1) ?? new DOMRect();
}

addEventListener('hashchange', markRange);
