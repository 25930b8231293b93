import { glob, readFile, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { base } from '../config.ts';

/**
 * Name in the pages that have a script of their own what it imports, so that all of it comes at once:
 * on a slow network each import of an import would be waited for in turn.
 */
export function preloadImports(): AstroIntegration {
  return {
    name: 'preload-imports',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        for await (const path of glob('**/*.html', { cwd: folder })) {
          const html = await readFile(`${folder}${path}`, 'utf8');
          const scripts = [...html.matchAll(/<script type="module" src="([^"]+)"/g)];
          if (scripts.length < 2) continue;
          const files = scripts.map(([, src = '']) => src.slice(base.length));
          const links = (await listImports(folder, files)).map(
            (file) => `<link rel="modulepreload" href="${base}${file}">`,
          );
          await writeFile(folder + path, html.replace('</head>', `${links.join('')}</head>`));
        }
      },
    },
  };
}

/** List what scripts import, directly or through others, without the scripts themselves. */
async function listImports(folder: string, scripts: readonly string[]): Promise<string[]> {
  const all = new Set(scripts);
  for (const script of all) {
    const code = await readFile(folder + script, 'utf8');
    for (const [, file = ''] of code.matchAll(/(?:from|import)\s*["'`](\.\/[^"'`]+)["'`]/g)) {
      all.add(posix.join(posix.dirname(script), file));
    }
  }
  return [...all].slice(scripts.length);
}
