import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { TestProject } from 'vitest/node';
import { serveFolder } from '../../src/commands/serve.ts';
import { startChromium } from './chromium.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder of the site built for the tests, and the address it is served at. */
    site: { folder: string; url: string };
    /** The same site built for the path `/paper/`. */
    subSite: { folder: string; url: string };
    /** A site of another paper, with everything that Markdown has. */
    otherSite: { folder: string; url: string };
    /** Where the browser that all tests share is connected to. */
    browser: string;
  }
}

/** The content of the other paper. */
export const otherContent = 'tests/fixtures/other-paper';

/** Build the site as it is published, at the root and under a path, and another paper’s; start a browser. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const work = '.build/test';
  const site = await buildAndServe(`${work}/site`, '/', { PDF: '' });
  const subSite = await buildAndServe(`${work}/sub-site`, '/paper/');
  const otherSite = await buildAndServe(`${work}/other-site`, '/', { CONTENT_DIR: otherContent });
  const browser = await startChromium();
  project.provide('site', { folder: site.folder, url: site.url });
  project.provide('subSite', { folder: subSite.folder, url: subSite.url });
  project.provide('otherSite', { folder: otherSite.folder, url: otherSite.url });
  project.provide('browser', browser.wsEndpoint());
  return async () => {
    await browser.close();
    site.close();
    subSite.close();
    otherSite.close();
    rmSync(work, { recursive: true, force: true });
  };
}

/** Build a site, without PDFs unless the settings say otherwise, and serve it. */
export async function buildAndServe(
  folder: string,
  base: string,
  settings: Readonly<Record<string, string>> = {},
) {
  console.log(`Building ${settings['CONTENT_DIR'] ?? 'the site'} under ${base} for the tests …`);
  execFileSync(process.execPath, ['src/commands/build.ts'], {
    env: {
      ...process.env,
      ...{ OUT_DIR: folder, BASE: base, SITE: '', CONTENT_DIR: '', PDF: '0', ...settings },
    },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const { server, url } = await serveFolder(folder, base, 0);
  return { folder, url, close: () => server.close() };
}
