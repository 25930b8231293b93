import { readChoices, writeChoices } from '../features/settings/choices.ts';
import styles from '../features/settings/settings.css?url';
import { toNext } from '../features/settings/settings.ts';
import type { toolKeys } from '../features/settings/shortcuts.ts';
import { once } from '../ui/load.ts';
import { makeDialog, takeTool } from '../ui/tools.ts';
import '../features/settings/settings-panel.element.ts';

/**
 * Make the panel of settings, once, which the button then opens and closes.
 *
 * @throws if the page that has the settings does not load
 */
export const prepareSettings = once(makePopover);

const getKeys = once(async () => {
  const dialog = makeDialog('keys-dialog', await takeTool('keys-tool', styles));
  dialog.ariaLabel = dialog.querySelector('h2')?.textContent?.trim() ?? null;
  return dialog;
});

/** Act on a key that presses no control of the page. */
export async function actOnKey(key: (typeof toolKeys)[number]): Promise<void> {
  if (key === 't') {
    const choices = readChoices();
    writeChoices({ ...choices, theme: toNext('theme', choices.theme) });
  } else if (key === 'r') {
    const { readAloud } = await import('../features/speech/read-aloud.ts');
    await readAloud();
  } else if (key === 'q') {
    const { quoteHere } = await import('../features/cite/cite-tools.ts');
    await quoteHere();
  } else {
    (await getKeys()).showModal();
  }
}

async function makePopover(button: HTMLButtonElement): Promise<HTMLElement> {
  const panel = await takeTool('settings-tool', styles);
  const element = document.createElement('div');
  element.className = 'settings-popover';
  element.popover = 'auto';
  element.role = 'dialog';
  element.ariaLabel = button.ariaLabel;
  element.append(panel);
  element.addEventListener('toggle', () => {
    if (element.matches(':popover-open')) panel.querySelector<HTMLElement>(':checked')?.focus();
  });
  button.after(element);
  button.popoverTargetElement = element;
  return element;
}
