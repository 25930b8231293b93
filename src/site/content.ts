import { env } from 'node:process';
import { toIsoDate } from '../paper/date.ts';
import type { Paper } from '../paper/paper.ts';
import { type Carried, readVersion } from '../read/read.ts';
import { prepareKeep } from '../read/sources.ts';
import { contentFolder } from './config.ts';

/** What pages are rendered by is a bundle with modules of its own: what was read is kept for all of them. */
const shared = globalThis as typeof globalThis & { duiduContent?: Carried };

/** While the paper is edited, what is made of a file is made anew where the file has changed. */
const keep = prepareKeep();

/**
 * Read the paper as it is published, with the addresses that are kept, once for a build: while it runs,
 * the content stays as it is.
 *
 * @throws {ContentError} with everything that is wrong in it
 */
export function readPublished(): Carried {
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
  return env['NODE_ENV'] === 'production'
    ? readPublished().paper
    : readVersion(contentFolder, toIsoDate(new Date()), keep).paper;
}
