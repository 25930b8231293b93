import { createHash } from 'node:crypto';
import { nameOf } from '../../i18n/words.ts';
import {
  type Bilingual,
  joinText,
  langOf,
  leadOf,
  mapLocales,
  regionalLangs,
  type View,
} from '../../paper/locale.ts';
import { addNumber } from '../../paper/number.ts';
import { listTranslators } from '../../paper/people.ts';
import type { PaperRecord } from '../../paper/schema.ts';
import { type Addresses, type Described, joinAbstract, type Section } from '../../paper/tree.ts';
import { findPictured, pictureSize, toPicturePath } from '../../site/previews/pictured.ts';
import { toGraph } from './graph.ts';

interface DescribedPage {
  view: View;
  name: string;
  title: Bilingual;
  description: Bilingual;
  section?: Section | undefined;
}

/** A `meta` element with either of its two attributes. */
export type Meta = { name: string; content: string } | { property: string; content: string };

/** List the metadata for citation managers, link previews and search engines; `citeAs` follows RFC 8574. */
export function toHead(page: DescribedPage, paper: Described, addresses: Addresses) {
  const { view, name, section } = page;
  const { record, root } = paper;
  const url = addresses.toPage(view, name);
  const metas = [...toCitation(page, paper, url), ...toPreview(page, paper, addresses)];
  if (!section) return { metas, citeAs: undefined, graph: undefined };
  if (section !== root) return { metas, citeAs: url, graph: undefined };
  const citeAs = record.doi ? `https://doi.org/${record.doi}` : url;
  return { metas, citeAs, graph: toGraph(view, paper, addresses) };
}

/**
 * List the metadata for citation managers. Only the whole paper in the author's language has `citation_…`, as
 * search engines want one address for a paper; translations and sections have Dublin Core, which they do not
 * take for another paper.
 */
function toCitation(page: DescribedPage, { record, root }: Described, url: string): Meta[] {
  const { view, section } = page;
  if (!section) return [];
  const { authors = [], year } = record;
  const locale = leadOf(view);
  const isWhole = section === root;
  // Journals publish whole papers, not sections.
  const { journal, volume, issue, doi, pages }: Partial<PaperRecord> = isWhole ? record : {};
  const [first, last] = pages?.split('-') ?? [];
  const title = root.title[locale].text;
  if (isWhole && view === record.original) {
    return listNamed([
      // The title of a journal implies that this is an article.
      ['z:itemType', journal ? undefined : 'webpage'],
      ['citation_title', title],
      ...authors.flatMap(({ orcid, affiliation, ...name }): [string, string | undefined][] => [
        ['citation_author', name[locale]],
        ['citation_author_institution', affiliation?.[locale]],
        ['citation_author_orcid', orcid],
      ]),
      ['citation_publication_date', year],
      ['citation_journal_title', journal?.[locale]],
      ['citation_volume', volume],
      ['citation_issue', issue],
      ['citation_firstpage', first],
      ['citation_lastpage', last],
      ['citation_doi', doi],
      ['citation_language', langOf(locale)],
      ['citation_public_url', url],
      ['citation_abstract', joinAbstract(root)?.[locale]],
      ['citation_keywords', record.keywords?.[locale].join('; ')],
    ]);
  }
  const translators =
    view === record.original ? [] : listTranslators(record, section.number || 'default');
  const label = addNumber(section.number, section.title[locale].text);
  return listNamed([
    ['z:itemType', journal ? 'journalArticle' : 'webpage'],
    ['DC.title', isWhole ? title : title + { zh: '：', en: ': ' }[locale] + label],
    ['DC.language', langOf(view)],
    ...authors.map((author): [string, string] => ['DC.creator', author[locale]]),
    ...translators.map((name): [string, string] => ['DC.contributor', name[locale]]),
    ['DC.date', year],
    // The journal of the original, in PRISM, which Zotero reads in addition to Dublin Core.
    ['DC.identifier', doi],
    ['prism.publicationName', journal?.[locale]],
    ['prism.volume', volume],
    ['prism.number', issue],
    ['prism.startingPage', first],
    ['prism.endingPage', last],
  ]);
}

/** List the metadata for link previews; Zotero takes the description for the abstract. */
function toPreview(page: DescribedPage, { root, site }: Described, addresses: Addresses): Meta[] {
  const { view, name, title, description, section } = page;
  const pictured = findPictured(root, section ?? root);
  const abstract = section === root ? joinAbstract(root)?.[leadOf(view)] : undefined;
  const labels = mapLocales((locale) => pictured.title[locale].text);
  const properties = {
    type: section ? 'article' : 'website',
    title: joinText(view, title, ' · '),
    description: abstract ?? joinText(view, description, ' '),
    site_name: nameOf(site)[leadOf(view)],
    url: addresses.toPage(view, name),
    locale: regionalLangs[leadOf(view)].replace('-', '_'),
    image: addresses.toFile(toPicturePath(pictured)),
    'image:width': `${pictureSize.width}`,
    'image:height': `${pictureSize.height}`,
    'image:alt': addNumber(pictured.number, joinText('bilingual', labels, ' · ')),
  };
  return [
    ...Object.entries(properties).map(([key, content]) => ({ property: `og:${key}`, content })),
    ...listNamed([['twitter:card', 'summary_large_image']]),
  ];
}

function listNamed(pairs: readonly (readonly [string, string | number | undefined])[]): Meta[] {
  return pairs.flatMap(([name, content]) =>
    content === undefined ? [] : [{ name, content: String(content) }],
  );
}

/**
 * The speculation rules of every page (HTML, 7.6.1): the script marks the link that the reader points at. The next
 * and the previous section are prerendered; other pages, which may depend on what the reader does before the click, are only
 * prefetched.
 */
export const speculationRules: string = JSON.stringify({
  prefetch: [{ where: { selector_matches: '[data-soon]' }, eagerness: 'immediate' }],
  prerender: [{ where: { selector_matches: '.pager [data-soon]' }, eagerness: 'immediate' }],
});

/**
 * Write a page's content security policy (CSP Level 3): all files come from the site, except the scripts and one
 * style in the markup, and text never becomes a script (Trusted Types). Firefox checks prefetches against
 * default-src.
 */
export function toPolicy(scripts: readonly string[], style: string): string {
  return [
    "default-src 'self'",
    "object-src 'none'",
    "frame-src 'none'",
    "media-src 'none'",
    `script-src 'self' ${scripts.map(toSource).join(' ')}`,
    `style-src 'self' ${toSource(style)}`,
    "base-uri 'none'",
    "form-action 'self'",
    "require-trusted-types-for 'script'",
    'trusted-types duidu',
  ].join(';');
}

/** Return the source expression for a content (CSP Level 3, 2.3.1). */
function toSource(content: string): string {
  return `'sha256-${createHash('sha256').update(content).digest('base64')}'`;
}
