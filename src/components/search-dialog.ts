import './search-panel.ts';

let dialog: Promise<HTMLDialogElement> | undefined;

/** Make the dialog ready to be opened, and load what search needs. */
export function prepareSearch(page: string): void {
  dialog ??= makeDialog(page);
  dialog
    .then((element) => element.querySelector('search-panel')?.prepare())
    .catch(() => {
      dialog = undefined;
    });
}

/**
 * Open the search dialog, or, if it does not load, the search page in its place.
 *
 * @param page the address of the search page, whose panel the dialog shows
 * @param typed what stands in the box already
 */
export async function openSearch(page: string, typed: string): Promise<void> {
  try {
    dialog ??= makeDialog(page);
    const element = await dialog;
    if (!element.open) element.showModal();
    element.querySelector('search-panel')?.ask(typed);
  } catch {
    location.assign(`${page}?${new URLSearchParams({ q: typed })}`);
  }
}

/** Make a dialog of the search page's own panel, so that both are the same. */
async function makeDialog(page: string): Promise<HTMLDialogElement> {
  const response = await fetch(page);
  if (!response.ok) throw new Error(`${page}: ${response.status}`);
  const source = new DOMParser().parseFromString(await response.text(), 'text/html');
  const panel = source.querySelector('search-panel');
  if (!panel) throw new Error(`${page} has no search panel`);
  const element = document.createElement('dialog');
  element.className = 'search-dialog';
  element.ariaLabel = panel.querySelector('input')?.ariaLabel ?? null;
  element.append(document.adoptNode(panel));
  // A click on the dialog itself is one beside its content.
  element.addEventListener('click', ({ target }) => {
    if (target === element) element.close();
  });
  document.body.append(element);
  return element;
}
