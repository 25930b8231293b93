import { addresses } from '../site/site.ts';

/** Allow all crawlers, and name the sitemap; crawlers read this file only at the root of a domain. */
export const GET = () =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${addresses.toFile('sitemap.xml')}\n`);
