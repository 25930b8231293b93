import { readFileSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { base, contentFolder } from './config.ts';
import { findFault, isReadSince } from './content.ts';
import { listFiles } from './files.ts';

type Chunk = { fileName: string; imports?: string[]; moduleIds?: string[] };

// The bundle that renders pages has its own module instances.
const shared = globalThis as typeof globalThis & { duiduScripts?: Chunk[] };

/** Record the imports of scripts for pages, which render later. */
export function scriptImports() {
  return {
    name: 'script-imports',
    // Pages preload the imports, so scripts do not have to.
    configEnvironment: (name: string) =>
      name === 'client' ? { build: { modulePreload: false as const } } : undefined,
    applyToEnvironment: ({ name }: { name: string }) => name === 'client',
    // Vite makes each dynamic import wait for its styles, but there are none.
    transform: (_code: string, id: string) =>
      id.includes('preload-helper') ? 'export const __vitePreload = (load) => load();' : undefined,
    generateBundle(_options: unknown, bundle: Record<string, Chunk>) {
      shared.duiduScripts = Object.values(bundle);
    },
  };
}

/** List the files of a browser module and all its imports, so that they load in parallel. */
export function listScripts(module: string): string[] {
  const chunks = shared.duiduScripts ?? [];
  const own = chunks.find(({ moduleIds }) => moduleIds?.some((id) => id.endsWith(`/${module}`)));
  const files = new Set(own && [own.fileName]);
  for (const file of files) {
    const { imports = [] } = chunks.find(({ fileName }) => fileName === file) ?? {};
    for (const each of imports) files.add(each);
  }
  return [...files].map((file) => base + file);
}

/** Reload pages in development when content is saved. */
export function watchContent(): AstroIntegration {
  return {
    name: 'watch-content',
    hooks: {
      'astro:server:setup': ({ server }) => {
        const folder = resolve(contentFolder);
        // Invalidate only the module that holds the content; modules that import it run again.
        const holder = resolve('src/site/site.ts').replaceAll('\\', '/');
        let changed = 0;
        let soon: NodeJS.Timeout | undefined;
        server.watcher.add(folder);
        server.watcher.on('all', (_event, path) => {
          if (!resolve(path).startsWith(folder)) return;
          changed = performance.now();
          for (const environment of Object.values(server.environments)) {
            environment.moduleGraph.onFileChange(holder);
          }
          // An edit may save two files; a second reload could come when the editor already types again.
          clearTimeout(soon);
          soon = setTimeout(() => server.ws.send({ type: 'full-reload' }), 30);
        });
        // A page that connects late misses a reload, and the error that Astro sends 200 ms after the page.
        server.ws.on('connection', () => {
          if (!isReadSince(changed)) return server.ws.send({ type: 'full-reload' });
          const message = findFault();
          if (message) server.ws.send({ type: 'error', err: { message, stack: '' } });
        });
      },
    },
  };
}

/** List immutable files one by one in `_headers`; a folder rule would make hosts cache a 404 for a year. */
export function lastingFiles(): AstroIntegration {
  const name = ({ dir }: { dir: URL }): void => {
    const folder = fileURLToPath(dir);
    const paths = listFiles(folder).map((file) => base + file.replace(/index\.html$/, ''));
    const rules = readFileSync(`${folder}_headers`, 'utf8').replace(
      /^(\S+)\*\n( {2}Cache-Control: .*\n)/gm,
      (_rule, start: string, header: string) =>
        paths
          .filter((path) => path.startsWith(start))
          .map((path) => `${path}\n${header}`)
          .join(''),
    );
    writeFileSync(`${folder}_headers`, rules);
  };
  return { name: 'lasting-files', hooks: { 'astro:build:done': name } };
}
