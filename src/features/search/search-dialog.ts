import { adoptFrom } from '../../ui/adopted.ts';
import { makeDialog } from '../../ui/dialog.ts';
import { once } from '../../ui/once.ts';
import styles from './search.css?url';
import { prepareSearch } from './search-engine.ts';
import './search-panel.element.ts';

const getDialog = once(makeSearchDialog);

/** Make the dialog ready to be opened, and load what search needs. */
export function prepareDialog(page: string): void {
  prepareSearch();
  getDialog(page).catch(() => {});
}

/**
 * Open the search dialog.
 *
 * @param page the address of the search page, whose panel the dialog shows
 * @param take returns what was typed until the dialog is ready
 * @returns the open dialog
 * @throws if the search page does not load
 */
export async function openSearch(page: string, take: () => string): Promise<HTMLDialogElement> {
  const dialog = await getDialog(page).catch(() => getDialog(page));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector('search-panel')?.ask(take());
  return dialog;
}

/** Make a dialog of the search page's own panel, so that both are the same. */
async function makeSearchDialog(page: string): Promise<HTMLDialogElement> {
  const panel = await adoptFrom(page, 'search-panel', styles);
  const dialog = makeDialog('search-dialog', panel);
  panel.querySelector('.search-close')?.removeAttribute('hidden');
  dialog.ariaLabel = panel.querySelector('input')?.ariaLabel ?? null;
  dialog.addEventListener('click', ({ target }) => {
    // What a link leads to may be on this very page.
    if (target instanceof Element && target.closest('.result a')) dialog.close();
  });
  // Otherwise the first Esc would only empty the box.
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    dialog.close();
  });
  return dialog;
}
