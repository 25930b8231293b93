import { mkdir, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { build } from 'astro';
import { contentFolder, outFolder } from '../config.ts';
import { readPaper } from '../lib/paper.ts';
import { ContentError } from '../lib/problem.ts';

process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
const workFolder = `.build/${process.pid}`;

// The site is built beside the last one and takes its place when it is whole.
try {
  readPaper(contentFolder);
  const next = `${workFolder}/next`;
  await build({ outDir: next, logLevel: 'warn' });
  await replaceFolder(outFolder, next);
  console.log(`Built ${contentFolder}/ into ${outFolder}/ in ${process.uptime().toFixed(1)} s`);
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  console.error(`\nNothing was built; ${outFolder}/ is as it was.`);
  process.exitCode = 1;
} finally {
  await rm(workFolder, { recursive: true, force: true });
}

/** Put a folder in the place of another, which is gone afterwards. */
async function replaceFolder(old: string, next: string): Promise<void> {
  const previous = `${workFolder}/previous`;
  await mkdir(dirname(old), { recursive: true });
  await rename(old, previous).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await rename(next, old);
}
