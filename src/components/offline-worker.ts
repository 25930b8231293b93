import type { OfflineMessage, OfflineState } from '../lib/offline.ts';
import { once } from './once.ts';

const base = import.meta.env.BASE_URL;

/** Tell whether this page can be kept: it knows its version, and the browser has what keeps it. */
export function canKeep(): boolean {
  const isReady = 'serviceWorker' in navigator && 'caches' in window;
  return isReady && document.documentElement.dataset['version'] !== undefined;
}

/** Start the service worker, or find it at work. */
export const startWorker = once(async () => {
  await navigator.serviceWorker.register(toScriptUrl(`${base}sw.js`), {
    scope: base,
    updateViaCache: 'none',
  });
  return navigator.serviceWorker.ready;
});

/** Tell the service worker something, if there is one. */
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

/** The part of Trusted Types that is used, which not every browser has. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: { createScriptURL: (url: string) => string },
  ): { createScriptURL(url: string): string };
}

/** Return an address that the browser takes for one of a script: no other than the service worker's passes. */
function toScriptUrl(url: string): string {
  const { trustedTypes } = window as { trustedTypes?: TrustedTypes };
  const createScriptURL = (asked: string) => {
    if (asked !== `${base}sw.js`) throw new TypeError(`${asked} is no script of this site`);
    return asked;
  };
  return trustedTypes?.createPolicy('duidu', { createScriptURL }).createScriptURL(url) ?? url;
}
