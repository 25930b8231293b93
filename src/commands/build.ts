import { existsSync, readdirSync } from 'node:fs';
import { rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ContentError, formatWarnings } from '../paper/report.ts';

// The caller may have set these otherwise, and a build is always for publication.
Object.assign(process.env, { ASTRO_TELEMETRY_DISABLED: '1', NODE_ENV: 'production' });
for (const name of ['PROD', 'DEV', 'MODE', 'SSR', 'BASE_URL']) delete process.env[name];
// Configuration is read as it is imported.
const { build } = await import('astro');
const { contentFolder, outFolder } = await import('../site/config.ts');
const { readPublished } = await import('../site/content.ts');
const { cutFonts } = await import('../site/fonts/cut-fonts.ts');

// The site is built beside the last one and takes its place when it is whole.
const beside = join(dirname(outFolder), `.${basename(outFolder)}-${process.pid}`);
const next = `${beside}-next`;
const previous = `${beside}-previous`;

const notYetKept = `No address is kept yet: run “npm run permalinks” before you publish ${contentFolder}/`;

try {
  checkOutFolder(outFolder);
  const { paper, warnings } = readPublished();
  if (warnings.length > 0) console.log(formatWarnings(warnings));
  if (!paper.permalinks) console.log(notYetKept);
  const { missing } = await cutFonts(paper);
  if (missing)
    console.log(`Our fonts have no ${missing}: readers see that in a font of their system`);
  await build({ outDir: next, logLevel: 'warn' });
  await replaceFolder();
  console.log(`Built ${contentFolder}/ into ${outFolder}/ in ${process.uptime().toFixed(1)} s`);
} catch (error) {
  console.error(error instanceof ContentError ? error.message : error);
  console.error(`\nNothing was built; ${outFolder}/ is as it was.`);
  process.exitCode = 1;
} finally {
  await rm(next, { recursive: true, force: true });
}

/** Make sure that nothing but a built site is ever replaced. */
function checkOutFolder(folder: string): void {
  const isForeign = existsSync(folder) && readdirSync(folder).length > 0;
  if (isForeign && !existsSync(join(folder, '404.html'))) {
    throw new Error(
      `${folder}/ has files that are no built site: empty it, or give another OUT_DIR`,
    );
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
