import { readFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import { join } from 'node:path';
import sirv from 'sirv';

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
  const notFound = await readFile(join(folder, '404.html')).catch(() => {
    throw new Error(`${folder}/ has no built site: run “npm run build” first`);
  });
  const serveFile = sirv(folder, { dev: true, etag: true });
  const server = createServer((request, response) => {
    const miss = (): void => {
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' }).end(notFound);
    };
    const url = request.url ?? '/';
    if (!url.startsWith(base)) return miss();
    request.url = url.slice(base.length - 1);
    return serveFile(request, response, miss);
  });
  const bound = await listen(server, port);
  return { server, url: `http://localhost:${bound}${base}` };
}

async function listen(server: Server, port: number): Promise<number> {
  for (let tried = port; tried < port + 100; tried++) {
    const bound = await new Promise<number | undefined>((resolve, reject) => {
      server.once('error', (error: NodeJS.ErrnoException) =>
        error.code === 'EADDRINUSE' ? resolve(undefined) : reject(error),
      );
      server.listen(tried, 'localhost', () => {
        const address = server.address();
        resolve(typeof address === 'object' ? address?.port : undefined);
      });
    });
    if (bound !== undefined) return bound;
  }
  throw new Error(`No port from ${port} to ${port + 99} is free: set PORT to one that is`);
}
