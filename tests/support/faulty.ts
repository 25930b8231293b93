import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { afterAll, beforeAll, inject } from 'vitest';

/** The fault of files whose path matches. */
interface Fault {
  path: RegExp;
  /** The share of the file that arrives before the connection breaks. */
  share?: number;
  /** The delay of the answer in milliseconds. */
  wait?: number;
  /** Whether the connection stays as it is after that share, and does not break. */
  hang?: boolean;
  status?: number;
  /** A page that is sent instead, with the status 200. */
  answer?: string;
}

/** A host of the built site whose network tests can make worse and better. */
export interface FaultyHost {
  url: string;
  faults: Fault[];
}

/** The media types of the files of a site by extension. */
export const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** Serve the built site at a new address for a test file. */
export function useFaultyHost(): FaultyHost {
  const host: FaultyHost = { url: '', faults: [] };
  const server = createServer(async ({ url = '/' }, response) => {
    const { pathname } = new URL(url, 'http://localhost');
    const file = join(inject('site').folder, pathname.replace(/\/$/, '/index.html'));
    if (!existsSync(file)) return response.writeHead(404).end();
    const content = readFileSync(file);
    const fault = host.faults.find(({ path }) => path.test(pathname)) ?? ({ path: /./ } as Fault);
    const { share = 1, wait = 0, hang = false, status = 200, answer } = fault;
    if (answer) return response.writeHead(200, { 'Content-Type': 'text/html' }).end(answer);
    await new Promise((resolve) => setTimeout(resolve, wait));
    response.writeHead(status, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Length': content.length,
    });
    if (share === 1) return response.end(content);
    response.write(content.subarray(0, content.length * share));
    if (hang) return undefined;
    // Time for what was sent to be read, as a reset would throw it away.
    return setTimeout(() => response.destroy(), 500);
  });
  beforeAll(async () => {
    await once(server.listen(0, 'localhost'), 'listening');
    host.url = `http://localhost:${(server.address() as AddressInfo).port}/`;
  });
  afterAll(() => {
    server.close();
    server.closeAllConnections();
  });
  return host;
}
