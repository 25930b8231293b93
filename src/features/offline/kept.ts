import { type OfflineBuild, toCacheName, toCachePrefix, toDigest } from './offline.ts';

/** Open what is kept of a version, or begin to keep it. */
export function openCache(build: OfflineBuild): Promise<Cache> {
  return caches.open(toCacheName(build));
}

/** Open what is kept of a version, if anything is. */
export function openKept(build: OfflineBuild): Promise<Cache | undefined> {
  const name = toCacheName(build);
  return lock(build.base, async () => ((await caches.has(name)) ? caches.open(name) : undefined));
}

/** Delete what is kept of a site, but for one version of it; what is being put into it is not kept. */
export function deleteKept(base: string, version?: string): Promise<void> {
  const kept = version && toCacheName({ base, version });
  return lock(base, async () => {
    for (const name of await listCaches(base)) if (name !== kept) await caches.delete(name);
  });
}

/** Have pages and workers take turns: to open a cache that was just deleted would make it again. */
function lock<Result>(base: string, work: () => Promise<Result>): Promise<Result> {
  return navigator.locks.request(toCachePrefix(base), work);
}

/** List the caches of a site, of any version. */
export async function listCaches(base: string): Promise<string[]> {
  return (await caches.keys()).filter((name) => name.startsWith(toCachePrefix(base)));
}

/**
 * Fetch the file that has the whole site, and keep it if it is whole.
 *
 * @param follow is told how many bytes have come
 * @throws if there is none, it does not come, is another than this version's, or there is no room for it
 */
export async function keepWhole(
  build: OfflineBuild,
  follow: (bytes: number) => void = () => {},
): Promise<void> {
  if (!build.whole) throw new Error('This site is not kept as a whole');
  const { path, digest } = build.whole;
  const url = build.base + path;
  const response = await fetch(url, { cache: 'no-store' });
  if (!response.ok || !response.body) throw new Error(`${url}: ${response.status}`);
  const parts: Uint8Array<ArrayBuffer>[] = [];
  let bytes = 0;
  for (const reader = response.body.getReader(); ; ) {
    const { done, value } = await reader.read();
    if (done) break;
    parts.push(value);
    bytes += value.length;
    follow(bytes);
  }
  const whole = new Blob(parts);
  if ((await toDigest(await whole.arrayBuffer())) !== digest) {
    throw new Error(`${url} is of another version`);
  }
  const cache = await openCache(build);
  await cache.put(url, new Response(whole));
}
