import { listDownloads } from '../features/downloads/downloads.ts';
import { entries } from '../features/terms/entries.ts';
import { hreflangOf, type View, views } from '../paper/locale.ts';
import { latestOf } from '../paper/schema.ts';
import { flatten } from '../paper/tree.ts';
import { addresses, paper } from '../site/site.ts';
import { escapeXml } from '../text/html.ts';

/** The pages for search engines: the text, the terms and the page “About”, not the tools. */
const names: readonly string[] = [
  ...flatten(paper.root).map(({ number }) => number),
  ...['about', 'terms'],
  ...entries.map(({ slug }) => `terms/${slug}`),
];

/** Serve the sitemap: each of these pages in each view, with its counterparts, and the downloads. */
export const GET = async () =>
  new Response(
    `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${names.map(toUrls).join('')}${(await listDownloads(paper, addresses)).map(({ url }) => `<url><loc>${escapeXml(url)}</loc>${changed}</url>\n`).join('')}</urlset>
`,
    { headers: { 'Content-Type': 'application/xml' } },
  );

const changed = paper.permalinks ? `<lastmod>${latestOf(paper.permalinks).date}</lastmod>` : '';

function toUrls(name: string): string {
  const toUrl = (view: View) => escapeXml(addresses.toPage(view, name));
  const links = views.map(
    (view) => `<xhtml:link rel="alternate" hreflang="${hreflangOf(view)}" href="${toUrl(view)}"/>`,
  );
  const rest = [changed, ...links].join('');
  return views.map((view) => `<url><loc>${toUrl(view)}</loc>${rest}</url>\n`).join('');
}
