import { once } from 'node:events';
import { createReadStream, existsSync, readFileSync } from 'node:fs';
import {
  createServer,
  type OutgoingHttpHeaders,
  type RequestListener,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { argv, env } from 'node:process';
import compression from 'compression';
import send from 'send';
import { base, outFolder } from '../site/config.ts';
import { readPort } from './port.ts';

/** A running server, and the address of the site's start page. */
export type RunningServer = { server: Server; url: string };

/** Serve a built site under a path, with the headers of `_headers`, on the first free port from `port` up. */
export async function serveFolder(
  folder: string,
  base: string,
  port: number,
): Promise<RunningServer> {
  const headersFile = join(folder, '_headers');
  if (!existsSync(headersFile)) {
    throw new Error(`${folder}/ has no built site: run “npm run build” first`);
  }
  const setHeaders = (response: ServerResponse, file: string): void => {
    response.setHeader('Cache-Control', 'no-cache');
    // Read the headers for each request: a new build may have replaced the site.
    const text = existsSync(headersFile) ? readFileSync(headersFile, 'utf8') : '';
    for (const header of findHeaders(text, base + file.slice(1))) response.setHeader(...header);
  };
  const compress = compression({
    // A range counts the bytes of the file, not those that are sent.
    filter: (request, response) => !request.headers.range && compression.filter(request, response),
  });
  const answer: RequestListener = (request, response) => {
    // A redirect to a path with two leading slashes would go to another host.
    const [name = '', query] = (request.url ?? '/').replace(/^\/{2,}/, '/').split(/(?=\?)/);
    const miss = (): void => {
      setHeaders(response, '/404.html');
      response.writeHead(404, { 'Content-Type': 'text/html; charset=utf-8' });
      createReadStream(join(folder, '404.html'))
        .on('error', () => response.end())
        .pipe(response);
    };
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.writeHead(405, { Allow: 'GET, HEAD' }).end();
    } else if (!name.startsWith(base)) {
      miss();
    } else {
      const file = name.slice(base.length - 1);
      send(request, file, { root: folder, cacheControl: false })
        .on('headers', () => setHeaders(response, decodeURI(file)))
        .on('directory', () => {
          // A folder without a page is not found.
          if (!existsSync(join(folder, decodeURI(file), 'index.html'))) miss();
          else response.writeHead(301, { Location: `${name}/${query ?? ''}` }).end();
        })
        .on('error', ({ status, headers }: { status: number; headers?: OutgoingHttpHeaders }) => {
          // A range beyond the end of the file gets its own answer; any other failure is a missing page.
          if (status === 416) response.writeHead(status, headers).end();
          else miss();
        })
        .pipe(response);
    }
  };
  const server = createServer((request, response) =>
    compress(request, response, () => answer(request, response)),
  );
  const bound = await listen(server, port);
  return { server, url: `http://localhost:${bound}${base}` };
}

/** Find the headers for a path in a file `_headers`: lines such as `/assets/*`, with `name: value` below. */
export function findHeaders(text: string, path: string): [name: string, value: string][] {
  const found: [string, string][] = [];
  let fits = false;
  for (const line of text.split('\n')) {
    const [, name, value] = /^\s+([^:]+): *(.*)$/.exec(line) ?? [];
    if (!name) fits = line.endsWith('*') ? path.startsWith(line.slice(0, -1)) : path === line;
    else if (fits && value) found.push([name, value]);
  }
  return found;
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
  throw new Error(`No port from ${port} to ${port + 99} is free: choose one with --port`);
}

if (import.meta.main) {
  try {
    const { url } = await serveFolder(outFolder, base, readPort(argv.slice(2), env));
    console.log(`Serving ${outFolder}/ at ${url}  (Ctrl-C stops)`);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
