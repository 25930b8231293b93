import { type CslItem, toItem } from '../features/cite/item.ts';
import { type Entry, sortEntries, toConcordance } from '../features/terms/concordance.ts';
import { termWords } from '../i18n/words.ts';
import { toCitePath, toPath } from '../paper/anchor.ts';
import type { Addresses } from '../paper/described.ts';
import {
  type Bilingual,
  type Locale,
  leadOf,
  mapLocales,
  type View,
  views,
} from '../paper/locale.ts';
import { addNumber } from '../paper/number.ts';
import { flatten, type Section } from '../paper/tree.ts';
import { type FormerPage, listFormerPages, prepareAliasNotes } from '../permalinks/former.ts';
import type { Segment } from '../read/section.ts';
import { renderHtml } from '../text/html.ts';
import { breakBetweenWords } from '../text/words.ts';
import { base, toAddresses } from './config.ts';
import { readContent } from './content.ts';

/** The paper that this site shows. */
export const paper = readContent();

/** Every term of the paper with the places where it is found. */
export const entries = toConcordance(paper.terms, paper.root);

/** Lists what a page says, and where, of addresses that were on it and are not any more. */
export const toAliasNotes = prepareAliasNotes(paper);

/** The pages of what is no longer there. */
const formerPages: readonly FormerPage[] = listFormerPages(
  paper,
  new Map<string, Bilingual>([
    ['terms', termWords.title],
    ...entries.map(({ slug, term: { zh, en } }) => [`terms/${slug}`, { zh, en }] as const),
  ]),
  toAliasNotes,
);

/** A page of the site as it is linked to. */
export interface PageLink {
  name: string;
  text: Bilingual;
}

const chineseTerms = paper.terms.map(({ zh }) => zh);

/** Return the root-relative link to a page in a view, with the path the site is served under. */
export function hrefTo(view: View, name: string): string {
  return base + toPath(view, name).slice(1);
}

/** The absolute addresses of this site's pages and files. */
export const addresses: Addresses = toAddresses(paper.record.site);

/** Return what a section is cited as in a view. */
export function toCitedItem(view: View, { number }: Section): CslItem {
  return toItem(paper, number, view, addresses.toPage(view, number));
}

/** Return the root-relative link to the file in a format that cites a section in a view. */
export function hrefToCitation(view: View, { number }: Section, extension: string): string {
  return base + toCitePath(view, number, extension).slice(1);
}

/** The pages that search engines may list: the text and what is about it, without the tools. */
export const listedNames: readonly string[] = [
  ...flatten(paper.root).map(({ number }) => number),
  ...['about', 'terms'],
  ...entries.map(({ slug }) => `terms/${slug}`),
];

/** Return a segment's HTML in a view. */
export function toHtmlIn(view: View, { nodes }: Segment): string {
  return renderHtml(nodes, view, base);
}

/** Return a title's HTML, its section's number before it, in a language of a view. */
export function toTitleHtml(view: View, { number, title }: Section, locale: Locale): string {
  const { nodes } = title[locale];
  const broken = locale === 'zh' ? breakBetweenWords(nodes, chineseTerms) : nodes;
  return addNumber(number, renderHtml(broken, view, base));
}

/** Return what a section is called in the lists of a view: the number stands once, in front. */
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

/** Return the link to a term. */
export function toTermLink({ slug, term: { zh, en } }: Entry): PageLink {
  return { name: `terms/${slug}`, text: { zh, en } };
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

/** List the route parameters of each page whose section is gone, for `getStaticPaths`. */
export function listFormer() {
  return views.flatMap((view) =>
    formerPages.map((former) => ({
      params: { locale: toLocaleParam(view), section: former.name },
      props: { view, section: undefined, former },
    })),
  );
}

/** List the route parameters of each section's pinyin, for `getStaticPaths`; the paper itself has its title. */
export function listPinyin() {
  return flatten(paper.root).map((section) => ({
    params: { section: section.number || 'title' },
    props: { section },
  }));
}

/** List the route parameters of each term in each view, and the terms around it, for `getStaticPaths`. */
export function listTermPages() {
  return views.flatMap((view) =>
    sortEntries(entries, leadOf(view)).map((entry, index, sorted) => ({
      params: { locale: toLocaleParam(view), term: entry.slug },
      props: { view, entry, previous: sorted[index - 1], next: sorted[index + 1] },
    })),
  );
}

function toLocaleParam(view: View): string | undefined {
  return view === 'bilingual' ? undefined : view;
}
