import { hreflangOf, type View, views } from '../../paper/locale.ts';
import type { Addresses } from '../../paper/paper.ts';

/**
 * Write the sitemap: each page in each view, with its counterparts.
 *
 * @param names the pages that search engines may list
 * @param lastmod the day on which the text was last changed, if it is known: `2026-11-24`
 */
export function toSitemap(
  names: readonly string[],
  { toPage }: Pick<Addresses, 'toPage'>,
  lastmod?: string,
): string {
  const urls = names.flatMap((name) => {
    const link = (view: View) =>
      `<xhtml:link rel="alternate" hreflang="${hreflangOf(view)}" href="${escapeUrl(toPage(view, name))}"/>`;
    const rest = (lastmod ? `<lastmod>${lastmod}</lastmod>` : '') + views.map(link).join('');
    return views.map((view) => `<url><loc>${escapeUrl(toPage(view, name))}</loc>${rest}</url>\n`);
  });
  return `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
${urls.join('')}</urlset>
`;
}

function escapeUrl(url: string): string {
  return url.replaceAll('&', '&amp;');
}
