/** The files of one version of the site; of a book, without its pages and texts. */
export interface OfflineList {
  /** The bytes that hosts send for all of it, compressed. */
  size: number;
  files: { url: string; digest: string }[];
}

/** Name the cache of one version of a site, and its list, which marks a complete copy in the cache. */
export function toNames(base: string, version: string): Record<'cacheName' | 'listUrl', string> {
  return { cacheName: `duidu${base}:${version}`, listUrl: `${base}offline/${version}.json` };
}

/** Delete the caches of a site, of any version, except one. */
export async function deleteCaches(base: string, except = ''): Promise<void> {
  for (const name of await listCaches(base)) if (name !== except) await caches.delete(name);
}

/** List the addresses in the caches of a site, of any version. */
export async function listKept(base: string): Promise<string[]> {
  const opened = (await listCaches(base)).map(async (name) => (await caches.open(name)).keys());
  return (await Promise.all(opened)).flat().map(({ url }) => url);
}

/** Tell whether cached addresses are those of a complete copy, in this format or an earlier one. */
export function isWhole(urls: readonly string[]): boolean {
  return urls.some((url) => /\/offline\/\w+\.json$|\.pack$/.test(url));
}

async function listCaches(base: string): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(`duidu${base}:`));
}
