import { latestOf } from '../lib/permalinks/file.ts';
import { toSitemap } from '../lib/sitemap.ts';
import { addresses, listedNames, paper } from '../site.ts';

const changed = paper.permalinks && latestOf(paper.permalinks).date;

/** Serve the list of all pages that search engines may list. */
export const GET = () =>
  new Response(toSitemap(listedNames, addresses, changed), {
    headers: { 'Content-Type': 'application/xml' },
  });
