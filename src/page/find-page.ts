import { toPath } from '../paper/anchor.ts';
import { readPath } from '../paper/nearest.ts';
import { parentOf } from '../paper/number.ts';
import { base } from '../ui/page.ts';

/** Redirect a mistyped URL to its page, or show a link to the nearest parent page. */
function findPage(shown: HTMLElement): void {
  const { view, name } = readPath(location.pathname.slice(base.length - 1));
  const pages = shown.dataset['pages']?.split(' ') ?? [];
  let near = name;
  while (near && !pages.includes(near)) near = parentOf(near);
  const place = shown.querySelector('a');
  if (!near || !place) return;
  const href = base + toPath(view, near).slice(1);
  if (near === name) location.replace(href + location.search + location.hash);
  place.href = href;
  place.textContent = near;
  shown.hidden = false;
}

const shown = document.querySelector<HTMLElement>('.near-page');
if (shown) findPage(shown);
