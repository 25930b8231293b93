import { toSitemap } from '../lib/sitemap.ts';
import { addresses, listedNames } from '../site.ts';

/** Serve the list of all pages that search engines may list. */
export const GET = () =>
  new Response(toSitemap(listedNames, addresses), {
    headers: { 'Content-Type': 'application/xml' },
  });
