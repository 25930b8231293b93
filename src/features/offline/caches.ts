/** The files of one version of the site, without the pages and texts of a book. */
export interface OfflineList {
  /** The compressed size in bytes. */
  size: number;
  files: { url: string; digest: string }[];
}

/** Return the cache name and list URL of a version; the list in the cache marks a complete copy. */
export function toNames(base: string, version: string): Record<'cacheName' | 'listUrl', string> {
  return { cacheName: `duidu${base}:${version}`, listUrl: `${base}offline/${version}.json` };
}

/** Delete all caches of a site except one. */
export async function deleteCaches(base: string, except = ''): Promise<void> {
  for (const name of await listCaches(base)) if (name !== except) await caches.delete(name);
}

/** List the URLs in all caches of a site. */
export async function listKept(base: string): Promise<string[]> {
  const opened = (await listCaches(base)).map(async (name) => (await caches.open(name)).keys());
  return (await Promise.all(opened)).flat().map(({ url }) => url);
}

/** Tell whether cached URLs include a complete copy, in this or an earlier format. */
export function isWhole(urls: readonly string[]): boolean {
  return urls.some((url) => /\/offline\/\w+\.json$|\.pack$/.test(url));
}

async function listCaches(base: string): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(`duidu${base}:`));
}
