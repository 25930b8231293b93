/** A service worker that takes itself and all it has kept away: what a site is given that keeps nothing. */

interface RetiredScope {
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  skipWaiting(): Promise<void>;
  registration: ServiceWorkerRegistration;
}
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

export {};

declare const self: RetiredScope;
/** Written in front of this file by the build. */
declare const cachePrefix: string;

self.addEventListener('install', (event) => event.waitUntil(self.skipWaiting()));
self.addEventListener('activate', (event) => event.waitUntil(retire()));

async function retire(): Promise<void> {
  for (const name of await caches.keys()) {
    if (name.startsWith(cachePrefix)) await caches.delete(name);
  }
  await self.registration.unregister();
}
