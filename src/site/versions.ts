import { existsSync } from 'node:fs';
import { ContentError } from '../paper/report.ts';
import type { Paper } from '../paper/tree.ts';
import { readVersion } from '../read/index.ts';
import { contentFolder } from './config.ts';
import { paper } from './site.ts';

/** A published version of the text. */
export type Version = { version: number; date: string; paper: Paper };

/** The versions whose text is kept, oldest first. */
export const versions: readonly Version[] = Object.entries(
  paper.permalinks?.versions ?? {},
).flatMap(([version, date]) => {
  const old = readKept(`${contentFolder}/versions/${version}`);
  return old ? [{ version: Number(version), date, paper: old }] : [];
});

/** Read the text of a version, warning if it can no longer be read. */
function readKept(folder: string): Paper | undefined {
  try {
    return existsSync(folder) ? readVersion(folder, { isKept: true }).paper : undefined;
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    console.warn(`${folder} has no page: ${error.message}`);
    return undefined;
  }
}

/** The comparisons: each version with the next and with the latest. */
export const comparisons: readonly { before: Version; after: Version }[] = versions.flatMap(
  (before, index) =>
    [...new Set([versions[index + 1], versions.at(-1)])].flatMap((after) =>
      after && after.version > before.version ? [{ before, after }] : [],
    ),
);

/** Return the page name of a version, one of its sections or a comparison: `v/1/3.1`, `v/1-2`. */
export function toVersionName({ version }: Version, part?: string | Version): string {
  if (typeof part === 'object') return `v/${version}-${part.version}`;
  return `v/${version}${part ? `/${part}` : ''}`;
}
