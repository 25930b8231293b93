/** Make a dialog around what it shows, which a click beside it closes. */
export function makeDialog(className: string, content: Element): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = className;
  dialog.append(content);
  // A click on the dialog itself, from its beginning to its end, is one beside its content.
  let pressed: EventTarget | null = null;
  dialog.addEventListener('pointerdown', ({ target }) => {
    pressed = target;
  });
  dialog.addEventListener('click', ({ target }) => {
    if (target === dialog && pressed === dialog) dialog.close();
  });
  document.body.append(dialog);
  return dialog;
}
