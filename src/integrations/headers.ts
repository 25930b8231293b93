import { writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { base } from '../config.ts';
import { formatHeaders, listHeaderRules } from '../lib/headers.ts';

/** Tell hosts that read `_headers` what to send with the files of the built site. */
export function hostHeaders(): AstroIntegration {
  return {
    name: 'host-headers',
    hooks: {
      'astro:build:done': ({ dir }) =>
        writeFile(new URL('_headers', dir), formatHeaders(listHeaderRules(base))),
    },
  };
}
