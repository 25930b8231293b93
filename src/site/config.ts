import { existsSync, readFileSync } from 'node:fs';
import process, { env } from 'node:process';
import { decodeAnchor, toPath } from '../paper/anchor.ts';
import { isSite } from '../paper/schema.ts';
import type { Addresses } from '../paper/tree.ts';
import { listFiles, toDigest } from './files.ts';

/** The content folder: `content`, or CONTENT_DIR. */
export const contentFolder: string = env['CONTENT_DIR'] || 'content';

/** The output folder, relative to the project's root: `dist`, or OUT_DIR. */
export const outFolder: string = env['OUT_DIR'] || 'dist';

/** The path that the site is served under, encoded, with a slash at both ends: `/`, or what BASE gives. */
export const base: string = `/${env['BASE'] ?? ''}/`
  .replace(/\/{2,}/g, '/')
  .replace(/[^/]+/g, (name) => encodeURIComponent(decodeAnchor(name)));

/** The base of permalinks from SITE, which overrides `paper.yaml`. */
export const site: string | undefined = readSite(env['SITE']);

/** Return the absolute addresses of pages and files, based on SITE or the site in `paper.yaml`. */
export function toAddresses(recorded: string): Addresses {
  const toUrl = (path: string) => new URL(base + path, site ?? recorded).href;
  return { toPage: (view, name) => toUrl(toPath(view, name).slice(1)), toFile: toUrl };
}

function readSite(value: string | undefined): string | undefined {
  if (!value || isSite(value)) return value || undefined;
  console.error(
    `SITE is “${value}”: set it to an address such as https://example.org, and its path in BASE`,
  );
  process.exit(1);
}

/** The version of the site: a digest of its inputs, so that builds are reproducible. */
export const version: string = env['NODE_ENV'] === 'production' ? digestInputs() : 'dev';

function digestInputs(): string {
  // A list of the content lacks the files of a language whose folder is a link. Other code reports a missing folder.
  const all = ['src', 'public', contentFolder, `${contentFolder}/zh`, `${contentFolder}/en`];
  const folders = all.filter((folder) => existsSync(folder));
  const files = folders.flatMap((folder) => listFiles(folder).map((path) => `${folder}/${path}`));
  const parts = [...files, 'package.json', 'package-lock.json', 'astro.config.mjs', 'tsconfig.json']
    .filter((path) => existsSync(path))
    .map((path) => [path, toDigest(readFileSync(path))]);
  return toDigest(JSON.stringify([base, site, env['OFFLINE'], env['PDF'], ...parts]));
}

/** Whether the site keeps nothing in the browser: in development, or with OFFLINE=0. */
export const isOfflineOff: boolean = env['OFFLINE'] === '0' || version === 'dev';
