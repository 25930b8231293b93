import { cpSync, existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { imageTypes } from '../read/sources.ts';
import { base, contentFolder } from './config.ts';

const images = `${contentFolder}/images`;

/** Put the images of the content into the site. */
export function contentImages(): AstroIntegration {
  return {
    name: 'content-images',
    hooks: {
      // Before what is made of the built pages.
      'astro:build:generated': ({ dir }) => {
        if (existsSync(images)) cpSync(images, `${fileURLToPath(dir)}images`, { recursive: true });
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(`${base}images/`, (request, response, next) => {
          const [, name = '', extension = ''] =
            /^\/?([\w.-]+\.(\w+))(?:\?|$)/.exec(request.url ?? '') ?? [];
          const type = imageTypes.get(extension);
          if (!type || !existsSync(`${images}/${name}`)) return next();
          response.setHeader('Content-Type', type).end(readFileSync(`${images}/${name}`));
        });
      },
    },
  };
}

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
