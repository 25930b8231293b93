import { toPath } from '../paper/anchor.ts';
import { readPath } from '../paper/nearest.ts';
import { parentOf } from '../paper/number.ts';
import { base } from '../ui/page.ts';

/** Lead from an address without a page to the one that it nearly names, or show the one above that. */
function findPage(): void {
  const { view, name } = readPath(location.pathname.slice(base.length - 1));
  const links = [...document.querySelectorAll<HTMLAnchorElement>('.contents a')];
  const toHref = (page: string) => base + toPath('bilingual', page).slice(1);
  for (let near = name; near; near = parentOf(near)) {
    // A link within the page has the path of the page itself.
    const link = links.find(({ pathname, hash }) => !hash && pathname === toHref(near));
    if (!link) continue;
    const href = base + toPath(view, near).slice(1);
    if (near === name) {
      location.replace(href + location.search + location.hash);
      return;
    }
    const shown = document.querySelector<HTMLElement>('.near-page');
    const place = shown?.querySelector('a');
    if (!shown || !place) return;
    place.href = href;
    place.textContent = link.textContent;
    shown.hidden = false;
    return;
  }
}

findPage();
