import { registerRoute } from 'workbox-routing';
import { CacheFirst, NetworkFirst } from 'workbox-strategies';
import { deleteCaches, isWhole, listKept, type OfflineList, toNames } from './caches.ts';

declare const self: WorkerScope;
/** The version of the site, inserted by the build; empty if the site has no offline copy. */
declare const siteVersion: string;

/** The used part of a service worker’s scope, whose TypeScript library conflicts with the DOM. */
interface WorkerScope {
  registration: ServiceWorkerRegistration;
  clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: string, listener: (event: WorkerEvent) => void): void;
}
type WorkerEvent = MessageEvent & { waitUntil(work: Promise<unknown>): void };
type Told = { request: Request; response: Response; event: Event };

const root = self.registration.scope;
const { pathname: base } = new URL(root);
const { cacheName, listUrl } = toNames(base, siteVersion);
const offlinePage = `${root}offline/`;
const unkept = /^(?:downloads|pictures)\/|^offline\/\w/;
const match = (url: string) => caches.match(url, { cacheName });

const checked = {
  cacheWillUpdate: async ({ request, response, event }: Told) => {
    // Do not cache pages that `<link rel=prefetch>` fetched, nor anything after the reader removed the cache.
    const isRead = request.mode === 'navigate' || event.type === 'message';
    const isKept = (isRead || !isPage(request.url)) && (await isRight(request.url, response));
    return isKept && (await caches.has(cacheName)) ? response : null;
  },
};
const pages = {
  cacheKeyWillBeUsed: async ({ request }: Pick<Told, 'request'>) => toKey(request.url),
  fetchDidSucceed: async ({ request, response }: Told) => {
    const isWorse = response.status >= 500 && (await match(toKey(request.url)));
    if (isWorse) throw new Error(`${request.url}: ${response.status}`);
    return response;
  },
  handlerDidError: async ({ request }: Pick<Told, 'request'>) =>
    request.mode === 'navigate' ? answerOffline() : undefined,
};

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));
if (siteVersion) {
  self.addEventListener('message', (event) => {
    if (event.data.type === 'SAVE') event.waitUntil(save(event));
  });
  registerRoute(
    ({ url: { href } }) => hasDigest(href),
    new CacheFirst({ cacheName, plugins: [checked] }),
  );
  registerRoute(
    ({ url: { href } }) => href.startsWith(root) && !unkept.test(href.slice(root.length)),
    new NetworkFirst({ cacheName, networkTimeoutSeconds: 4, plugins: [checked, pages] }),
  );
}

/** Tell whether a URL contains a digest or the version, so that its content never changes. */
function hasDigest(url: string): boolean {
  const fixed = /^(?:assets|data)\/|^(?:(?:zh|en)\/)?tools\/|^pagefind\/.*[._/][\da-f]{7,}\./;
  return url.startsWith(root) && fixed.test(url.slice(root.length));
}

function isPage(url: string): boolean {
  return /\/[^/.]*(?:\.\d+)*$/.test(new URL(url).pathname) && !hasDigest(url);
}

function toKey(url: string): string {
  const { origin, pathname } = new URL(url);
  return origin + pathname + (isPage(url) && !pathname.endsWith('/') ? '/' : '');
}

let list: OfflineList | undefined;

async function getList(): Promise<OfflineList> {
  const found = list ?? (await ((await match(listUrl)) ?? (await fetch(listUrl))).json());
  list = found;
  return found;
}

/** Tell whether a response belongs to this version; only such responses are cached. */
async function isRight(url: string, response: Response): Promise<boolean> {
  const [, end = 'html'] = /\.([a-z]\w*)$/.exec(toKey(url)) ?? [];
  const [, type] =
    /\/(html|javascript|css)\b/.exec(response.headers.get('Content-Type') ?? '') ?? [];
  const types: Record<string, string> = { html: 'html', js: 'javascript', css: 'css' };
  if (response.status !== 200 || response.redirected || type !== types[end]) return false;
  const { files } = await getList();
  const digest = files.find((file) => root + file.url === toKey(url))?.digest;
  const content = await response.clone().arrayBuffer();
  // Hosts may modify pages, so check their version and end tag; a book’s texts are not in the list.
  if (digest && !isPage(url)) return (await toDigest(content)) === digest;
  const html = new TextDecoder().decode(content);
  return end === 'html'
    ? html.includes(`data-version="${siteVersion}"`) && html.includes('</html>')
    : hasDigest(url);
}

