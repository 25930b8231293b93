import { findPictured, pictureSize, toPicturePath } from '../../features/previews/pictured.ts';
import { type Addresses, type Described, joinAbstract, splitPages } from '../../paper/described.ts';
import {
  type Bilingual,
  joinText,
  type Locale,
  langOf,
  leadOf,
  mapLocales,
  type View,
} from '../../paper/locale.ts';
import { addNumber } from '../../paper/number.ts';
import type { PaperRecord } from '../../paper/record.ts';
import type { Section } from '../../paper/tree.ts';
import { toGraph } from './graph.ts';

/** A page as its head describes it. */
export interface DescribedPage {
  view: View;
  /** The page's name in the address. */
  name: string;
  title: Bilingual;
  description: Bilingual;
  /** The section that the page shows, if it shows one. */
  section?: Section | undefined;
}

/** What is said in a `meta` element, and under which of its two attributes. */
export type Meta = { name: string; content: string } | { property: string; content: string };

/** What the head of a page says to machines. */
export interface Head {
  metas: Meta[];
  /** What to cite for this page (RFC 8574), where it shows a text. */
  citeAs: string | undefined;
  /** The whole paper's pages describe it to search engines, as JSON-LD. */
  graph: string | undefined;
}

/** Say what the head of a page tells citation managers, link previews and search engines. */
export function toHead(page: DescribedPage, paper: Described, addresses: Addresses): Head {
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
 * Say what citation managers read of a page that shows a text.
 *
 * `citation_…` belongs to the paper itself: a search engine wants one address for one paper. It stands
 * on the whole paper in the language that the author wrote in, whose title, abstract and text are the
 * paper's and nobody else's. Translations and sections are described with Dublin Core, which such
 * engines do not take for a paper of its own.
 */
function toCitation(page: DescribedPage, { record, root }: Described, url: string): Meta[] {
  const { view, section } = page;
  if (!section) return [];
  if (section !== root) return [...toItemType('webpage'), ...toDublinCore(page, record, root)];
  if (view !== record.original) {
    const type = record.journal ? 'journalArticle' : 'webpage';
    return [...toItemType(type), ...toDublinCore(page, record, root), ...toPrism(view, record)];
  }
  // A journal's title says by itself that this is an article.
  const type = record.journal ? [] : toItemType('webpage');
  return [...type, ...toHighwire(record.original, record, root, url)];
}

/** Name the type of item that Zotero makes of a page. */
function toItemType(type: string): Meta[] {
  return listNamed([['z:itemType', type]]);
}

function toDublinCore({ view, section }: DescribedPage, record: PaperRecord, root: Section) {
  const locale = leadOf(view);
  const title = root.title[locale].text;
  const colon = { zh: '：', en: ': ' }[locale];
  const label = section && addNumber(section.number, section.title[locale].text);
  return listNamed([
    ['DC.title', section === root ? title : `${title}${colon}${label}`],
    ['DC.language', langOf(view)],
    ...listAuthors('DC.creator', locale, record),
    ['DC.date', record.year],
  ]);
}

/** Say in which journal a translation's original stands, as Zotero reads it beside Dublin Core. */
function toPrism(view: View, record: Described['record']): Meta[] {
  const [first, last] = splitPages(record);
  return listNamed([
    ['DC.identifier', record.doi],
    ['prism.publicationName', record.journal?.[leadOf(view)]],
    ['prism.volume', record.volume],
    ['prism.number', record.issue],
    ['prism.startingPage', first],
    ['prism.endingPage', last],
  ]);
}

function toHighwire(
  locale: Locale,
  record: Described['record'],
  root: Section,
  url: string,
): Meta[] {
  const [first, last] = splitPages(record);
  return listNamed([
    ['citation_title', root.title[locale].text],
    ...listAuthors('citation_author', locale, record),
    ['citation_publication_date', record.year],
    ['citation_journal_title', record.journal?.[locale]],
    ['citation_volume', record.volume],
    ['citation_issue', record.issue],
    ['citation_firstpage', first],
    ['citation_lastpage', last],
    ['citation_doi', record.doi],
    ['citation_language', langOf(locale)],
    ['citation_public_url', url],
    ['citation_abstract', joinAbstract(root)?.[locale]],
  ]);
}

/**
 * Say what link previews show.
 *
 * Zotero takes the description for the abstract, so that of the whole paper is its abstract.
 */
function toPreview(page: DescribedPage, { root }: Described, addresses: Addresses): Meta[] {
  const { view, name, title, description, section } = page;
  const pictured = findPictured(root, section ?? root);
  const abstract = section === root ? joinAbstract(root)?.[leadOf(view)] : undefined;
  const labels = mapLocales((locale) => pictured.title[locale].text);
  const properties = [
    ['type', section ? 'article' : 'website'],
    ['title', joinText(view, title, ' · ')],
    ['description', abstract ?? joinText(view, description, ' ')],
    ['url', addresses.toPage(view, name)],
    ['locale', view === 'en' ? 'en_US' : 'zh_CN'],
    ['image', addresses.toFile(toPicturePath(pictured))],
    ['image:width', `${pictureSize.width}`],
    ['image:height', `${pictureSize.height}`],
    ['image:alt', addNumber(pictured.number, joinText('bilingual', labels, ' · '))],
  ];
  return [
    ...properties.map(([key, content = '']) => ({ property: `og:${key}`, content })),
    ...listNamed([['twitter:card', 'summary_large_image']]),
  ];
}

function listAuthors(name: string, locale: Locale, { authors = [] }: PaperRecord) {
  return authors.map((author): [string, string] => [name, author[locale]]);
}

/** List what is known, and nothing else. */
function listNamed(pairs: readonly (readonly [string, string | number | undefined])[]): Meta[] {
  return pairs.flatMap(([name, content]) =>
    content === undefined ? [] : [{ name, content: String(content) }],
  );
}
