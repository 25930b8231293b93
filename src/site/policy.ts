import { createHash } from 'node:crypto';
import { settingsScript } from '../features/settings/settings.ts';

/** Return the source expression that allows what stands in the markup (CSP Level 3, 2.3.1). */
function toHash(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}

/**
 * List what pages may load and run (CSP Level 3): what comes from the site itself, as files, but for the one
 * script and the one style in the markup, that a file would bring too late. Firefox asks default-src
 * whether it may prefetch. No text becomes a script or an element (Trusted Types), but for the
 * address of the service worker.
 */
function listDirectives(style: string): string[] {
  return [
    "default-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "media-src 'none'",
    `script-src 'self' ${toHash(settingsScript)}`,
    `style-src 'self' ${toHash(style)}`,
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types duidu',
  ];
}

/** Write the policy as pages have it in their heads. */
export function toPagePolicy(style: string): string {
  return listDirectives(style).join(';');
}

/** Write the policy as hosts send it, which can also forbid that others put the site into theirs. */
export function toHeaderPolicy(style: string): string {
  return [...listDirectives(style), "frame-ancestors 'none'"].join('; ');
}

/** A script or a style with what is in it, or a tag: what looks like one in an attribute is passed over. */
const elements = /<script\b.*?<\/script>|<style>(.*?)<\/style>|<(?:"[^"]*"|'[^']*'|[^'">])*>/gs;

/**
 * Find the style in the markup of a page, which all pages of a site share.
 *
 * @throws {Error} if there is none
 */
export function findStyle(html: string): string {
  for (const [, style] of html.matchAll(elements)) if (style !== undefined) return style;
  throw new Error('The page has no style in its markup, which each page of the site has');
}
