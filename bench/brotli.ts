import { existsSync, readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { types } from '../tests/support/faulty.ts';

/** Serve a folder as a good host does: each file compressed with Brotli, unless it is so already. */
export async function serveBrotli(folder: string): Promise<{ url: string; close: () => void }> {
  const ready = new Map<string, Buffer>();
  const read = (file: string): Buffer => {
    const known = ready.get(file);
    if (known) return known;
    const bytes = readFileSync(file);
    const body = isCompressed(file) ? bytes : brotliCompressSync(bytes);
    ready.set(file, body);
    return body;
  };
  const server = createServer(({ url = '/' }, response) => {
    const path = decodeURI(url.replace(/[?#].*$/, '')).replace(/\/$/, '/index.html');
    const file = join(folder, path);
    if (!existsSync(file) || statSync(file).isDirectory()) return response.writeHead(404).end();
    response.writeHead(200, {
      'Content-Type': types[extname(file)] ?? 'application/octet-stream',
      'Cache-Control': 'no-cache',
      ...(isCompressed(file) ? {} : { 'Content-Encoding': 'br' }),
    });
    return response.end(read(file));
  });
  await new Promise<void>((done) => server.listen(0, 'localhost', done));
  const { port } = server.address() as AddressInfo;
  const close = (): void => {
    server.close();
    server.closeAllConnections();
  };
  return { url: `http://localhost:${port}/`, close };
}

/** Tell what is compressed in itself: fonts, pictures, and the files of a search index. */
function isCompressed(file: string): boolean {
  return /\.(?:woff2|png|pagefind|pf_\w+)$/.test(file);
}
