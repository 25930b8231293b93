import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { build } from 'rolldown';
import { base } from '../config.ts';
import { readContent } from '../content.ts';
import { type ArchivedFile, writeArchive } from '../lib/archive.ts';
import { isLong } from '../lib/book.ts';
import { imageTypes } from '../lib/images.ts';
import {
  isData,
  isKept,
  listLoaded,
  type OfflineBuild,
  toDigest,
  writeVersion,
} from '../lib/offline.ts';

const types: ReadonlyMap<string, string> = new Map([
  ...imageTypes,
  ['html', 'text/html; charset=utf-8'],
  ['css', 'text/css; charset=utf-8'],
  ['js', 'text/javascript; charset=utf-8'],
  ['json', 'application/json; charset=utf-8'],
  ['webmanifest', 'application/manifest+json; charset=utf-8'],
  ['woff2', 'font/woff2'],
]);

/**
 * Give the built site a service worker, and a file of the whole site that it can keep.
 *
 * With `OFFLINE=0` the worker takes away what earlier ones have kept, and itself.
 */
export function offlineCopy(): AstroIntegration {
  return {
    name: 'offline-copy',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        const worker =
          env['OFFLINE'] === '0'
            ? await bundle('retired', `base=${JSON.stringify(base)}`)
            : await bundle('worker', `offlineBuild=${JSON.stringify(await writeCopy(folder))}`);
        await writeFile(`${folder}sw.js`, worker);
      },
    },
  };
}

/** Write the whole site into one file, and into each page which version it is of. */
async function writeCopy(folder: string): Promise<OfflineBuild> {
  const files = await readKept(folder);
  const version = (await toDigest(writeArchive(files) as BufferSource)).slice(0, 10);
  const decoder = new TextDecoder();
  for (const file of files) {
    if (!file.path.endsWith('.html')) continue;
    const html = writeVersion(decoder.decode(file.content), version);
    file.content = new TextEncoder().encode(html);
    await writeFile(folder + file.path, html);
  }
  const data = await Promise.all(
    files
      .filter((file) => isData(file.path))
      .map(async ({ path, content }) => [path, await toDigest(content as BufferSource)] as const),
  );
  const offline = files.find(({ path }) => path === 'offline/index.html');
  const start = listLoaded(decoder.decode(offline?.content));
  const whole = isLong(readContent().root) ? {} : { whole: await writeWhole(folder, files) };
  return { base, version, ...whole, start, data: Object.fromEntries(data) };
}

/** Write the file that has the whole site, with pages under the addresses that they are asked for at. */
async function writeWhole(folder: string, files: readonly ArchivedFile[]) {
  const archived = files.map((file) => ({
    ...file,
    path: file.path.replace(/(^|\/)index\.html$/, '$1'),
  }));
  const packed = gzipSync(writeArchive(archived), { level: 9 });
  // The system that it was packed on makes no difference: RFC 1952, 255 is “unknown”.
  packed[9] = 255;
  const digest = await toDigest(packed as BufferSource);
  const path = `assets/offline.${digest.slice(0, 8)}.pack`;
  await writeFile(folder + path, packed);
  return { path, digest, size: packed.length };
}

async function readKept(folder: string): Promise<ArchivedFile[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => relative(folder, join(parentPath, name)).replaceAll('\\', '/'))
    .filter(isKept);
  return Promise.all(
    paths.sort().map(async (path) => ({
      path,
      type: types.get(path.split('.').at(-1) ?? '') ?? 'application/octet-stream',
      content: new Uint8Array(await readFile(folder + path)),
    })),
  );
}

/** Make one script of a worker, with a constant in front of it. */
async function bundle(name: 'worker' | 'retired', constant: string): Promise<string> {
  const { output } = await build({
    input: `src/offline/${name}.ts`,
    write: false,
    logLevel: 'silent',
    output: { format: 'iife', minify: true },
  });
  return `const ${constant};\n${output[0].code}`;
}
