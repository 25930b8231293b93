import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listFiles } from './files.ts';

/** The file that marks a folder as a built site, with a digest of the site and of its inputs. */
export const markFile = '.duidu';

/** Write the digest of a built site, and of a text that identifies its inputs. */
export function markBuilt(folder: string, inputs: string): void {
  writeFileSync(join(folder, markFile), digest(folder, inputs));
}

/** Tell whether a folder is a site built from these inputs, and no file of it has changed since. */
export function isBuilt(folder: string, inputs: string): boolean {
  const file = join(folder, markFile);
  return existsSync(file) && readFileSync(file, 'utf8') === digest(folder, inputs);
}

function digest(folder: string, inputs: string): string {
  const hash = createHash('sha256').update(inputs);
  for (const path of listFiles(folder)) {
    if (path === markFile) continue;
    const content = createHash('sha256').update(readFileSync(join(folder, path)));
    hash.update(`\0${path}\0`).update(content.digest());
  }
  return hash.digest('hex');
}
