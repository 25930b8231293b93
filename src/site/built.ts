import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type HeaderRule, listHeaderRules } from './headers.ts';
import { findStyle } from './policy.ts';

/** The page of a built site that stands for all that are not there. */
export const missingPage = '404.html';

/**
 * List what is to be sent with the files of a built site.
 *
 * @param base the path that it is served under
 * @throws {Error} if there is no site in the folder, or one of an earlier version
 */
export function readHeaderRules(folder: string, base: string): HeaderRule[] {
  const page = join(folder, missingPage);
  if (!existsSync(page)) {
    throw new Error(`${folder}/ has no built site: run “npm run build” first`);
  }
  try {
    return listHeaderRules(base, findStyle(readFileSync(page, 'utf8')));
  } catch (cause) {
    throw new Error(`${page} is of another version of Duidu: run “npm run build”`, { cause });
  }
}
