import styles from '../features/settings/settings.css?url';
import { readChoices, toNext, writeChoices } from '../features/settings/settings.ts';
import { once } from '../ui/load.ts';
import { inTime } from '../ui/page.ts';
import { makeDialog, takeTool } from '../ui/tools.ts';
import '../features/settings/settings-panel.element.ts';

const getKeys = once(async () => {
  const dialog = makeDialog('keys-dialog', await takeTool('keys-tool', styles));
  dialog.ariaLabel = dialog.querySelector('h2 > *')?.textContent ?? null;
  return dialog;
});

/** Make the settings panel; from then on the button toggles it. */
export const prepareSettings = once(async (button: HTMLButtonElement) => {
  const panel = await takeTool('settings-tool', styles);
  panel.ariaLabel = button.querySelector('.said')?.firstChild?.textContent ?? null;
  panel.addEventListener('toggle', () => {
    if (panel.matches(':popover-open')) panel.querySelector<HTMLElement>(':checked')?.focus();
  });
  // A panel that need not scroll would pass the wheel on to the page.
  const keepWheel = (event: Event) =>
    panel.scrollHeight <= panel.clientHeight && event.preventDefault();
  panel.addEventListener('wheel', keepWheel, { passive: false });
  button.after(panel);
  button.popoverTargetElement = panel;
  return panel;
});

/** After a retry has reloaded the page, follow a link, act on a key, press a control, or make its choice again. */
export async function pressAgain(press: string): Promise<void> {
  // The pointer is now at the button of the retry.
  if (press.length === 1) return actOnKey(press, ':not(*)');
  if (press.startsWith('http')) return location.assign(press);
  const control = document.querySelector<HTMLElement>(press);
  if (!control) document.dispatchEvent(new Event('choices'));
  // The address may have opened the panel that its control would close.
  else if (!control.closest('details[open]')) control.click();
}

/** Act on a shortcut that has no control on the page, for the hovered sentence if there is one. */
export async function actOnKey(key: string, hovered = 'main *:hover'): Promise<void> {
  if (key === 't') {
    const choices = readChoices();
    writeChoices({ ...choices, theme: toNext('theme', choices.theme) });
  } else if (key === 'r') {
    await readAloud();
  } else if (key === 'q') {
    const { quoteHere } = await inTime(import('../features/cite/cite-tools.ts'));
    await quoteHere([...document.querySelectorAll(hovered)].at(-1));
  } else {
    (await getKeys()).showModal();
  }
}

/** Read aloud from the sentence of a pressed control, or from the reader's place. */
export async function readAloud(pressed?: EventTarget | null): Promise<void> {
  const speech = await inTime(import('../features/speech/speech-reader.ts'));
  const control = pressed instanceof Element ? pressed : undefined;
  control?.closest<HTMLElement>('[popover]')?.hidePopover();
  await speech.readAloud(control);
}
