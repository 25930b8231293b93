import { type Zippable, zipSync } from 'fflate';
import { aboutWords, downloadWords } from '../../i18n/words.ts';
import { joinText, langs, localesOf, type View } from '../../paper/locale.ts';
import { remember } from '../../paper/memoize.ts';
import { listTranslators } from '../../paper/people.ts';
import { latestOf } from '../../paper/schema.ts';
import type { Addresses, Paper } from '../../paper/tree.ts';
import { imageTypes } from '../../read/sources.ts';
import { cutRest } from '../../site/fonts/cut-fonts.ts';
import { fonts } from '../../site/fonts/font-faces.ts';
import { drawPicture, readFonts } from '../../site/previews/picture.ts';
import { escapeXml } from '../../text/html.ts';
import { type Book, type Entry, makeBookPages, toBookPath } from './book-pages.ts';

type Resource = Record<'path' | 'type', string> & { content: Content; properties?: string };

type Content = string | Uint8Array;

/**
 * Make a reproducible EPUB of a paper in a view (EPUB 3.3; EPUB Accessibility 1.1).
 *
 * @param readImage reads an image by its address on the site, such as `/images/map.png`
 */
export async function makeEpub(
  paper: Paper,
  view: View,
  toPage: Addresses['toPage'],
  readImage: (address: string) => Uint8Array,
): Promise<Uint8Array<ArrayBuffer>> {
  const unpacked = await readFonts(paper);
  const book: Book = { paper, view, toPage };
  const { pages, entries, images } = makeBookPages(book);
  const pictures = images.map(async (address) => {
    const path = toBookPath(address);
    const type = imageTypes.get(path.split('.').at(-1) ?? '') ?? 'image/png';
    const image = readImage(address);
    return { path, type, content: path === address.slice(1) ? image : await toPng(image) };
  });
  const resources: Resource[] = [
    ...pages.map(({ name, html }) => ({
      path: `${name}.xhtml`,
      content: html,
      type: 'application/xhtml+xml',
      properties: name === 'nav' ? 'nav' : html.includes('<math') ? 'mathml' : '',
    })),
    { path: 'style.css', content: makeStyle(view), type: 'text/css' },
    // Kindle does not support WOFF.
    ...listFonts(view).map(({ name, file }) => ({
      path: `fonts/${file}`,
      content: unpacked.find((font) => font.name === name)?.data as Buffer,
      type: 'font/ttf',
    })),
    ...(view === 'en'
      ? []
      : [{ ...rest, content: await cutRest(paper, JSON.stringify(pages), localesOf(view)) }]),
    ...(await Promise.all(pictures)),
    {
      ...{ path: 'cover.png', type: 'image/png', properties: 'cover-image' },
      content: await drawCover(paper),
    },
    { path: 'toc.ncx', content: toNcx(book, entries), type: 'application/x-dtbncx+xml' },
  ];
  return zip([
    ['mimetype', 'application/epub+zip'],
    ['META-INF/container.xml', container],
    ['book/package.opf', toPackage(book, resources)],
    ...resources.map(({ path, content }) => [`book/${path}`, content] as const),
  ]);
}

/** The font of the characters of notes, which the readers' fonts lack. */
const rest = { path: 'fonts/duidu-han-rest.ttf', type: 'font/ttf' };

/** Draw the cover of all books like a link preview, in portrait format. */
const drawCover = remember((paper: Paper) =>
  drawPicture(paper, paper.root, { width: 1200, height: 1600 }),
);

/** Convert a picture to PNG with Astro’s image library, which may not be installed. */
async function toPng(image: Uint8Array): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp').catch((cause) => {
    const message = 'EPUB does not support AVIF, and sharp, which converts it, is not installed';
    throw new Error(`${message}: save the figure as PNG or JPEG`, { cause });
  });
  return sharp(image).png().toBuffer();
}

/** Pack files without timestamps; the media type of a book stays uncompressed (EPUB 3.3, 4.2). */
export function zip(
  files: readonly (readonly [path: string, content: Content])[],
): Uint8Array<ArrayBuffer> {
  // Zip stores local time, so make the date from local parts.
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
  accessibilityFeature:
    'displayTransformability pageBreakMarkers pageNavigation readingOrder structuralNavigation tableOfContents',
  accessibilityHazard: 'none',
};

