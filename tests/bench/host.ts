import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { types } from '../support/faulty.ts';
import { Line, type Phone, slowLine } from './line.ts';
import { Traffic } from './traffic.ts';

/** A host of a folder, and its requests. */
export interface Host {
  url: string;
  traffic: Traffic;
  phone: Phone;
  close: () => void;
}

/**
 * Serve a folder to a phone as a good host does: files are compressed with Brotli unless compressed
 * already, and cached by the browser if their names contain a digest.
 */
export async function startSlowHost(folder: string, phone = slowLine): Promise<Host> {
  const ready = new Map<string, Buffer>();
  const read = (file: string): Buffer => {
    const known = ready.get(file);
    if (known) return known;
    const bytes = readFileSync(file);
    const body = isCompressed(file) ? bytes : brotliCompressSync(bytes);
    ready.set(file, body);
    return body;
  };
  const line = new Line(phone);
  const server = createServer(({ url = '/' }, response) => {
    const path = decodeURI(url.replace(/[?#].*$/, '')).replace(/\/$/, '/index.html');
    const file = join(folder, path);
    if (!existsSync(file) || statSync(file).isDirectory()) return response.writeHead(404).end();
    const body = read(file);
    response.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Content-Length': body.length,
      'Cache-Control': isLasting(path) ? 'public, max-age=31536000, immutable' : 'no-cache',
      ...(isCompressed(file) ? {} : { 'Content-Encoding': 'br' }),
    });
    return line.send(response, body);
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://localhost:${port}/`, traffic: new Traffic(server), phone, close };
}

/** Tell whether a file is already compressed: fonts, pictures, and search index files. */
function isCompressed(file: string): boolean {
  return /\.(?:woff2|png|pagefind|pf_\w+)$/.test(file);
}

/** Tell whether a name contains a digest: Duidu, VitePress and Astro use these folders for such files. */
function isLasting(path: string): boolean {
  return /\/(?:assets|_astro)\//.test(path);
}
