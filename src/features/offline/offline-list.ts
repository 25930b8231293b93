import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { isLong } from '../../paper/tree.ts';
import { version } from '../../site/config.ts';
import { readContent } from '../../site/content.ts';
import { listFiles, toDigest } from '../../site/files.ts';
import { type OfflineList, toNames } from './caches.ts';

/** Matches files that no page loads: downloads, machine-readable files and host configuration. */
const left =
  /^_|(?:^|\/)\.|^(?:downloads|pictures|v)\/|^(?:(?:zh|en)\/)?cite\/|^(?:_headers|robots\.txt|sitemap\.xml|404\.html|icon[\w-]*\.png|sbom\.json|sw\.js)$/;

const ofBook = /^(?:data|pagefind)\/|^(?!offline\/|(?:\w+\/)?tools\/).*\.html$/;

/** Write the file list of a complete copy for the service worker after the build. */
export function offlineList(): AstroIntegration {
  const write = ({ dir }: { dir: URL }): void => {
    const folder = fileURLToPath(dir);
    const unlisted = isLong(readContent().root) ? [left, ofBook] : [left];
    const list: OfflineList = { size: 0, files: [] };
    for (const path of listFiles(folder)) {
      if (unlisted.some((pattern) => pattern.test(path))) continue;
      const content = readFileSync(folder + path);
      const url = encodeURI(path.replace(/(^|\/)index\.html$/, '$1'));
      list.files.push({ url, digest: toDigest(content) });
      list.size += gzipSync(content).length;
    }
    writeFileSync(folder + toNames('', version).listUrl, JSON.stringify(list));
  };
  return { name: 'offline-list', hooks: { 'astro:build:done': write } };
}
