import { resolve } from 'node:path';
import type { AstroIntegration } from 'astro';
import { contentFolder } from './config.ts';

/** Show a saved change of the content in the browser at once, in development. */
export function watchContent(): AstroIntegration {
  return {
    name: 'watch-content',
    hooks: {
      'astro:server:setup': ({ server }) => {
        const folder = resolve(contentFolder);
        // What was read is in one module; all others stay as they are, but run anew if they import it.
        const holder = resolve('src/site/site.ts').replaceAll('\\', '/');
        server.watcher.add(folder);
        server.watcher.on('all', (_event, path) => {
          if (!resolve(path).startsWith(folder)) return;
          for (const environment of Object.values(server.environments)) {
            environment.moduleGraph.onFileChange(holder);
          }
          server.ws.send({ type: 'full-reload' });
        });
      },
    },
  };
}
