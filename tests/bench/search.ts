/**
 * Measure the site's search against the text of its pages and against default Pagefind.
 *
 * `npm run bench:search -- [--browser chromium|firefox|webkit] [--sections 100,1000,5000]`
 */
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { serveFolder } from '../../src/commands/serve.ts';
import { engines, startEngine } from '../support/engines/engines.ts';
import type { Engine } from '../support/engines/tab.ts';
import { measureExactness } from './exactness.ts';
import { measureGrowth } from './growth.ts';

const browserNames = Object.keys(engines).map((name) => name.toLowerCase());
const options = readOptions();
const work = mkdtempSync(join(tmpdir(), 'duidu-bench-'));
try {
  const engine = await startEngine(options.browser);
  await measure(engine).finally(() => engine.close());
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
} finally {
  rmSync(work, { recursive: true, force: true });
}

async function measure({ name, openTab }: Engine): Promise<void> {
  const folder = join(work, 'site');
  buildSite(folder);
  const { server, url } = await serveFolder(folder, '/', 0);
  try {
    const tab = await openTab();
    console.log(`\n${name}, Node ${process.version}`);
    await measureExactness(tab, { folder, server, url });
    if (options.sections.length > 0) await measureGrowth(tab, folder, work, options.sections);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

function readOptions() {
  const { values } = parseArgs({
    options: {
      browser: { type: 'string', default: 'chromium' },
      sections: { type: 'string', default: '' },
    },
  });
  const sections = values.sections.split(',').filter(Boolean).map(Number);
  if (browserNames.includes(values.browser) && sections.every((count) => count > 0)) {
    return { browser: values.browser, sections };
  }
  console.error(
    `Usage: npm run bench:search -- [--browser ${browserNames.join('|')}] [--sections 100,1000,5000]`,
  );
  process.exit(1);
}

/** Build the site, and add an empty page. */
function buildSite(folder: string): void {
  execFileSync(process.execPath, ['src/commands/build.ts'], {
    env: { ...process.env, OUT_DIR: folder, BASE: '/', SITE: '', CONTENT_DIR: '' },
    stdio: ['ignore', 'inherit', 'inherit'],
  });
  writeFileSync(join(folder, 'blank.html'), '<!doctype html><title>Blank</title><body></body>');
}
