import { decodeAnchor, readRangeAnchor } from '../../paper/anchor.ts';
import { findAnchor } from '../../ui/place.ts';
import { prepareCitations } from './cite-panel.ts';
import { offer, quotePlace } from './quote-menu.ts';
import { readSelected } from './quoted.ts';

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

addEventListener('hashchange', markRange);
