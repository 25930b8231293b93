import { env } from 'node:process';
import { links } from '../paper/color.ts';
import { mapLocales } from '../paper/locale.ts';
import { ContentError } from '../paper/report.ts';
import type { Paper } from '../paper/tree.ts';
import { makePaper, type Reading, readVersion } from '../read/index.ts';
import { readFolder, type Sources, toSources } from '../read/sources.ts';
import { contentFolder } from './config.ts';

/** The bundle that renders pages has its own module instances, but shares this reading. */
const shared = globalThis as typeof globalThis & {
  duiduContent?: Reading;
  duiduFault?: string;
  duiduRead?: number;
};

/** In development, only results that depend on a changed file are computed again. */
let last: Sources | undefined;

/** Read the paper as published, once for a build; throw a `ContentError` with all faults. */
export function readPublished(): Reading {
  shared.duiduContent ??= readVersion(contentFolder);
  return shared.duiduContent;
}

/** Read the facts for Astro's settings; in development the paper may have errors, which pages then show. */
export function readAtStart(): Pick<Paper, 'site' | 'terms' | 'root'> & Partial<Paper> {
  try {
    return readContent();
  } catch (error) {
    if (env['NODE_ENV'] === 'production' || !(error instanceof ContentError)) throw error;
    console.error(error.message);
    const title = mapLocales(() => ({ line: 1, nodes: [], text: '' }));
    const root = { number: '', title, paragraphs: [], children: [] };
    return { site: { colors: links }, terms: [], root };
  }
}

/** Read the paper of this site; in development, with the addresses it would have if published now. */
export function readContent(): Paper {
  if (env['NODE_ENV'] === 'production') return readPublished().paper;
  last = toSources(contentFolder, readFolder(contentFolder), last);
  delete shared.duiduFault;
  shared.duiduRead = performance.now();
  try {
    return makePaper(last, {}).paper;
  } catch (error) {
    if (error instanceof ContentError) shared.duiduFault = error.message;
    throw error;
  }
}

/** Tell whether the content was read after a time, in milliseconds of `performance.now()`. */
export function isReadSince(time: number): boolean {
  return (shared.duiduRead ?? 0) > time;
}

/** Return the errors in the content when a page was last made in development. */
export function findFault(): string | undefined {
  return shared.duiduFault;
}
