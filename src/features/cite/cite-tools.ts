import { findAnchor } from '../../ui/reader-place.ts';
import { prepareCitations } from './cite-panel.ts';
import { offer, quotePlace } from './quote-menu.ts';
import { readSelected } from './quoted.ts';

export { followSelections } from './quote-button.ts';
export { markRange } from './range.ts';

/** Do what a control is for: the number beside a sentence, or the panel that cites the page. */
export async function openTool(control: HTMLElement): Promise<void> {
  if (!(control instanceof HTMLAnchorElement)) return prepareCitations();
  return quotePlace(control);
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
