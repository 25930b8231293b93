import { env } from 'node:process';
import { contentFolder } from './config.ts';
import { toIsoDate } from './lib/date.ts';
import { type Paper, readVersion } from './lib/paper.ts';

let published: Paper | undefined;

/**
 * Read the paper of this site: when it is built, with the addresses that are kept, and in development
 * with those that it would have if it were published today.
 *
 * @throws {ContentError} with everything that is wrong in it
 */
export function readContent(): Paper {
  if (env['NODE_ENV'] !== 'production')
    return readVersion(contentFolder, toIsoDate(new Date())).paper;
  // While it is built, the content stays as it is.
  published ??= readVersion(contentFolder).paper;
  return published;
}
