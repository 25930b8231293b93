import { toPath } from '../paper/anchor.ts';
import {
  type Bilingual,
  type Locale,
  leadOf,
  mapLocales,
  type View,
  views,
} from '../paper/locale.ts';
import { remember } from '../paper/memoize.ts';
import { addNumber } from '../paper/number.ts';
import { type Addresses, flatten, listImages, type Section, type Segment } from '../paper/tree.ts';
import { breakBetweenWords, joinEnd, renderHtml } from '../text/html.ts';
import { base, contentFolder, toAddresses } from './config.ts';
import { readContent } from './content.ts';

/** The paper that this site shows. */
export const paper = readContent();

/** A page of the site as a link target. */
export type PageLink = { name: string; text: Bilingual };

const chineseTerms = paper.terms.map(({ zh }) => zh);

/** Return the root-relative link to a page in a view, including the path of the site. */
export function hrefTo(view: View, name: string): string {
  return base + toPath(view, name).slice(1);
}

/** The absolute addresses of this site's pages and files. */
export const addresses: Addresses = toAddresses(paper.record.site);

/** Return a segment's HTML in a view; `isLast` in its paragraph. It is kept, because pages of chapters repeat it. */
export const toHtmlIn = remember(({ nodes }: Segment, view: View, isLast: boolean) =>
  renderHtml(isLast ? joinEnd(nodes, chineseTerms) : nodes, view, base),
);

/** Return a title's HTML in a language of a view, after the number of its section. */
export function toTitleHtml(view: View, { number, title }: Section, locale: Locale): string {
  const { nodes } = title[locale];
  const broken = locale === 'zh' ? breakBetweenWords(nodes, chineseTerms) : nodes;
  return addNumber(number, renderHtml(broken, view, base));
}

/** Return the name of a section for the lists of a view, with its number once, in front. */
export function toLabel({ number, title }: Section, view: View): Bilingual {
  return mapLocales((locale) => {
    const { text } = title[locale];
    return locale === leadOf(view) ? addNumber(number, text) : text;
  });
}

/** Return the link to a section in a view. */
export function toSectionLink(view: View, section: Section): PageLink {
  return { name: section.number, text: toLabel(section, view) };
}

/** List the route parameters of a page in each view, for `getStaticPaths`. */
export function listViews() {
  return views.map((view) => ({ params: { locale: toLocaleParam(view) }, props: { view } }));
}

/** List the route parameters of each node of the paper in each view, for `getStaticPaths`. */
export function listPages() {
  return views.flatMap((view) =>
    flatten(paper.root).map((section) => ({
      params: { locale: toLocaleParam(view), section: section.number || undefined },
      props: { view, section, former: undefined },
    })),
  );
}

/** List the route parameters of the logo and the images in the text; other files of the content are not published. */
export function listShown() {
  const { logo } = paper.site;
  const shown = new Set([...(logo ? [`/images/${logo}`] : []), ...listImages(paper.root)]);
  return [...shown].map((address) => ({
    params: { file: address.replace('/images/', '') },
    props: { path: contentFolder + address },
  }));
}

/** Return the route parameter of a view; undefined for the bilingual one. */
export function toLocaleParam(view: View): string | undefined {
  return view === 'bilingual' ? undefined : view;
}
