import { decodeAnchor, readRangeAnchor } from '../../paper/anchor.ts';
import { toIsoDate } from '../../paper/locale.ts';
import { copyText } from '../../ui/clipboard.ts';
import { findAnchor } from '../../ui/place.ts';
import { listTextNodes } from '../../ui/text-nodes.ts';
import { takeTool } from '../../ui/tools.ts';
import styles from './quote.css?url';
import { keepStyle, offer, quotePlace } from './quote-menu.ts';
import { readSelected } from './quoted.ts';
import { type CiteStyle, formatAccess } from './styles.ts';

export { followSelections } from './quote-menu.ts';

/** Do what a control is for: the number beside a sentence, or the panel that cites the page. */
export function openTool(control: HTMLElement): Promise<void> {
  return control instanceof HTMLAnchorElement ? quotePlace(control) : prepareCitations(control);
}

/** Offer to cite what is selected, or else the sentence that the reader is at. */
export async function quoteHere(): Promise<void> {
  const quoted = readSelected();
  const lines = quoted && getSelection()?.getRangeAt(0).getClientRects();
  const place = lines?.[lines.length - 1];
  if (quoted && place) return offer(quoted, place);
  const anchor = findAnchor() || document.querySelector('main [id*="-p"]')?.id || '';
  const link = document.querySelector<HTMLAnchorElement>(
    `main .self[href="#${CSS.escape(anchor)}"]`,
  );
  if (link) await quotePlace(link);
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

/** Give each citation of the page's panel the date of today, and a button that copies it. */
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

/** Put the reader's date where its placeholder stands. */
function fillInDate(entry: Element, style: CiteStyle): void {
  for (const node of listTextNodes(entry)) {
    node.data = node.data.replace(formatAccess(style), formatAccess(style, toIsoDate(new Date())));
  }
}

/** Copy a citation, and say for a while on its button, and to screen readers, whether it is copied. */
async function copyCitation(citation: HTMLElement, button: HTMLElement, status: Element) {
  let said = button.dataset['copied'];
  try {
    await copyText(citation.textContent.trim(), citation.innerHTML.trim());
    keepStyle(citation.dataset['style'] ?? '');
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

addEventListener('hashchange', markRange);
