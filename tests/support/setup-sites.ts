import type { Server } from 'node:http';
import type { TestProject } from 'vitest/node';
import { serveFolder } from '../../src/commands/serve.ts';
import { buildOnce } from './build.ts';
import { otherFolder, paperFolder } from './paper.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** The folder and the address of the site built for the tests. */
    site: { folder: string; url: string };
    /** The same site, built for the path `/paper/`. */
    subSite: { folder: string; url: string };
    /** A site of another paper, with all kinds of Markdown. */
    otherSite: { folder: string; url: string };
  }
}

/** The settings of each site; the first has PDFs, as when published. */
const sites = {
  site: { CONTENT_DIR: paperFolder, BASE: '/', PDF: process.env['TEST_PDF'] ?? '' },
  subSite: { CONTENT_DIR: paperFolder, BASE: '/paper/' },
  otherSite: { CONTENT_DIR: otherFolder, BASE: '/' },
} as const;

/** Build missing sites, and serve all while a project runs. */
export default async function setup(project: TestProject): Promise<() => void> {
  const servers: Server[] = [];
  const { TEST_SITES: wanted = 'site,subSite,otherSite' } = process.env;
  const names = (['site', 'subSite', 'otherSite'] as const).filter((name) =>
    wanted.split(',').includes(name),
  );
  const folders = await Promise.all(names.map((name) => buildOnce(name, sites[name])));
  for (const [at, name] of names.entries()) {
    const folder = folders[at] ?? '';
    const { server, url } = await serveFolder(folder, sites[name].BASE, 0);
    servers.push(server);
    project.provide(name, { folder, url });
  }
  return () => {
    for (const server of servers) server.close();
  };
}
