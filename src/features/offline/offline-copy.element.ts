import { formatSize } from '../../paper/locale.ts';
import { toWorkerUrl } from '../../ui/load.ts';
import { base } from '../../ui/page.ts';
import { keep, readKept } from '../../ui/storage.ts';
import { say, takeTool } from '../../ui/tools.ts';
import { deleteCaches, isWhole, listKept, type OfflineList, toNames } from './caches.ts';
import styles from './offline.css?url';

const { version = '', offline } = document.documentElement.dataset;
const { cacheName, listUrl } = toNames(base, version);
const storageKey = `duidu:offline:${base}`;
const isOff = (): boolean => offline === 'off' || readKept(storageKey) === 'off';

type Said = 'saving' | 'saved' | 'removed' | 'full' | 'changed' | 'failed' | 'blocked';

/** Offers to save the whole site in the browser, and to remove it. */
class OfflineCopy extends HTMLElement {
  connectedCallback(): void {
    if (this.childElementCount > 0 || offline === 'off') return;
    // Blocked storage throws; offer nothing then.
    this.#offer().catch(() => {});
  }

  async #offer(): Promise<void> {
    if (!navigator.serviceWorker) return;
    const kept = await listKept(base);
    this.append(await takeTool('offline-tool', styles));
    this.#find('.save').addEventListener('click', () => this.#save());
    this.#find('.remove').addEventListener('click', () => this.#remove());
    navigator.serviceWorker.addEventListener('message', ({ data }) => this.#follow(data));
    if (isWhole(kept) && !isOff()) return this.#show('saved');
    if (kept.length === 0) return;
    const list: OfflineList = await (await fetch(listUrl)).json();
    this.#find('.save').append(` ${formatSize(list.size)}`);
  }

  async #save(): Promise<void> {
    this.#show('saving');
    keep(storageKey, 'on');
    const worker = await startWorker().catch(({ name }: Error) => name);
    if (typeof worker === 'object') worker.postMessage({ type: 'SAVE', version });
    else this.#follow({ end: worker === 'NotAllowedError' ? 'blocked' : 'failed' });
  }

  #follow({ share = 0, end }: { share?: number; end?: Said }): void {
    if (this.#find('progress').hidden) return;
    this.#find('progress').setAttribute('value', `${share}`);
    say(this.#find('.offline-tool'), 'saving')?.append(` ${Math.floor(100 * share)} %`);
    if (end) this.#show(end, true);
  }

  async #remove(): Promise<void> {
    keep(storageKey, 'off');
    await removeAll(base);
    this.#show('removed', true);
  }

  #show(said: Said, isPressed = false): void {
    say(this.#find('.offline-tool'), said);
    this.#find('.save').hidden = said === 'saving' || said === 'saved';
    this.#find('progress').hidden = said !== 'saving';
    this.#find('progress').removeAttribute('value');
    this.#find('.remove').hidden = said !== 'saved';
    if (isPressed) this.#find('button:not([hidden])').focus();
  }

  #find(selector: string): HTMLElement {
    return this.querySelector<HTMLElement>(selector) ?? this;
  }
}

async function keepVisit(): Promise<void> {
  const { connection } = navigator as { connection?: { saveData?: boolean } };
  if (isOff()) return removeAll(base);
  await removeMoved();
  const { origin, pathname } = location;
  const isKept = await caches.match(pathname, { cacheName });
  if (isKept || connection?.saveData) return;
  const worker = await startWorker();
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name);
  const urls = [origin + pathname, ...loaded].filter((url) => url.startsWith(origin + base));
  // Workbox passes each URL through its routes, as if the page requested it again.
  worker.postMessage({ type: 'CACHE_URLS', payload: { urlsToCache: urls } });
}

/** Start or find the service worker, throwing NotAllowedError if the browser blocks it. */
async function startWorker(): Promise<ServiceWorker> {
  const url = toWorkerUrl();
  const options = { scope: base, updateViaCache: 'none' } as const;
  const registration = await navigator.serviceWorker.register(url, options).catch(() => undefined);
  if (!registration) {
    const { ok, headers } = await fetch(url, { cache: 'no-store' });
    const isThere = ok && headers.get('Content-Type')?.includes('javascript');
    throw new DOMException(url, isThere ? 'NotAllowedError' : 'NetworkError');
  }
  if (registration.active) await registration.update().catch(() => {});
  const worker = registration.installing ?? registration.waiting ?? registration.active;
  while (worker?.state !== 'activated') {
    if (!worker || worker.state === 'redundant') throw new Error(`${url} is not installed`);
    await new Promise((resolve) => {
      worker.addEventListener('statechange', resolve, { once: true });
    });
  }
  return worker;
}

async function removeAll(path: string): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration(path);
  if (registration?.scope === location.origin + path) await registration.unregister();
  await deleteCaches(path);
}

/** Remove the caches of a parent path from which the host has moved this site. */
async function removeMoved(): Promise<void> {
  for (const { scope } of await navigator.serviceWorker.getRegistrations()) {
    const { pathname } = new URL(scope);
    const isAbove = pathname !== base && base.startsWith(pathname);
    if (!isAbove || (await listKept(pathname)).length === 0) continue;
    const script = await fetch(`${pathname}sw.js`, { cache: 'no-store', redirect: 'manual' });
    if (script.type === 'opaqueredirect' || script.status === 404) await removeAll(pathname);
  }
}

customElements.define('offline-copy', OfflineCopy);
// If storage is blocked or full, pages load from the network as usual.
keepVisit().catch(() => {});
