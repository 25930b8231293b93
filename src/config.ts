import process, { env } from 'node:process';
import { isSite } from './lib/record.ts';

/** The content folder: `content`, or what CONTENT_DIR names. */
export const contentFolder: string = env['CONTENT_DIR'] || 'content';

/** The folder that the built site is in, from the project's root: `dist`, or what OUT_DIR names. */
export const outFolder: string = env['OUT_DIR'] || 'dist';

/** The path that the site is served under, with a slash at both ends: `/`, or what BASE gives. */
export const base: string = `/${env['BASE'] ?? ''}/`.replace(/\/{2,}/g, '/');

/** The address that permalinks begin with, if SITE gives one in place of the record's. */
export const site: string | undefined = readSite(env['SITE']);

function readSite(value: string | undefined): string | undefined {
  if (!value || isSite(value)) return value || undefined;
  console.error(
    `SITE is “${value}”: give an address such as https://example.org, its path in BASE`,
  );
  process.exit(1);
}
