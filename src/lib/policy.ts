import { createHash } from 'node:crypto';
import { settingsScript } from './settings.ts';

const digest = createHash('sha256').update(settingsScript).digest('base64');

/**
 * What pages may load and run (CSP Level 3): what comes from the site itself, as files, but for the one
 * script that a file would bring too late; search runs WebAssembly. Firefox asks default-src whether it
 * may prefetch. No text becomes a script or an element (Trusted Types), but for the address of the
 * service worker.
 */
const directives: readonly string[] = [
  "default-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "media-src 'none'",
  `script-src 'self' 'wasm-unsafe-eval' 'sha256-${digest}'`,
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types duidu',
];

/** The policy as pages have it in their heads. */
export const pagePolicy: string = directives.join(';');

/** The policy as hosts send it, which can also forbid that others put the site into theirs. */
export const headerPolicy: string = [...directives, "frame-ancestors 'none'"].join('; ');
