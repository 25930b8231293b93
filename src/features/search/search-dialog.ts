import { once } from '../../ui/load.ts';
import { inTime } from '../../ui/page.ts';
import { makeDialog, takeTool } from '../../ui/tools.ts';
import styles from './search.css?url';
import { getEngine } from './search-engine.ts';
import type { SearchPanel } from './search-panel.element.ts';
import './search-panel.element.ts';

const getDialog = once(async () => {
  const panel = await takeTool('search-tool', styles);
  const dialog = makeDialog('search-dialog', panel);
  panel.querySelector('.search-close')?.removeAttribute('hidden');
  dialog.ariaLabel = panel.querySelector('input')?.ariaLabel ?? null;
  dialog.addEventListener('click', ({ target }) => {
    // A result on this page does not load a new one, so close the dialog.
    if (target instanceof Element && target.closest('.result a')) dialog.close();
  });
  // Otherwise the first Esc would only empty the box.
  dialog.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    dialog.close();
  });
  return dialog;
});

/** Prepare the dialog and load the search index. */
export function prepareDialog(): void {
  // The next search reports an error.
  getEngine().catch(() => {});
  getDialog().catch(() => {});
}

/** Open the search dialog with the text typed so far, which `take` returns; throw if the panel does not load. */
export async function openSearch(take: () => string): Promise<HTMLDialogElement> {
  const dialog = await inTime(getDialog().catch(getDialog));
  if (!dialog.open) dialog.showModal();
  dialog.querySelector<SearchPanel>('search-panel')?.ask(take());
  return dialog;
}
