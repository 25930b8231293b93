import { isSingleKey } from '../ui/keys.ts';
import { inTime, sayLost } from '../ui/page.ts';

const presses: Readonly<Record<string, string>> = {
  j: '.pager [rel=next]',
  k: '.pager [rel=prev]',
  '1': '.toggle :nth-child(1)',
  '2': '.toggle :nth-child(2)',
  '3': '.toggle :nth-child(3)',
  c: '.contents-button',
  s: '.settings-button',
};

type Tools = typeof import('./reader-tools.ts');

function use(act: (tools: Tools) => unknown, press: string, control?: string): void {
  inTime(import('./reader-tools.ts'))
    .then(act)
    .catch(() => sayLost(control, press));
}

document.addEventListener('read-aloud', ({ target }) =>
  use((tools) => tools.readAloud(target), 'r', '.read-aloud'),
);

document.addEventListener('keydown', (event) => {
  const { key, defaultPrevented, repeat } = event;
  if (defaultPrevented || repeat || !isSingleKey(event)) return;
  if (document.querySelector('dialog[open]')) return;
  const control = document.querySelector<HTMLElement>(presses[key] ?? ':not(*)');
  if (control?.getClientRects()[0]) control.click();
  // On a wide screen the contents have no button, so focus them.
  else if (key === 'c') focusContents();
  if (/^[trq?]$/.test(key))
    use((tools) => tools.actOnKey(key), key, { q: '.cite summary', r: '.read-aloud' }[key]);
});

function focusContents(): void {
  const contents = document.querySelector('.contents');
  const link =
    contents?.querySelector<HTMLElement>('[aria-current]') ?? contents?.querySelector('a');
  link?.focus();
}

const { press, control, ...state } = history.state ?? {};
if (press) {
  // A later reload must not repeat the press.
  history.replaceState(state, '');
  use((tools) => tools.pressAgain(press), press, control);
}
