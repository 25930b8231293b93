import { readFileSync, writeFileSync } from 'node:fs';
import { posix } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { missingPage } from '../../site/built.ts';
import { base } from '../../site/config.ts';
import { listFiles } from '../../site/files.ts';
import { findStyle, toPagePolicy } from '../../site/policy.ts';

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
        const built = findStyle(readFileSync(folder + missingPage, 'utf8'));
        const style = built.replace(trace, '').trim();
        const policy = toPagePolicy(style);
        for (const path of paths.filter((each) => each.endsWith('.html'))) {
          const html = readFileSync(folder + path, 'utf8');
          // What else is in public/ stays as it is.
          if (!html.includes(`<style>${built}</style>`)) continue;
          const styled = html.replace(`<style>${built}`, () => `<style>${style}`);
          writeFileSync(folder + path, addPreloads(folder, addPolicy(styled, policy)));
        }
      },
    },
  };
}

/** Say what the page may load and run, before it names any of it. */
function addPolicy(html: string, policy: string): string {
  return html.replace(
    /<meta charset="[^"]*">/,
    `$&<meta http-equiv="Content-Security-Policy" content="${policy}">`,
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
