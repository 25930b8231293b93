import { base } from '../../ui/page.ts';
import { listCaches } from './kept.ts';

/** Lists the pages that are kept in the browser, and tries again when there is a network. */
class KeptPages extends HTMLElement {
  connectedCallback(): void {
    addEventListener('online', () => location.reload());
    this.#list().catch(() => {});
  }

  async #list(): Promise<void> {
    const pages = await readKeptPages();
    const list = this.querySelector('ul');
    if (!list?.parentElement || pages.length === 0) return;
    list.replaceChildren(
      ...pages.map(({ href, title }) => {
        const link = Object.assign(document.createElement('a'), { href, textContent: title });
        const item = document.createElement('li');
        item.append(link);
        return item;
      }),
    );
    list.parentElement.hidden = false;
  }
}

async function readKeptPages(): Promise<{ href: string; title: string }[]> {
  const pages = new Map<string, string>();
  for (const name of await listCaches(base)) {
    const cache = await caches.open(name);
    for (const request of await cache.keys()) {
      const { pathname } = new URL(request.url);
      const response = pathname.endsWith('/') ? await cache.match(request) : undefined;
      const [, title] = /<title>([^<]*) \|/.exec((await response?.text()) ?? '') ?? [];
      if (title && pathname !== `${base}offline/`) pages.set(request.url, decode(title));
    }
  }
  return [...pages].map(([href, title]) => ({ href, title }));
}

/** Read the few characters that a title has as entities; nothing of it becomes an element. */
function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]{1,5})|(amp|lt|gt|quot|#39));/gi, (all, code, name) =>
    code ? String.fromCodePoint(Number.parseInt(code, 16)) : (entities[name] ?? all),
  );
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#39': "'",
};

customElements.define('kept-pages', KeptPages);
