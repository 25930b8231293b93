import { env } from 'node:process';
import { toIsoDate } from '../paper/locale.ts';
import type { Paper } from '../paper/tree.ts';
import { makePaper, type Reading, readVersion } from '../read/index.ts';
import { readFolder, type Sources, toSources } from '../read/sources.ts';
import { contentFolder } from './config.ts';

/** What pages are rendered by is a bundle with modules of its own: what was read is kept for all of them. */
const shared = globalThis as typeof globalThis & { duiduContent?: Reading };

/** While the paper is edited, only what is made of a changed file is made anew. */
let last: Sources | undefined;

/**
 * Read the paper as it is published, with the addresses that are kept, once for a build: while it runs,
 * the content stays as it is.
 *
 * @throws {ContentError} with everything that is wrong in it
 */
export function readPublished(): Reading {
  shared.duiduContent ??= readVersion(contentFolder);
  return shared.duiduContent;
}

/**
 * Read the paper of this site: when it is built, as it is published, and in development with the
 * addresses that it would have if it were published today.
 *
 * @throws {ContentError} with everything that is wrong in it
 */
export function readContent(): Paper {
  if (env['NODE_ENV'] === 'production') return readPublished().paper;
  last = toSources(contentFolder, readFolder(contentFolder), last);
  return makePaper(last, toIsoDate(new Date())).paper;
}
