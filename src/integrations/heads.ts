import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { listFiles } from '../built.ts';
import { base } from '../config.ts';
import { isKept, writeVersion } from '../lib/offline.ts';
import { findStyle, toPagePolicy } from '../lib/policy.ts';

/** What Vite leaves behind at the end of a style. */
const trace = '\n/*$vite$:1*/';

/**
 * Complete the heads of the built pages with what is only known when all that they load is written: what
 * they may load, what their scripts import, and which version of the site they are of.
 */
export function completeHeads(): AstroIntegration {
  return {
    name: 'complete-heads',
    hooks: {
      'astro:build:done': ({ dir }) => {
        const folder = fileURLToPath(dir);
        const paths = listFiles(folder);
        const version = env['OFFLINE'] === '0' ? undefined : digestSite(folder, paths);
        for (const path of paths.filter((each) => each.endsWith('.html'))) {
          const html = addPreloads(folder, addPolicy(readFileSync(folder + path, 'utf8')));
          const isVersioned = version !== undefined && isKept(path);
          writeFileSync(folder + path, isVersioned ? writeVersion(html, version) : html);
        }
      },
    },
  };
}

/** Return a digest of what can be kept of the site. */
function digestSite(folder: string, paths: readonly string[]): string {
  const digest = createHash('sha256');
  // One after the other, as a book is larger than the memory that a build should need.
  for (const path of paths.filter(isKept)) {
    digest
      .update(`${path}\0`)
      .update(readFileSync(folder + path))
      .update('\0');
  }
  return digest.digest('hex').slice(0, 10);
}

/** Say what the page may load and run, before it names any of it. */
function addPolicy(html: string): string {
  const built = findStyle(html);
  const style = built.replace(trace, '').trim();
  return html
    .replace(`<style>${built}`, () => `<style>${style}`)
    .replace(
      /<meta charset="[^"]*">/,
      `$&<meta http-equiv="Content-Security-Policy" content="${toPagePolicy(style)}">`,
    );
}

/**
 * Name in a page that has a script of its own what it imports, so that all of it comes at once: on a slow
 * network each import of an import would be waited for in turn.
 */
function addPreloads(folder: string, html: string): string {
  const scripts = [...html.matchAll(/<script type="module" src="([^"]+)"/g)];
  if (scripts.length < 2) return html;
  const files = scripts.map(([, src = '']) => src.slice(base.length));
  const links = listImports(folder, files).map(
    (file) => `<link rel="modulepreload" href="${base}${file}">`,
  );
  return html.replace('</head>', `${links.join('')}</head>`);
}

/** List what scripts import, directly or through others, without the scripts themselves. */
function listImports(folder: string, scripts: readonly string[]): string[] {
  const all = new Set(scripts);
  for (const script of all) {
    const code = readFileSync(folder + script, 'utf8');
    for (const [, file = ''] of code.matchAll(/(?:from|import)\s*["'`](\.\/[^"'`]+)["'`]/g)) {
      all.add(posix.join(posix.dirname(script), file));
    }
  }
  return [...all].slice(scripts.length);
}