function toPackage({ paper, view, toPage }: Book, resources: readonly Resource[]): string {
  const { record, site, permalinks } = paper;
  // Use the date of the text or a fixed one so that builds are reproducible.
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
    ...listTranslators(record, 'default').flatMap((name, index) => {
      const role = ` refines="#translator-${index}" property="role" scheme="marc:relators"`;
      return [
        element('dc:contributor', joinText(view, name), ` id="translator-${index}"`),
        element('meta', 'trl', role),
      ];
    }),
    ...localesOf(view)
      .flatMap((locale) => record.keywords?.[locale] ?? [])
      .map((word) => element('dc:subject', word)),
    element('dc:source', record.doi ? `https://doi.org/${record.doi}` : toPage(view, '')),
    element('dc:date', day),
    meta('dcterms:conformsTo', 'EPUB Accessibility 1.1 - WCAG 2.2 Level AA'),
    '    <meta name="cover" content="r-cover.png"/>\n',
    element('dc:description', joinText(view, record.source, ' ')),
    element('dc:rights', joinText(view, site.rights ?? aboutWords.rightsText, ' ')),
    ...(site.license ? [element('dc:rights', site.license)] : []),
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
    .filter(({ type }) => type === 'application/xhtml+xml')
    .map(({ path }) => `    <itemref idref="${toId(path)}"/>\n`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="address" xml:lang="${languages[0]}">
  <metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
${metadata.join('')}  </metadata>
  <manifest>
${items.join('')}  </manifest>
  <spine toc="r-toc.ncx">
${spine.join('')}  </spine>
</package>
`;
}

/** Write the contents for readers of EPUB 2 (ANSI/NISO Z39.86). */
function toNcx({ paper, view, toPage }: Book, entries: readonly Entry[]): string {
  let order = 0;
  const write = ({ href, label, children }: Entry): string => {
    order += 1;
    const text = escapeXml(joinText(view, label, ' '));
    const head = `<navPoint id="n${order}" playOrder="${order}"><navLabel><text>${text}</text></navLabel>`;
    return `${head}<content src="${href}"/>${children.map(write).join('')}</navPoint>\n`;
  };
  return `<?xml version="1.0" encoding="UTF-8"?>
<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/" version="2005-1">
<head><meta name="dtb:uid" content="${toPage(view, '')}"/></head>
<docTitle><text>${escapeXml(joinText(view, paper.record.title))}</text></docTitle>
<navMap>
${entries.map(write).join('')}</navMap>
</ncx>
`;
}

/** Convert a path to an id, which must start with a letter. */
function toId(path: string): string {
  return `r-${path.replace(/[^\w.-]/g, '-')}`;
}

function listFonts(view: View) {
  return fonts
    .filter(({ locale }) => localesOf(view).includes(locale))
    .map((font) => {
      const name = font.file.replace(/^duidu-|\.woff2$/g, '');
      return { ...font, name, file: `duidu-${name}.ttf` };
    });
}

function makeStyle(view: View): string {
  const faces = listFonts(view).map(
    ({ file, family, weight }) =>
      `@font-face { font-family: "${family}"; font-weight: ${weight}; src: url("fonts/${file}"); }\n`,
  );
  return `${faces.join('')}${view === 'en' ? '' : `@font-face { font-family: "Duidu Han Rest"; src: url("${rest.path}"); }`}
:lang(zh) { font-family: "Duidu Han", "Duidu Han Rest", "Songti SC", SimSun, serif; line-height: 1.8; }
:lang(en) { font-family: "Duidu Latin", Georgia, serif; line-height: 1.6; }
h1, h2, h3, h4, h5, h6 { margin: 1.5em 0 1em; font-size: 1.2em; line-height: 1.4; text-align: start; break-after: avoid; }
h1 { font-size: 1.5em; }
h1 > span, h2 > span, h3 > span { display: block; }
h1 > span + span, h2 > span + span, h3 > span + span, nav a > span + span { font-weight: normal; font-size: 0.85em; }
p { margin: 0; }
p:lang(zh) { text-indent: ${view === 'bilingual' ? '0' : '2em'}; text-align: justify; }
p + p:lang(en) { text-indent: ${view === 'en' ? '1.5em' : '0'}; }
.pair { margin: 0 0 0.9em; break-inside: avoid; }
.pair > :lang(en) { margin-top: 0.2em; }
/* To hide the sentence numbers, use display: none. */
.number { margin-inline-end: 0.2em; color: #666; }
.pair > .number { float: left; margin-inline-end: 0.4em; line-height: 1.8; }
.address { margin-top: 1em; font-size: 0.8em; text-align: start; overflow-wrap: anywhere; }
.titlepage p { margin: 0 0 0.8em; }
section > p.address, body.titlepage p { text-indent: 0; }
nav ol { list-style: none; padding-inline-start: 1em; }
sup { font-size: 0.7em; line-height: 0; }
img { max-width: 100%; height: auto; }
figure, blockquote { margin: 0.9em 0; }
blockquote { padding-inline-start: 1.2em; }
pre { white-space: pre-wrap; }
th, td { padding: 0.2em 0.8em 0.2em 0; text-align: start; }
.align-center { text-align: center; }
.align-right { text-align: end; }
.note, figcaption, pre { font-size: 0.9em; }
.note p:lang(zh), li p:lang(zh), figure p:lang(zh), blockquote p:lang(zh), td p:lang(zh) { text-indent: 0; }
`;
}
