import { presses, toolKeys } from '../features/settings/shortcuts.ts';
import { isSingleKey } from '../ui/keys.ts';
import { sayLost } from '../ui/page.ts';

document.addEventListener('keydown', (event) => {
  const { key, defaultPrevented, repeat } = event;
  if (defaultPrevented || repeat || !isSingleKey(event)) return;
  if (document.querySelector('dialog[open]')) return;
  const control = document.querySelector<HTMLElement>(presses[key] ?? ':not(*)');
  if (control?.getClientRects()[0]) control.click();
  // Beside the text, where they need no button, the contents only take the focus.
  else if (key === 'c') focusContents();
  const tool = toolKeys.find((each) => each === key);
  if (tool) import('./reader-tools.ts').then((tools) => tools.actOnKey(tool)).catch(sayLost);
});

function focusContents(): void {
  const contents = document.querySelector('.contents');
  const link =
    contents?.querySelector<HTMLElement>('[aria-current]') ?? contents?.querySelector('a');
  link?.focus();
}
