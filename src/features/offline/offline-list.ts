import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { isLong } from '../../paper/tree.ts';
import { version } from '../../site/config.ts';
import { readContent } from '../../site/content.ts';
import { listFiles, toDigest } from '../../site/files.ts';
import { type OfflineList, toNames } from './kept.ts';

/** What no page loads: offered files, what machines read, and the pages and files of hosts. */
const left =
  /^(?:downloads|pictures)\/|^(?:(?:zh|en)\/)?cite\/|^(?:_headers|robots\.txt|sitemap\.xml|404\.html|icon[\w-]*\.png|sbom\.json|sw\.js)$/;

/** What a book has too much of. */
const ofBook = /^(?:data|pagefind)\/|^(?!offline\/|(?:\w+\/)?tools\/).*\.html$/;

/** Write, once the site is built, the list of what a complete copy has, for the service worker. */
export function offlineList(): AstroIntegration {
  const write = ({ dir }: { dir: URL }) => writeOfflineList(fileURLToPath(dir));
  return { name: 'offline-list', hooks: { 'astro:build:done': write } };
}

function writeOfflineList(folder: string): void {
  const isBook = isLong(readContent().root);
  const paths = listFiles(folder).filter(
    (path) => !left.test(path) && (!isBook || !ofBook.test(path)),
  );
  const contents = paths.map((path) => readFileSync(folder + path));
  const list: OfflineList = {
    size: contents.reduce((sum, content) => sum + gzipSync(content).length, 0),
    files: paths.map((path, index) => ({
      url: encodeURI(path.replace(/(^|\/)index\.html$/, '$1')),
      digest: toDigest(contents[index] ?? ''),
    })),
  };
  mkdirSync(`${folder}offline`, { recursive: true });
  writeFileSync(folder + toNames('', version).listUrl, JSON.stringify(list));
}
