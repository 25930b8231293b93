import { existsSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { ContentError, formatWarnings } from '../paper/report.ts';
import type { Paper } from '../paper/tree.ts';
import { isBuilt, markBuilt, markFile } from '../site/built.ts';

// Always build for production, regardless of the caller’s environment.
Object.assign(process.env, { ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' });
for (const name of ['PROD', 'DEV', 'MODE', 'SSR', 'BASE_URL']) delete process.env[name];
// These modules read the environment when they are imported.
const { contentFolder, outFolder, version } = await import('../site/config.ts');
const { readPublished } = await import('../site/content.ts');
const { isPrinted } = await import('../features/downloads/pdf.ts');

// Build next to the current site, and replace it only when the build is complete.
const parent = dirname(outFolder);
const toName = (pid: number | string, kind: string) => `.${basename(outFolder)}-${pid}-${kind}`;
const next = join(parent, toName(process.pid, 'next'));
const previous = join(parent, toName(process.pid, 'previous'));

const notYetKept = `No permalinks recorded yet: run “npm run permalinks” before you publish ${contentFolder}/`;

try {
  checkFolders();
  await clearLeftovers();
  const { paper, warnings } = readPublished();
  if (warnings.length > 0) console.log(formatWarnings(warnings));
  if (!paper.permalinks) console.log(notYetKept);
  const inputs = [version, process.version, await isPrinted(paper.root)].join();
  if (isBuilt(outFolder, inputs)) console.log(`Nothing has changed: ${outFolder}/ is up to date`);
  else {
    await buildSite(paper, inputs);
    console.log(`Built ${contentFolder}/ into ${outFolder}/ in ${process.uptime().toFixed(1)} s`);
  }
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  console.error(`\nThe build failed; ${outFolder}/ is unchanged.`);
  process.exitCode = 1;
} finally {
  await rm(next, { recursive: true, force: true });
}

/** Build the site beside the current one, and replace that. */
async function buildSite(paper: Paper, inputs: string): Promise<void> {
  // These take a second to load, which an unchanged site does not need.
  const { takeIndex } = await import('../features/search/search-index.ts');
  // The page that awaits the index reports its error.
  takeIndex(paper, version).catch(() => {});
  const { cutFonts } = await import('../site/fonts/cut-fonts.ts');
  const { missing } = await cutFonts(paper);
  if (missing) console.log(`The fonts lack ${missing}: readers will see a system font`);
  const { build } = await import('astro');
  await build({ outDir: next, logLevel: 'warn' });
  markBuilt(next, inputs);
  await replaceFolder();
}

/** Refuse to replace anything but a built site, and paths that the tools cannot read. */
function checkFolders(): void {
  const places = { '.': /[%#?]/, [contentFolder]: /[#?]/, [outFolder]: /[#?]/ };
  for (const [place, pattern] of Object.entries(places)) {
    const folder = resolve(place);
    const [sign] = pattern.exec(folder) ?? [];
    if (sign) throw new Error(`${folder} has “${sign}” in its path, which URLs reserve: rename it`);
  }
  const isForeign = existsSync(outFolder) && readdirSync(outFolder).length > 0;
  if (isForeign && !existsSync(join(outFolder, markFile))) {
    throw new Error(
      `${outFolder}/ has files other than a built site: empty it, or set another OUT_DIR`,
    );
  }
}

/** Remove the leftovers of an interrupted build, or restore the site that it was replacing. */
async function clearLeftovers(): Promise<void> {
  for (const name of existsSync(parent) ? readdirSync(parent) : []) {
    const [, pid = '', kind = ''] = /-(\d+)-(next|previous)$/.exec(name) ?? [];
    if (name !== toName(pid, kind) || isRunning(Number(pid))) continue;
    if (kind === 'previous' && !existsSync(outFolder)) await rename(join(parent, name), outFolder);
    else await rm(join(parent, name), { recursive: true, force: true });
  }
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function replaceFolder(): Promise<void> {
  if (existsSync(outFolder)) await rename(outFolder, previous);
  try {
    await rename(next, outFolder);
  } catch (error) {
    if (existsSync(previous)) await rename(previous, outFolder);
    throw error;
  }
  await rm(previous, { recursive: true, force: true });
}
