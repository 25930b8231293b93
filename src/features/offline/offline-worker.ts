import { base } from '../../ui/page.ts';
import { toWorkerUrl } from '../../ui/trusted.ts';
import { deleteKept } from './kept.ts';
import type { OfflineMessage, OfflineState } from './offline.ts';

/** Read which version of the site this page is of; a page in development is of none. */
export function readPageVersion(): string | undefined {
  return document.documentElement.dataset['version'];
}

/** Tell whether this page can be kept: it knows its version, and the browser has what keeps it. */
export function canKeep(): boolean {
  const isReady = 'serviceWorker' in navigator && 'caches' in window;
  return isReady && document.documentElement.dataset['offline'] !== 'off';
}

/**
 * Start the service worker, or find it at work.
 *
 * @throws if it cannot be installed, as when the network is lost meanwhile
 */
export async function startWorker(): Promise<ServiceWorkerRegistration> {
  const registration = await navigator.serviceWorker.register(toWorkerUrl(), {
    scope: base,
    updateViaCache: 'none',
  });
  const coming = registration.installing ?? registration.waiting;
  if (registration.active || !coming) return registration;
  await new Promise<void>((resolve, reject) => {
    const follow = (): void => {
      if (coming.state === 'activated') resolve();
      if (coming.state === 'redundant') reject(new Error('The service worker is not installed'));
    };
    coming.addEventListener('statechange', follow);
    follow();
  });
  return registration;
}

/** Tell the service worker something, if there is one, and go on without an answer. */
export async function tell(message: OfflineMessage): Promise<void> {
  const registration = await navigator.serviceWorker.getRegistration(base);
  registration?.active?.postMessage(message);
}

/** Ask the service worker what it can keep, and what it has. */
export async function askState(): Promise<OfflineState> {
  const { active } = await startWorker();
  return new Promise((resolve, reject) => {
    const { port1, port2 } = new MessageChannel();
    const timer = setTimeout(() => reject(new Error('The service worker does not answer')), 10_000);
    port1.onmessage = ({ data }) => {
      clearTimeout(timer);
      resolve(data);
    };
    active?.postMessage({ ask: 'describe' } satisfies OfflineMessage, [port2]);
  });
}

/** Take the service worker away, and all that is kept. */
export async function removeWorker(): Promise<void> {
  await tell({ ask: 'forget' });
  const registration = await navigator.serviceWorker.getRegistration(base);
  // A version that is still being installed keeps what it has before it gives up.
  await registration?.unregister();
  await deleteKept(base);
}