async function toDigest(content: ArrayBuffer): Promise<string> {
  const bytes = new Uint8Array(await crypto.subtle.digest('SHA-256', content), 0, 5);
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Cache a file, from the cache of another version or from the network. */
async function keepFile(cache: Cache, url: string): Promise<void> {
  if (await cache.match(url)) return;
  const ask = () => fetch(url, { cache: 'no-cache', signal: AbortSignal.timeout(60_000) });
  for (const get of [() => caches.match(url), ask]) {
    const response = await get();
    if (response && (await isRight(url, response))) return cache.put(url, response);
  }
  throw new Error(`${url} does not belong to this version`);
}

async function keepPage(cache: Cache, url: string): Promise<void> {
  await keepFile(cache, url);
  const html = (await (await cache.match(url))?.text()) ?? '';
  for (const [, asset = ''] of html.matchAll(/(?:href|src)="([^"]*\/assets\/[^"]+)"/g)) {
    await keepFile(cache, new URL(asset, url).href);
  }
}

/** Cache all files, and the list last to mark a complete copy. */
async function keepWhole(cache: Cache, report?: (share: number) => void): Promise<void> {
  const whole = await getList();
  const left = whole.files.map(({ url }) => root + url).reverse();
  const work = async () => {
    for (let url = left.pop(); url; url = left.pop()) {
      await keepFile(cache, url);
      report?.(1 - left.length / whole.files.length);
    }
  };
  await Promise.all(Array.from({ length: 6 }, work)).finally(() => left.splice(0));
  await cache.put(listUrl, Response.json(whole));
}

/** Cache what the previous version had; if that fails, the previous version stays. */
async function install(): Promise<void> {
  if (!siteVersion) return self.skipWaiting();
  const isNew = !(await caches.has(cacheName));
  const earlier = await listKept(base);
  const cache = await caches.open(cacheName);
  try {
    await keepPage(cache, offlinePage);
    if (isWhole(earlier)) await keepWhole(cache);
    // This version may lack a page.
    else for (const url of earlier.filter(isPage)) await keepPage(cache, url).catch(() => {});
  } catch (error) {
    if (isNew) await caches.delete(cacheName);
    throw error;
  }
  await self.skipWaiting();
}

async function activate(): Promise<void> {
  await deleteCaches(base, siteVersion && cacheName);
  if (siteVersion) await self.clients.claim();
  else await self.registration.unregister();
}

async function save({ data: { version }, source }: WorkerEvent): Promise<void> {
  const tell = (state: { share?: number; end?: string }) => source?.postMessage(state);
  if (version !== siteVersion) return tell({ end: 'changed' });
  const cache = await caches.open(cacheName);
  const kept = await listKept(base);
  try {
    await keepPage(cache, offlinePage);
    await keepWhole(cache, (share) => tell({ share }));
    tell({ end: 'saved' });
  } catch (error) {
    const isFull = error instanceof DOMException && error.name === 'QuotaExceededError';
    for (const request of isFull ? await cache.keys() : []) {
      if (!kept.includes(request.url)) await cache.delete(request);
    }
    // The host may have another version by now.
    const asked = fetch(listUrl, { method: 'HEAD', cache: 'no-store' });
    const isGone = (await asked.catch(() => undefined))?.status === 404;
    tell({ end: isFull ? 'full' : isGone ? 'changed' : 'failed' });
  }
}

async function answerOffline(): Promise<Response | undefined> {
  const page = await match(offlinePage);
  let links = '';
  for (const url of (await listKept(base)).filter(isPage)) {
    const html = url === offlinePage ? '' : await (await match(url))?.text();
    const [, title] = /<title>([^<]*) \|/.exec(html ?? '') ?? [];
    if (title) links += `<li><a href="${url}">${title}</a></li>`;
  }
  const html = (await page?.text())?.replace(
    /(class="kept") hidden(>.*?<ul>)/s,
    (all, kept, list) => (links ? kept + list + links : all),
  );
  return page && new Response(html, { status: 503, headers: page.headers });
}
