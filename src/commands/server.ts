import { once } from 'node:events';
import { createReadStream, statSync } from 'node:fs';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import sirv from 'sirv';
import { missingPage, readHeaderRules } from '../site/built.ts';
import { findHeaders, type HeaderRule } from '../site/headers.ts';

/** A running server, and the address of the site's start page. */
export interface RunningServer {
  server: Server;
  url: string;
}

/**
 * Serve a built site under a path, as a host of static files would.
 *
 * @param port the port to try first; the next free one is taken, as 0 takes any
 * @throws {Error} if there is no site in the folder
 */
export async function serveFolder(
  folder: string,
  base: string,
  port: number,
): Promise<RunningServer> {
  const missing = join(folder, missingPage);
  const getRules = followRules(folder, missing);
  const path = encodeURI(base);
  const setHeaders = (response: ServerResponse, file: string): void => {
    response.setHeader('Cache-Control', 'no-cache');
    for (const [name, value] of findHeaders(getRules(), file)) response.setHeader(name, value);
  };
  const serveFile = sirv(folder, { dev: true, etag: true, setHeaders });
  const server = createServer((request, response) => {
    const miss = (): void => {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
      createReadStream(missing)
        .on('error', () => response.end())
        .pipe(response);
    };
    const url = request.url ?? '/';
    if (!url.startsWith(path)) return miss();
    request.url = url.slice(path.length - 1);
    return serveFile(request, response, miss);
  });
  const bound = await listen(server, port);
  return { server, url: `http://localhost:${bound}${path}` };
}

/** Read what is sent with the files, and again after each build. */
function followRules(folder: string, page: string): () => HeaderRule[] {
  let rules = readHeaderRules(folder, '/');
  let read = statSync(page).mtimeMs;
  return () => {
    const { mtimeMs = read } = statSync(page, { throwIfNoEntry: false }) ?? {};
    if (mtimeMs !== read) rules = readHeaderRules(folder, '/');
    read = mtimeMs;
    return rules;
  };
}

async function listen(server: Server, port: number): Promise<number> {
  for (let tried = port; tried < port + 100; tried++) {
    try {
      await once(server.listen(tried, 'localhost'), 'listening');
      return (server.address() as AddressInfo).port;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    }
  }
  throw new Error(`No port from ${port} to ${port + 99} is free: set PORT to one that is`);
}
