import { prepareCitations } from './cite-panel.ts';
import { quotePlace } from './quote-menu.ts';

export { followSelections } from './quote-button.ts';
export { markRange } from './range.ts';

/** Do what a control is for: the number beside a sentence, or the panel that cites the page. */
export async function openTool(control: HTMLElement): Promise<void> {
  if (!(control instanceof HTMLAnchorElement)) return prepareCitations();
  return quotePlace(control);
}
