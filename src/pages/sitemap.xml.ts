import { toSitemap } from '../page/head/sitemap.ts';
import { latestOf } from '../permalinks/file.ts';
import { addresses, listedNames, paper } from '../site/site.ts';

const changed = paper.permalinks && latestOf(paper.permalinks).date;

/** Serve the list of all pages that search engines may list. */
export const GET = () =>
  new Response(toSitemap(listedNames, addresses, changed), {
    headers: { 'Content-Type': 'application/xml' },
  });
