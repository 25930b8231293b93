import { readFileSync, writeFileSync } from 'node:fs';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { build } from 'rolldown';
import { isLong } from '../../paper/tree.ts';
import { imageTypes } from '../../read/sources.ts';
import { base } from '../../site/config.ts';
import { readContent } from '../../site/content.ts';
import { listFiles } from '../../site/files.ts';
import { type ArchivedFile, writeArchive } from './archive.ts';
import { isData, isKept, listLoaded, type OfflineBuild, readVersion, toDigest } from './offline.ts';

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
        writeFileSync(`${folder}sw.js`, worker);
      },
    },
  };
}

/** Write the whole site into one file, and return what the worker is told of it. */
async function writeCopy(folder: string): Promise<OfflineBuild> {
  const read = (path: string) => readFileSync(folder + path);
  const page = read('offline/index.html').toString();
  const version = readVersion(page);
  if (!version) throw new Error('The pages do not say which version of the site they are of');
  const site = { base, version, start: listLoaded(page) };
  // What a page loads with a reader's act is not kept of a book: each file of it would have to be named.
  if (isLong(readContent().root)) return { ...site, data: {} };
  const files = listFiles(folder)
    .filter(isKept)
    .map((path) => ({
      path: path.replace(/(^|\/)index\.html$/, '$1'),
      type: types.get(path.split('.').at(-1) ?? '') ?? 'application/octet-stream',
      content: read(path),
    }));
  const data = files
    .filter(({ path }) => isData(path))
    .map(async ({ path, content }) => [path, await toDigest(content)] as const);
  const whole = await writeWhole(
    folder,
    files,
    Buffer.from(/<style>(.*?)<\/style>/s.exec(page)?.[1] ?? ''),
  );
  return { ...site, whole, data: Object.fromEntries(await Promise.all(data)) };
}

/** Write the file that has the whole site. */
async function writeWhole(folder: string, files: readonly ArchivedFile[], style: Uint8Array) {
  const packed = gzipSync(writeArchive(files, style), { level: 9 });
  // The system that it was packed on makes no difference: RFC 1952, 255 is “unknown”.
  packed[9] = 255;
  const digest = await toDigest(packed);
  const path = `assets/offline.${digest.slice(0, 8)}.pack`;
  writeFileSync(folder + path, packed);
  return { path, digest, size: packed.length };
}

/** Make one script of a worker, with a constant in front of it. */
async function bundle(name: 'worker' | 'retired', constant: string): Promise<string> {
  const { output } = await build({
    input: `src/features/offline/${name}.ts`,
    write: false,
    logLevel: 'silent',
    output: { format: 'iife', minify: true },
  });
  return `const ${constant};\n${output[0].code}`;
}
