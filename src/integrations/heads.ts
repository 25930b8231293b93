import { glob, readFile, writeFile } from 'node:fs/promises';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { base } from '../config.ts';
import { findStyle, toPagePolicy } from '../lib/policy.ts';

/** Complete the heads of the built pages with what is only known of them then. */
export function completeHeads(): AstroIntegration {
  return {
    name: 'complete-heads',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        for await (const path of glob('**/*.html', { cwd: folder })) {
          const html = await readFile(folder + path, 'utf8');
          const links = await listPreloads(folder, html);
          const complete = addPolicy(html).replace('</head>', `${links.join('')}</head>`);
          await writeFile(folder + path, complete);
        }
      },
    },
  };
}

/** Say what the page may load and run, before it names any of it. */
function addPolicy(html: string): string {
  const policy = toPagePolicy(findStyle(html));
  return html.replace(
    /<meta charset="[^"]*">/,
    `$&<meta http-equiv="Content-Security-Policy" content="${policy}">`,
  );
}

/**
 * Name in a page that has a script of its own what it imports, so that all of it comes at once: on a slow
 * network each import of an import would be waited for in turn.
 */
async function listPreloads(folder: string, html: string): Promise<string[]> {
  const scripts = [...html.matchAll(/<script type="module" src="([^"]+)"/g)];
  if (scripts.length < 2) return [];
  const files = scripts.map(([, src = '']) => src.slice(base.length));
  const imports = await listImports(folder, files);
  return imports.map((file) => `<link rel="modulepreload" href="${base}${file}">`);
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
