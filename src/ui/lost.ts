import { findAnchor } from './reader-place.ts';

const lost = document.getElementById('lost');

/** Say that something did not load, until the reader presses anywhere; after an update, follow it. */
export async function sayLost(): Promise<void> {
  if (!(await followUpdate())) lost?.showPopover?.();
}

/** Lead to the page that has what did not load; offline, the page that is being read is worth more. */
export function leadTo(page: string): void {
  if (navigator.onLine) location.assign(page);
  else lost?.showPopover?.();
}

/**
 * Say that the site was updated, if the host has this page in another version, and load that at the same
 * sentence. It is asked for anew, so that the browser's own cache has it then.
 */
export async function followUpdate(): Promise<boolean> {
  const { pathname, search } = location;
  const { version } = document.documentElement.dataset;
  const html = await fetch(pathname, { cache: 'reload' })
    .then((response) => response.text())
    .catch(() => '');
  const [, found = version] = /data-version="(\w+)"/.exec(html) ?? [];
  if (found === version || !lost) return false;
  lost.textContent = lost.dataset['updated'] ?? '';
  lost.showPopover?.();
  setTimeout(() => {
    const next = `${pathname}${search}#${findAnchor()}`;
    // From another address, this one is loaded and not only scrolled.
    history.replaceState(null, '', '?');
    location.replace(next);
  }, 1500);
  return true;
}
