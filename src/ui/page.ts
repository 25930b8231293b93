import { toPath } from '../paper/anchor.ts';
import type { View } from '../paper/locale.ts';

declare const __BASE__: string;

const { dataset } = document.documentElement;

/** The path that the site is served under, with a slash at both ends. */
export const base: string = __BASE__;

/** The view of the page. */
export const view = dataset['view'] as View;

/** The page's name in its address: a section's number, '' for the whole paper, `search` … */
export const pageName: string = dataset['page'] ?? '';

/** Return the root-relative link to a page in the view of this page. */
export function hrefTo(name: string): string {
  return base + toPath(view, name).slice(1);
}

/** The version of the site that this page belongs to; it ends the names of data files. */
export const version: string = dataset['version'] ?? '';

/** The address of the document with the templates of bars, menus, cards and panels. */
export const toolsHref: string = hrefTo(`tools/${version}`);

/** Add a link to the page's head, for a file that will be needed. */
export function addLink(link: Partial<HTMLLinkElement>): void {
  document.head.append(Object.assign(document.createElement('link'), link));
}

/** Wait for a promise, or throw after 6 s, when a reader would no longer wait. */
export function inTime<Value>(loading: Promise<Value>): Promise<Value> {
  return Promise.race([loading, new Promise<never>((_, fail) => setTimeout(fail, 6000))]);
}

/** Say that the tool of a control did not load, or follow an update of the site; “Try again” reloads the page and repeats the press. */
export async function sayLost(control = '.settings-button .said', press = control): Promise<void> {
  // If this module is not cached and does not load, assume that there is no update.
  const isLeft = await inTime(import('./tools.ts').then((tools) => tools.followUpdate())).catch(
    () => false,
  );
  const lost = document.getElementById('lost');
  const [name, button] = lost?.querySelectorAll<HTMLElement>('b, button') ?? [];
  if (isLeft || !lost || !name || !button) return;
  name.textContent = document.querySelector(control)?.textContent ?? '';
  // A browser does not request again a script that hangs, nor Firefox one that failed.
  const repeat = ({ ok }: Response): void => {
    if (!ok || !lost.matches(':popover-open')) return;
    history.replaceState({ ...history.state, control, press }, '');
    location.reload();
  };
  button.onclick = () => inTime(fetch(location.href)).then(repeat, () => {});
  if (lost.togglePopover) lost.togglePopover(true);
  // Without popovers no notice can be shown, so follow the link.
  else if (press.startsWith('http')) location.assign(press);
}
