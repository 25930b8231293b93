import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { serveFolder } from '../../src/commands/serve.ts';

/** Answers a request instead of the host, or returns false. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A host that can go offline, change to another version of a site, and send wrong answers. */
export interface Host {
  url: string;
  cut(): Promise<void>;
  /** Serve another folder at the same address, as after a deployment; without one, go offline. */
  serve(folder: string, base?: string): Promise<void>;
  /** If set, it may answer before the folder does. */
  answer?: Answer | undefined;
}

/** Serve a site on a new port, under a path. */
export async function startHost(folder: string, base = '/'): Promise<Host> {
  let server: Server | undefined;
  const cut = async (): Promise<void> => {
    const closed = server && once(server, 'close');
    server?.close();
    server?.closeAllConnections();
    server = undefined;
    await closed;
  };
  const serve = async (next: string, path = base): Promise<void> => {
    await cut();
    const running = await serveFolder(next, path, Number(host.url && new URL(host.url).port));
    ({ server } = running);
    host.url = running.url;
    const [send] = server.listeners('request') as ((...args: unknown[]) => void)[];
    server.removeAllListeners('request');
    server.on('request', (request, response) => {
      if (!host.answer?.(request, response)) send?.(request, response);
    });
  };
  const host: Host = { url: '', cut, serve };
  await serve(folder);
  return host;
}
