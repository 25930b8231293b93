import { glob, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';

/**
 * Put the stylesheet early in the head of every built page: it is asked for at once, and a page that
 * begins without it would have Chromium give up the transition from the page before. The script stands
 * before it, as it would wait for it, and all that follows too: where the connection breaks meanwhile,
 * Chromium throws away what it has not read.
 */
export function stylesheetFirst(): AstroIntegration {
  return {
    name: 'stylesheet-first',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        for await (const path of glob('**/*.html', { cwd: folder })) {
          const html = await readFile(`${folder}${path}`, 'utf8');
          await writeFile(`${folder}${path}`, moveStylesheet(html));
        }
      },
    },
  };
}

function moveStylesheet(html: string): string {
  // The last is the one that all pages share, as Astro puts it at the end of the head.
  const link = html.match(/<link rel="stylesheet"[^>]*>/g)?.at(-1) ?? '';
  return html.replace(link, '').replace('</script>', (end) => end + link);
}
