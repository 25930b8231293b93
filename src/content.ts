import { env } from 'node:process';
import { contentFolder } from './config.ts';
import { toIsoDate } from './lib/date.ts';
import { type Paper, readVersion } from './lib/paper.ts';

/**
 * Read the paper of this site: when it is built, with the addresses that are kept, and in development
 * with those that it would have if it were published today.
 *
 * @throws {ContentError} with everything that is wrong in it
 */
export function readContent(): Paper {
  const isPublished = env['NODE_ENV'] === 'production';
  return readVersion(contentFolder, isPublished ? undefined : toIsoDate(new Date())).paper;
}
