import { toolsHref } from './page.ts';
import { findAnchor } from './reader-place.ts';

/** Say that something did not load, until the reader presses anywhere; after an update, reload the page. */
export async function sayLost(): Promise<void> {
  if (!(await followUpdate())) show('lost');
}

/** Lead to the page that has what did not load; offline, the page that is being read is worth more. */
export async function leadTo(page: string): Promise<void> {
  if (!navigator.onLine) show('lost');
  else if (!(await followUpdate())) location.assign(page);
}

/**
 * Fetch a file of this version of the site; where the host has another version by now, reload the page.
 *
 * @throws if it does not come, or comes from elsewhere
 */
export async function load(url: string): Promise<Response> {
  const response = await fetch(url);
  if (response.status === 404) await followUpdate();
  if (!response.ok || new URL(response.url).origin !== location.origin) {
    throw new Error(`${url}: ${response.status}`);
  }
  return response;
}

let isLeaving = false;

/**
 * Say that the site was updated, if the host no longer has this version, and reload the page at the same
 * sentence. A version is left once: a page that is still the same after that comes from a stale cache.
 */
async function followUpdate(): Promise<boolean> {
  const { version } = document.documentElement.dataset;
  if (isLeaving || history.state?.left === version) return isLeaving;
  const answer = await fetch(toolsHref, { method: 'HEAD', cache: 'no-store' }).catch(
    () => undefined,
  );
  if (answer?.status !== 404) return false;
  isLeaving = true;
  history.replaceState(
    { left: version },
    '',
    `${location.pathname}${location.search}#${findAnchor()}`,
  );
  show('updated');
  // Without this, the browser would go back to a place in pixels, and not in the text.
  addEventListener('pagehide', () => {
    history.scrollRestoration = 'manual';
  });
  setTimeout(() => location.reload(), 1500);
  return true;
}

function show(id: string): void {
  document.getElementById(id)?.showPopover?.();
}
