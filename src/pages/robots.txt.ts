import { addresses } from '../site/site.ts';

/** Let every search engine read all, and tell it where the list is; it only looks at a domain's root. */
export const GET = () =>
  new Response(`User-agent: *\nAllow: /\n\nSitemap: ${addresses.toFile('sitemap.xml')}\n`);
