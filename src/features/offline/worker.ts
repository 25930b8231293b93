import { type KeptFile, readArchive } from './archive.ts';
import { deleteKept, keepWhole, listCaches, openCache, openKept } from './kept.ts';
import {
  type OfflineBuild,
  type OfflineMessage,
  type OfflineState,
  readVersion,
  toCacheName,
  toDigest,
  toKind,
  toPagePath,
  toSitePath,
} from './offline.ts';
import type { Fetching, WorkerScope } from './scope.ts';

declare const self: WorkerScope;
/** Written in front of this file by the build. */
declare const offlineBuild: OfflineBuild;

const { base, version, data, start, whole } = offlineBuild;

/** How long a page that is kept is waited for, in ms, before the kept one is shown. */
const patience = 4000;

const cacheName = toCacheName(offlineBuild);

/** What pages are of this version is noted in the cache, as a worker forgets when it rests. */
const clientNotes = `${base}.clients/`;

self.addEventListener('install', (event) => event.waitUntil(install()));
self.addEventListener('activate', (event) => event.waitUntil(activate()));

self.addEventListener('fetch', (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== 'GET' || request.headers.has('range')) return;
  if (url.origin !== location.origin || !url.pathname.startsWith(base)) return;
  const path = toSitePath(url.pathname, base);
  const answer = {
    page: request.mode === 'navigate' ? answerVisit : answerFetch,
    asset: answerAsset,
    data: answerFetch,
    other: undefined,
  }[toKind(path, offlineBuild)];
  // A fault of ours is never to stand between a reader and the site.
  if (answer) event.respondWith(answer(event, path).catch(() => fetch(request)));
});

self.addEventListener('message', (event) => {
  const {
    data: message,
    ports: [port],
  } = event;
  if (message.ask === 'describe') {
    event.waitUntil(describe().then((state) => port?.postMessage(state)));
  } else if (message.ask === 'keep') {
    event.waitUntil(keepVisit(message, (event.source as { id?: string } | null)?.id ?? ''));
  } else if (message.ask === 'forget') {
    archive = undefined;
  } else if (message.ask === 'take over') {
    event.waitUntil(self.skipWaiting());
  }
});

/** Begin to keep this version; where that fails, nothing of it stays. */
async function install(): Promise<void> {
  const isNew = !(await caches.has(cacheName));
  await takeOn().catch(async (error) => {
    if (isNew) await caches.delete(cacheName);
    throw error;
  });
}

/** Keep of this version what was kept of the last, all of it before this version takes over. */
async function takeOn(): Promise<void> {
  const lists = await Promise.all(
    (await listCaches(base)).map(async (name) => (await caches.open(name)).keys()),
  );
  const paths = lists
    .flat()
    .map(({ url }) => new URL(url).pathname)
    .filter((path) => !path.startsWith(clientNotes))
    .map((path) => path.slice(base.length));
  await begin();
  if (whole && paths.some((path) => path.endsWith('.pack'))) await keepWhole(offlineBuild);
  else await refetchPages(paths);
}

/** Keep what is shown in the place of a page that is not kept. */
async function begin(): Promise<void> {
  await openCache(offlineBuild);
  await fetchPage('offline/');
  for (const path of start) if (!(await findKept(path))) await put(path, await fetch(base + path));
}

async function refetchPages(paths: readonly string[]): Promise<void> {
  for (const path of new Set(paths)) {
    // A page that is gone, or is of a version after this one, is not kept.
    if (toKind(path, offlineBuild) === 'page' && path !== 'offline/') {
      await fetchPage(path).catch(() => {});
    }
  }
}

/** Tell whether a page is open that is answered from what is kept of a version. */
async function isInUse(): Promise<boolean> {
  const open = await self.clients.matchAll({ includeUncontrolled: true });
  const notes = await Promise.all(open.map(({ id }) => caches.match(clientNotes + id)));
  return notes.some((found) => found !== undefined);
}

async function activate(): Promise<void> {
  await deleteKept(base, version);
  await self.clients.claim();
}

/** Answer with the page of the network, or the kept one where there is none, or it takes long. */
async function answerVisit(event: Fetching, path: string): Promise<Response> {
  const pagePath = toPagePath(path);
  const kept = await findKept(pagePath);
  // What the host lets a browser keep for a while may be a page of an older version.
  const network = fetch(new Request(event.request, { cache: 'no-cache' }));
  const isLate = new Promise<undefined>((resolve) => setTimeout(resolve, kept ? patience : 60_000));
  const response = await Promise.race([network, isLate]).catch(() => undefined);
  if (response && !(kept && response.status >= 500)) {
    event.waitUntil(keepPage(pagePath, response.clone(), event.resultingClientId));
    return response;
  }
  if (kept) {
    await note(event.resultingClientId);
    return kept;
  }
  const offline = await findKept('offline/');
  return offline ? new Response(offline.body, { status: 503, headers: offline.headers }) : network;
}

