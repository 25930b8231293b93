import { createHash } from 'node:crypto';

/**
 * Write the content security policy of a page (CSP Level 3): it loads and runs what comes from the site
 * itself, as files, but for the one script and the one style in the markup, which a file would bring too
 * late. Firefox asks default-src whether it may prefetch. No text becomes a script or an element (Trusted
 * Types), but for the address of the service worker.
 */
export function toPolicy(script: string, style: string): string {
  return [
    "default-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "media-src 'none'",
    `script-src 'self' ${toSource(script)}`,
    `style-src 'self' ${toSource(style)}`,
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types duidu',
  ].join(';');
}

/** Return the source expression that allows what stands in the markup (CSP Level 3, 2.3.1). */
function toSource(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
