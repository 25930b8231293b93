import { type Zippable, zipSync } from 'fflate';
import { aboutWords, downloadWords } from '../../i18n/words.ts';
import type { Addresses } from '../../paper/described.ts';
import { joinText, langs, localesOf, type View } from '../../paper/locale.ts';
import type { Paper } from '../../paper/paper.ts';
import { latestOf } from '../../paper/permalinks.ts';
import { imageTypes } from '../../read/images.ts';
import { readFont } from '../../site/files.ts';
import { escapeXml } from '../../text/xml.ts';
import { makeBookPages } from './book-pages.ts';
import { listBookFonts, makeBookStyle } from './book-style.ts';

/** A resource of the book, as its package lists it. */
interface Resource {
  path: string;
  content: string | Uint8Array;
  type: string;
  properties?: string;
}

/**
 * Make an EPUB 3.3 of a paper in a view, the same bytes each time (W3C Recommendation EPUB 3.3;
 * EPUB Accessibility 1.1).
 *
 * @param readImage reads an image that the text shows, by its address on the site: `/images/map.png`
 */
export function makeEpub(
  paper: Paper,
  view: View,
  toPage: Addresses['toPage'],
  readImage: (address: string) => Uint8Array,
): Uint8Array<ArrayBuffer> {
  const { pages, images } = makeBookPages(paper, view, toPage);
  const resources: Resource[] = [
    ...pages.map(({ name, html }) => ({
      path: `${name}.xhtml`,
      content: html,
      type: 'application/xhtml+xml',
      properties: name === 'nav' ? 'nav' : html.includes('<math') ? 'mathml' : '',
    })),
    { path: 'style.css', content: makeBookStyle(view), type: 'text/css' },
    ...listBookFonts(view).map(({ file }) => ({
      ...{ path: `fonts/${file}`, content: readFont(file), type: 'font/woff2' },
    })),
    ...images.map((address) => ({
      path: address.slice(1),
      content: readImage(address),
      type: imageTypes.get(address.split('.').at(-1) ?? '') ?? 'image/png',
    })),
  ];
  return zip([
    ['mimetype', 'application/epub+zip'],
    ['META-INF/container.xml', container],
    ['book/package.opf', toPackage(paper, view, toPage, resources)],
    ...resources.map(({ path, content }) => [`book/${path}`, content] as const),
  ]);
}

/**
 * Pack files in their order, the same bytes for the same files: none has a time of its own. The media
 * type of a book is not compressed (EPUB 3.3, 4.2).
 */
export function zip(
  files: readonly (readonly [path: string, content: string | Uint8Array])[],
): Uint8Array<ArrayBuffer> {
  // The format has the local time, so that it has to be made of local parts.
  const mtime = new Date(2000, 0, 1);
  const entries: Zippable = {};
  for (const [path, content] of files) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    entries[path] = [bytes, { level: path === 'mimetype' ? 0 : 6, mtime }];
  }
  return zipSync(entries);
}

const container = `<?xml version="1.0" encoding="UTF-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
  <rootfiles>
    <rootfile full-path="book/package.opf" media-type="application/oebps-package+xml"/>
  </rootfiles>
</container>
`;

/** The accessibility metadata of every book (schema.org, EPUB Accessibility 1.1). */
const accessibility = {
  accessMode: 'textual',
  accessModeSufficient: 'textual',
  accessibilityFeature: 'displayTransformability readingOrder structuralNavigation tableOfContents',
  accessibilityHazard: 'none',
};

function toPackage(
  { record, permalinks }: Paper,
  view: View,
  toPage: Addresses['toPage'],
  resources: readonly Resource[],
): string {
  // A book that is made twice has the same time: that of its text, or one that stands for none.
  const day = (permalinks && latestOf(permalinks).date) || '2000-01-01';
  const languages = localesOf(view).map((locale) => langs[locale]);
  const element = (name: string, value: string, attributes = '') =>
    `    <${name}${attributes}>${escapeXml(value)}</${name}>\n`;
  const meta = (property: string, value: string) =>
    element('meta', value, ` property="${property}"`);
  const metadata = [
    element('dc:identifier', toPage(view, ''), ' id="address"'),
    element('dc:title', joinText(view, record.title)),
    ...languages.map((lang) => element('dc:language', lang)),
    ...(record.authors ?? []).map((author) => element('dc:creator', joinText(view, author))),
    element('dc:description', joinText(view, record.source, ' ')),
    element('dc:rights', joinText(view, aboutWords.rightsText, ' ')),
    meta('dcterms:modified', `${day}T00:00:00Z`),
    ...Object.entries(accessibility).flatMap(([name, values]) =>
      values.split(' ').map((value) => meta(`schema:${name}`, value)),
    ),
    meta('schema:accessibilitySummary', joinText(view, downloadWords.accessibility, ' ')),
  ];
  const items = resources.map(({ path, type, properties }) => {
    const known = properties ? ` properties="${properties}"` : '';
    return `    <item id="${toId(path)}" href="${escapeXml(path)}" media-type="${type}"${known}/>\n`;
  });
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
