import { findAnchor } from './place.ts';

/**
 * Fetch a file of this version of the site; where the host has another version by now, the page follows.
 *
 * @throws if it does not come, or comes from elsewhere
 */
export async function load(url: string): Promise<Response> {
  const response = await fetch(url);
  if (response.status === 404) followUpdate().catch(() => {});
  if (!response.ok || new URL(response.url).origin !== location.origin) {
    throw new Error(`${url}: ${response.status}`);
  }
  return response;
}

/**
 * Say that the site was updated, if the host has this page in another version, and load that at the same
 * sentence. It is asked for anew, so that the browser's own cache has it then.
 *
 * @throws if the page does not come
 */
export async function followUpdate(): Promise<boolean> {
  const { pathname, search } = location;
  const { version } = document.documentElement.dataset;
  const html = await (await fetch(pathname, { cache: 'reload' })).text();
  const [, found = version] = /data-version="(\w+)"/.exec(html) ?? [];
  if (found === version) return false;
  const lost = document.getElementById('lost');
  if (lost) lost.textContent = lost.dataset['updated'] ?? '';
  lost?.showPopover?.();
  setTimeout(() => {
    const next = `${pathname}${search}#${findAnchor()}`;
    // From another address, this one is loaded and not only scrolled.
    history.replaceState(null, '', '?');
    location.replace(next);
  }, 1500);
  return true;
}
