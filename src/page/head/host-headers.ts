import { writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { readHeaderRules } from '../../site/built.ts';
import { base } from '../../site/config.ts';
import { formatHeaders } from '../../site/headers.ts';

/** Tell hosts that read `_headers` what to send with the files of the built site. */
export function hostHeaders(): AstroIntegration {
  return {
    name: 'host-headers',
    hooks: {
      'astro:build:done': ({ dir }) =>
        writeFile(
          new URL('_headers', dir),
          formatHeaders(readHeaderRules(fileURLToPath(dir), base)),
        ),
    },
  };
}
