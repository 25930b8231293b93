import { loadStyles, once, readPage } from './load.ts';
import { hrefTo, toolsHref } from './page.ts';
import { findAnchor } from './place.ts';
import { keep, readKept } from './storage.ts';

/** The storage key of the last version followed: a tab follows each only once, as a host may still send old pages. */
const followedKey = 'duidu:followed';

const load = once(() => readPage(toolsHref));

/** Clone a tool by the id of its template, from the document with the templates, and load its styles. */
export async function takeTool(id: string, styles?: string): Promise<HTMLElement> {
  const [source] = await Promise.all([load(), styles && loadStyles(styles)]);
  const tool = source.querySelector<HTMLTemplateElement>(`template#${id}`)?.content;
  const element = tool && document.importNode(tool, true).firstElementChild;
  if (!(element instanceof HTMLElement)) throw new Error(`${toolsHref} has no ${id}`);
  return element;
}

/** Show one of a tool's messages (`Messages.astro`) in its status, or none; return the status. */
export function say(tool: Element, name?: string): Element | null {
  const messages = tool.querySelector<HTMLTemplateElement>(':scope > template')?.content;
  const message = name && messages?.querySelector(`[data-message=${name}]`);
  const status = tool.querySelector(':scope > [role=status]');
  status?.replaceChildren(...(message ? message.cloneNode(true).childNodes : []));
  return status;
}

/**
 * If the host has this page in another version, say that the site was updated and reload at the same sentence, one at a
 * time and never twice to the same version. Throw if there is none, or if the page or its tools do not load.
 */
export const followUpdate = once(async (): Promise<true> => {
  const { pathname, search } = location;
  const { version } = document.documentElement.dataset;
  // This also renews the browser's cache.
  const html = await (await fetch(pathname + search, { cache: 'reload' })).text();
  const [, found = version] = /data-version="(\w+)"/.exec(html) ?? [];
  if (found === version || readKept(followedKey, 'sessionStorage') === found)
    throw new Error('There is no update');
  const lost = document.getElementById('lost');
  const tools = await readPage(hrefTo(`tools/${found}`));
  const text = tools.querySelector<HTMLTemplateElement>('template#updated-tool')?.content;
  if (text) lost?.replaceChildren(document.importNode(text, true));
  lost?.togglePopover?.(true);
  keep(followedKey, found, 'sessionStorage');
  setTimeout(() => {
    const next = `${pathname}${search}#${findAnchor()}`;
    // The address must differ, or the browser would scroll instead of loading.
    history.replaceState(null, '', '?');
    location.replace(next);
  }, 1500);
  return true;
});

/** Make a dialog that closes on a click outside it. */
export function makeDialog(className: string, content: Element): HTMLDialogElement {
  const dialog = document.createElement('dialog');
  dialog.className = className;
  dialog.append(content);
  // A click that starts and ends on the dialog element itself is outside its content.
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

const gap = 6;

/** Place a card below a place in the window, or above it if it fits only there, and inside the window. */
export function placeCard(card: HTMLElement, { left, top, bottom }: DOMRect): void {
  const { clientWidth, clientHeight } = document.documentElement;
  const { width, height } = card.getBoundingClientRect();
  const isAbove = bottom + gap + height > clientHeight && top - gap - height >= 0;
  const block = isAbove ? top - gap - height : bottom + gap;
  const clamp = (start: number, space: number) => Math.max(gap, Math.min(start, space - gap));
  card.style.insetInlineStart = `${scrollX + clamp(left, clientWidth - width)}px`;
  card.style.insetBlockStart = `${scrollY + clamp(block, clientHeight - height)}px`;
}
