import { once } from 'node:events';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { serveFolder } from '../../src/commands/serve.ts';

/** Answers a request in the host's place, or returns false where the host is to answer. */
export type Answer = (request: IncomingMessage, response: ServerResponse) => boolean;

/** A host that can be cut off, moved to another version of a site, and made to answer wrongly. */
export interface Host {
  url: string;
  cut(): Promise<void>;
  /** Serve a folder at the same address, as after a deployment or a cut. */
  serve(folder: string, base?: string): Promise<void>;
  /** Answers before the folder does, where it is set. */
  answer?: Answer | undefined;
}

/** Serve a site on a port of its own, under a path. */
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