/** Answer what a page of this version asks for from what is kept of this version, and from nothing else. */
async function answerFetch(event: Fetching, path: string): Promise<Response> {
  const isPage = !Object.hasOwn(data, path);
  const isFree = !(await isOurs(event.clientId));
  const kept = isFree ? undefined : await findKept(isPage ? toPagePath(path) : path);
  if (kept) return kept;
  // What a browser has kept for a while by itself may be of another version.
  const response = await fetch(event.request, { cache: 'no-cache' });
  if (isFree || !response.ok) return response;
  if (!(await isSame(path, response.clone()))) {
    return new Response(null, { status: 409, statusText: 'Another version' });
  }
  if (!isPage) await put(path, response.clone());
  return response;
}

/** Tell whether what has come is of this version, which a page says and other files show. */
async function isSame(path: string, response: Response): Promise<boolean> {
  return Object.hasOwn(data, path)
    ? (await toDigest(await response.arrayBuffer())) === data[path]
    : readVersion(await response.text()) === version;
}

/** Answer with what has its content in its name, and so is the same in all versions. */
async function answerAsset(event: Fetching, path: string): Promise<Response> {
  const kept = await findKept(path);
  if (kept) return kept;
  const response = await fetch(event.request);
  if (response.ok) event.waitUntil(put(path, response.clone()));
  return response;
}

/** Keep a page that is shown, if it is of this version; otherwise let the next version come. */
async function keepPage(path: string, response: Response, client: string): Promise<void> {
  const isPage = response.headers.get('Content-Type')?.startsWith('text/html');
  if (!response.ok || response.redirected || !isPage) return;
  const html = await response.text();
  if (readVersion(html) !== version) return giveWay();
  await note(client);
  if (!(await getArchive())) await put(path, toResponse('text/html; charset=utf-8', html));
}

/** Keep the page from which this worker was started, with what it has loaded. */
async function keepVisit(
  visit: { version: string; files: string[] },
  client: string,
): Promise<void> {
  if (visit.version !== version) return;
  await note(client);
  if (await getArchive()) return;
  for (const path of visit.files) {
    if (await findKept(path)) continue;
    const kind = toKind(path, offlineBuild);
    if (kind === 'page') await fetchPage(path).catch(() => {});
    if (kind !== 'asset' && kind !== 'data') continue;
    const response = await fetch(base + path, kind === 'data' ? { cache: 'no-cache' } : {});
    if (kind === 'asset' || (await isSame(path, response.clone()))) await put(path, response);
  }
}

/** Fetch a page and keep it, if it is of this version. */
async function fetchPage(path: string): Promise<void> {
  const response = await fetch(base + path, { cache: 'no-cache' });
  const html = await response.clone().text();
  if (!response.ok || readVersion(html) !== version) throw new Error(`${path} is not there`);
  await put(path, toResponse('text/html; charset=utf-8', html));
}

/** Ask for the version that has been seen; let it take over once no page of this one is open. */
async function giveWay(): Promise<void> {
  const { waiting } = self.registration;
  if (!waiting) await self.registration.update();
  else if (!(await isInUse())) waiting.postMessage({ ask: 'take over' } satisfies OfflineMessage);
}

async function describe(): Promise<OfflineState> {
  // After a removal, this worker may go on without being installed again.
  if (!(await caches.has(cacheName))) await begin().catch(() => {});
  return { ...offlineBuild, isWhole: (await matchWhole()) !== undefined };
}

let archive: Promise<Map<string, KeptFile>> | undefined;

/** Return the files of the whole site, if it is kept. */
async function getArchive(): Promise<Map<string, KeptFile> | undefined> {
  const packed = archive ? undefined : await matchWhole();
  if (packed?.body) archive = unpack(packed.body);
  return archive?.catch(() => undefined);
}

async function unpack(body: ReadableStream<Uint8Array<ArrayBuffer>>) {
  const bytes = await new Response(body.pipeThrough(new DecompressionStream('gzip'))).arrayBuffer();
  return readArchive(new Uint8Array(bytes));
}

async function findKept(path: string): Promise<Response | undefined> {
  const file = (await getArchive())?.get(path);
  if (file) return toResponse(file.type, new Blob(file.parts));
  return match(base + path);
}

async function matchWhole(): Promise<Response | undefined> {
  return whole && match(base + whole.path);
}

/** Look for what is kept, without beginning to keep anything. */
function match(key: string): Promise<Response | undefined> {
  return caches.match(key, { cacheName });
}

/** Keep what has come; an error, or what came from elsewhere, is not kept, and nothing is after a removal. */
async function put(path: string, response: Response): Promise<void> {
  if (!response.ok || response.redirected) return;
  await (await openKept(offlineBuild))?.put(base + path, response);
}

async function note(client: string): Promise<void> {
  if (client) await put(clientNotes.slice(base.length) + client, new Response(''));
}

async function isOurs(client: string): Promise<boolean> {
  return client !== '' && (await match(clientNotes + client)) !== undefined;
}

function toResponse(type: string, content: BodyInit): Response {
  return new Response(content, { headers: { 'Content-Type': type } });
}
