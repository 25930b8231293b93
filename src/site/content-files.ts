import { cpSync, existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { imageTypes } from '../read/sources.ts';
import { base, contentFolder } from './config.ts';

const images = `${contentFolder}/images`;

/** Put the images of the content into the site; in development, show a saved change of it at once. */
export function contentFiles(): AstroIntegration {
  return {
    name: 'content-files',
    hooks: {
      // Before what is made of the built pages.
      'astro:build:generated': ({ dir }) => {
        if (existsSync(images)) cpSync(images, `${fileURLToPath(dir)}images`, { recursive: true });
      },
      'astro:server:setup': ({ server }) => {
        // Astro's own server finds no route for a name with an end such as .png that is a parameter.
        server.middlewares.use(`${base}images/`, (request, response, next) => {
          const [, name = '', extension = ''] =
            /^\/?([\w.-]+\.(\w+))(?:\?|$)/.exec(request.url ?? '') ?? [];
          const type = imageTypes.get(extension);
          if (!type || !existsSync(`${images}/${name}`)) return next();
          response.setHeader('Content-Type', type).end(readFileSync(`${images}/${name}`));
        });
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
