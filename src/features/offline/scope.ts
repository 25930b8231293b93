import type { OfflineMessage } from './offline.ts';

/** The parts of a service worker's world that are used here, which TypeScript has apart from the DOM. */
export interface WorkerScope {
  addEventListener(type: 'install' | 'activate', listener: (event: Lasting) => void): void;
  addEventListener(type: 'fetch', listener: (event: Fetching) => void): void;
  addEventListener(type: 'message', listener: (event: Asking) => void): void;
  skipWaiting(): Promise<void>;
  clients: { claim(): Promise<void>; matchAll(options: object): Promise<{ id: string }[]> };
  registration: ServiceWorkerRegistration;
}

/** An event that is not over before its work is done. */
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void;
}

/** A page or a worker has said something. */
type Asking = Lasting & MessageEvent<OfflineMessage>;

/** A page has asked for something. */
export interface Fetching extends Lasting {
  request: Request;
  clientId: string;
  resultingClientId: string;
  respondWith(response: Promise<Response>): void;
}
