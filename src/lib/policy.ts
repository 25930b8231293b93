import { createHash } from 'node:crypto';
import { settingsScript } from './settings.ts';

/**
 * The one style in the markup. Chromium gives up the transition from the page before where it does not
 * know of this rule when the first script runs, and a script after a stylesheet waits for that.
 */
export const transitionStyle = '@view-transition{navigation:auto}';

/** Return the source expression that allows what stands in the markup (CSP Level 3, 2.3.1). */
function toHash(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}

/**
 * What pages may load and run (CSP Level 3): what comes from the site itself, as files, but for the one
 * script and the one style that a file would bring too late; search runs WebAssembly. Firefox asks default-src whether it
 * may prefetch. No text becomes a script or an element (Trusted Types), but for the address of the
 * service worker.
 */
const directives: readonly string[] = [
  "default-src 'self'",
  "object-src 'none'",
  "frame-src 'none'",
  "media-src 'none'",
  `script-src 'self' 'wasm-unsafe-eval' ${toHash(settingsScript)}`,
  `style-src 'self' ${toHash(transitionStyle)}`,
  "base-uri 'none'",
  "form-action 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types duidu',
];

/** The policy as pages have it in their heads. */
export const pagePolicy: string = directives.join(';');

/** The policy as hosts send it, which can also forbid that others put the site into theirs. */
export const headerPolicy: string = [...directives, "frame-ancestors 'none'"].join('; ');
