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
 * Open the search dialog.
 *
 * @param page the address of the search page, whose panel the dialog shows
 * @param take returns what was typed until the dialog is ready
 * @returns the open dialog
 * @throws if the search page does not load
 */
export async function openSearch(page: string, take: () => string): Promise<HTMLDialogElement> {
  dialog ??= makeDialog(page).catch(() => makeDialog(page));
  try {
    const element = await dialog;
    if (!element.open) element.showModal();
    element.querySelector('search-panel')?.ask(take());
    return element;
  } catch (error) {
    dialog = undefined;
    throw error;
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
  // A click on the dialog itself, from its beginning to its end, is one beside its content.
  let pressed: EventTarget | null = null;
  element.addEventListener('pointerdown', ({ target }) => {
    pressed = target;
  });
  element.addEventListener('click', ({ target }) => {
    const isBeside = target === element && pressed === element;
    // What a link leads to may be on this very page.
    const isLink = target instanceof Element && target.closest('.result a');
    if (isBeside || isLink) element.close();
  });
  // Otherwise the first Esc would only empty the box.
  element.addEventListener('keydown', (event) => {
    if (event.key !== 'Escape' || event.isComposing) return;
    event.preventDefault();
    element.close();
  });
  document.body.append(element);
  return element;
}
