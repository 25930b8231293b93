/** A service worker that takes itself and all it has kept away: what a site is given that keeps nothing. */

import { deleteKept } from './kept.ts';
import type { WorkerScope } from './scope.ts';

declare const self: WorkerScope;
/** Written in front of this file by the build. */
declare const base: string;

self.addEventListener('message', (event) => {
  if (event.data.ask === 'take over') event.waitUntil(self.skipWaiting());
});
self.addEventListener('activate', (event) => event.waitUntil(retire()));

async function retire(): Promise<void> {
  await deleteKept(base);
  await self.registration.unregister();
}
