import { env } from 'node:process';
import { contentFolder } from './config.ts';
import { toIsoDate } from './lib/date.ts';
import { type Carried, makeVersion, type Paper, readVersion } from './lib/paper.ts';
import type { Problem } from './lib/problem.ts';
import { keepSame, readSources, type Sources } from './lib/source.ts';

/** What pages are rendered by is a bundle with modules of its own: what was read is kept for all of them. */
const shared = globalThis as typeof globalThis & { duiduContent?: Carried };

/** The files as they were read last, in development. */
let last: Sources | undefined;

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
  return env['NODE_ENV'] === 'production' ? readPublished().paper : readEdited();
}

/** Read the paper while it is edited: what is made of a file is made anew where the file has changed. */
function readEdited(): Paper {
  const problems: Problem[] = [];
  const read = readSources(contentFolder, (problem) => problems.push(problem));
  last = last ? keepSame(read, last) : read;
  return makeVersion(last, problems, toIsoDate(new Date())).paper;
}
