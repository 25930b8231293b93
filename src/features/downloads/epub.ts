import { aboutWords, downloadWords } from '../../i18n/words.ts';
import { joinText, langs, localesOf, type View } from '../../paper/locale.ts';
import type { Addresses, Paper } from '../../paper/paper.ts';
import { latestOf } from '../../paper/permalinks.ts';
import { imageTypes } from '../../read/sources.ts';
import { escapeXml } from '../../text/html.ts';
import { makeBookPages } from './book-pages.ts';
import { bookStyles } from './book-styles.ts';
import { type PackedFile, zip } from './zip.ts';

/** What a book is made of beside the text. */
export interface BookParts {
  toPage: Addresses['toPage'];
  /** The fonts of a view's languages, by their file names. */
  fonts: ReadonlyMap<string, Uint8Array>;
  /** Reads an image that the text shows, by its address on the site: `/images/map.png`. */
  readImage: (address: string) => Uint8Array;
}

/** A resource of the book, as its package lists it. */
interface Resource extends PackedFile {
  type: string;
  properties?: string;
}

/**
 * Make an EPUB 3.3 of a paper in a view, the same bytes each time (W3C Recommendation EPUB 3.3;
 * EPUB Accessibility 1.1).
 */
export function makeEpub(paper: Paper, view: View, parts: BookParts): Uint8Array {
  const { pages, images } = makeBookPages(paper, view, parts.toPage);
  const resources: Resource[] = [
    ...pages.map(({ name, html, isNav }) => ({
      path: `${name}.xhtml`,
      content: html,
      type: 'application/xhtml+xml',
      ...toProperties(html, isNav),
    })),
    { path: 'style.css', content: bookStyles(view, [...parts.fonts.keys()]), type: 'text/css' },
    ...[...parts.fonts].map(([name, content]) => ({
      ...{ path: `fonts/${name}`, content, type: 'font/woff2' },
    })),
    ...images.map((address) => ({
      path: address.slice(1),
      content: parts.readImage(address),
      type: imageTypes.get(address.split('.').at(-1) ?? '') ?? 'image/png',
    })),
  ];
  return zip([
    { path: 'mimetype', content: 'application/epub+zip', stored: true },
    { path: 'META-INF/container.xml', content: container },
    { path: 'book/package.opf', content: toPackage(paper, view, parts.toPage, resources) },
    ...resources.map(({ path, content }) => ({ path: `book/${path}`, content })),
  ]);
}

/** Say what a reading system has to know of a page before it shows it. */
function toProperties(html: string, isNav = false): { properties?: string } {
  const properties = [...(isNav ? ['nav'] : []), ...(html.includes('<math') ? ['mathml'] : [])];
  return properties.length > 0 ? { properties: properties.join(' ') } : {};
}

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
`;

/** What those who need to know before they open a book are told (schema.org, EPUB Accessibility 1.1). */
const accessibility: readonly [string, string][] = [
  ['accessMode', 'textual'],
  ['accessModeSufficient', 'textual'],
  ['accessibilityFeature', 'displayTransformability'],
  ['accessibilityFeature', 'readingOrder'],
  ['accessibilityFeature', 'structuralNavigation'],
  ['accessibilityFeature', 'tableOfContents'],
  ['accessibilityHazard', 'none'],
];

function toPackage(
  { record, permalinks }: Paper,
  view: View,
  toPage: Addresses['toPage'],
  resources: readonly Resource[],
): string {
  // A book that is made twice has the same time: that of its text, or one that stands for none.
  const day = (permalinks && latestOf(permalinks).date) || '2000-01-01';
  const languages = localesOf(view).map((locale) => langs[locale]);
  const authors = record.authors?.map((name) => joinText(view, name)) ?? [];
  const element = (name: string, value: string, attributes = '') =>
    `    <${name}${attributes}>${escapeXml(value)}</${name}>\n`;
  const metadata = [
    element('dc:identifier', toPage(view, ''), ' id="address"'),
    element('dc:title', joinText(view, record.title)),
    ...languages.map((lang) => element('dc:language', lang)),
    ...authors.map((author) => element('dc:creator', author)),
    element('dc:description', joinText(view, record.source, ' ')),
    element('dc:rights', joinText(view, aboutWords.rightsText, ' ')),
    element('meta', `${day}T00:00:00Z`, ' property="dcterms:modified"'),
    ...accessibility.map(([name, value]) => element('meta', value, ` property="schema:${name}"`)),
    element(
      'meta',
      joinText(view, downloadWords.accessibility, ' '),
      ' property="schema:accessibilitySummary"',
    ),
  ];
  const items = resources.map(
    ({ path, type, properties }) =>
      `    <item id="${toId(path)}" href="${escapeXml(path)}" media-type="${type}"${properties ? ` properties="${properties}"` : ''}/>\n`,
  );
  const spine = resources
    .filter(({ type, properties }) => type === 'application/xhtml+xml' && properties !== 'nav')
    .map(({ path }) => `    <itemref idref="${toId(path)}"/>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="address" xml:lang="${languages[0]}">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${metadata.join('')}  </metadata>
  <manifest>
${items.join('')}  </manifest>
  <spine>
${spine.join('')}  </spine>
</package>
`;
}

/** Make an id, which has to begin with a letter, of a path. */
function toId(path: string): string {
  return `r-${path.replace(/[^\w.-]/g, '-')}`;
}
