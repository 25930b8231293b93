import { inject } from 'vitest';
import { readPages, type SiteName } from './site.ts';

/** Follow every internal link of a built site, and list those without a file or an id. */
export async function checkSiteLinks(name: SiteName): Promise<{ count: number; broken: string[] }> {
  const all = readPages(name);
  const { origin } = new URL(inject(name).url);
  const ids = new Map(
    all.map(({ path, document }) => [
      path,
      new Set([...document.querySelectorAll('[id]')].map(({ id }) => id)),
    ]),
  );
  const toUrl = (path: string, link: Element) => {
    const value = ['href', 'src', 'action'].map((key) => link.getAttribute(key)).find(Boolean);
    return new URL(value ?? '', origin + path);
  };
  const links = all.flatMap(({ path, document }) =>
    [...document.querySelectorAll('[href], [src], [action]')]
      .map((link) => ({ path, url: toUrl(path, link) }))
      .filter(({ url }) => url.origin === origin),
  );
  const files = [...new Set(links.map(({ url }) => url.pathname))].filter((path) => !ids.has(path));
  const missing = new Set<string>();
  for (const path of files) {
    if (!(await fetch(origin + path, { method: 'HEAD' })).ok) missing.add(path);
  }
  const broken = links.filter(
    ({ url: { pathname, hash } }) =>
      missing.has(pathname) ||
      (hash && ids.has(pathname) && !ids.get(pathname)?.has(decodeURIComponent(hash.slice(1)))),
  );
  return { count: links.length, broken: broken.map(({ path, url }) => `${path} → ${url.href}`) };
}
