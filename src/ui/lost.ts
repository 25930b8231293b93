import { findAnchor } from './reader-place.ts';

const { version } = document.documentElement.dataset;

/** Say that something did not load, until the reader presses anywhere; after an update, follow it. */
export async function sayLost(): Promise<void> {
  if (!(await followUpdate())) show('lost');
}

/** Lead to the page that has what did not load; offline, the page that is being read is worth more. */
export function leadTo(page: string): void {
  if (navigator.onLine) location.assign(page);
  else show('lost');
}

/**
 * Say that the site was updated, if the host has this page in another version, and load that at the same
 * sentence. What is asked for anew here is also what the browser's own cache has then.
 */
export async function followUpdate(): Promise<boolean> {
  const { pathname, search } = location;
  const html = await fetch(pathname, { cache: 'reload' })
    .then((response) => response.text())
    .catch(() => '');
  const [, found = version] = /data-version="(\w+)"/.exec(html) ?? [];
  if (found === version) return false;
  show('updated');
  setTimeout(() => {
    const next = `${pathname}${search}#${findAnchor()}`;
    // From another address, this one is loaded and not only scrolled.
    history.replaceState(null, '', '?');
    location.replace(next);
  }, 1500);
  return true;
}

function show(id: string): void {
  document.getElementById(id)?.showPopover?.();
}
