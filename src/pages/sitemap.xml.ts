import { entries } from '../features/terms/entries.ts';
import { toSitemap } from '../page/head/sitemap.ts';
import { latestOf } from '../paper/permalinks.ts';
import { flatten } from '../paper/tree.ts';
import { addresses, paper } from '../site/site.ts';

const changed = paper.permalinks && latestOf(paper.permalinks).date;

/** The pages that search engines may list: the text and what is about it, without the tools. */
const listedNames: readonly string[] = [
  ...flatten(paper.root).map(({ number }) => number),
  ...['about', 'terms'],
  ...entries.map(({ slug }) => `terms/${slug}`),
];

/** Serve the list of all pages that search engines may list. */
export const GET = () =>
  new Response(toSitemap(listedNames, addresses, changed), {
    headers: { 'Content-Type': 'application/xml' },
  });
