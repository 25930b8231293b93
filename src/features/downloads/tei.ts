import { aboutWords, nameOf } from '../../i18n/words.ts';
import { type Locale, langs, locales, otherOf } from '../../paper/locale.ts';
import { latestOf } from '../../paper/schema.ts';
import {
  type Addresses,
  type AlignedParagraph,
  listSegments,
  type Paper,
  type Section,
} from '../../paper/tree.ts';
import { toLicenseUrl } from '../../site/credits.ts';
import { escapeXml } from '../../text/html.ts';

/**
 * Write both texts with their sentence alignment in TEI P5.
 *
 * An id is an anchor with a language prefix, such as `zh-3.1-p2s4`, because an id must start with a letter.
 */
export function toTei({ record, site, root, permalinks }: Paper, { toPage }: Addresses): string {
  const { version, date } = latestOf(permalinks ?? { versions: {} });
  const both = (tag: string, text: Record<Locale, string>) =>
    locales.map((locale) => `<${tag} ${lang(locale)}>${escapeXml(text[locale])}</${tag}>`).join('');
  const authors = (record.authors ?? []).map(
    (author) => `<author>${both('name', author)}</author>`,
  );
  const edition = version
    ? `<editionStmt><edition n="${version}">Version ${version}, <date when="${date}">${date}</date></edition></editionStmt>`
    : '';
  const license = site.license
    ? `<licence target="${toLicenseUrl(site.license)}">${site.license}</licence>`
    : both('p', site.rights ?? aboutWords.rightsText);
  const { original } = record;
  const links = listSegments(root).map(
    ({ anchor }) => `<link target="#${original}-${anchor} #${otherOf(original)}-${anchor}"/>\n`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
<TEI xmlns="http://www.tei-c.org/ns/1.0">
<teiHeader>
<fileDesc>
<titleStmt>${both('title', record.title)}${authors.join('')}</titleStmt>
${edition}
<publicationStmt><publisher>${both('name', nameOf(site))}</publisher><idno type="URI">${escapeXml(toPage('bilingual', ''))}</idno><availability>${license}</availability></publicationStmt>
<sourceDesc>${both('p', record.source)}</sourceDesc>
</fileDesc>
<encodingDesc>${both('p', record.translations['default'] ?? record.source)}</encodingDesc>
<profileDesc><langUsage>${locales.map((locale) => `<language ident="${langs[locale]}">${locale === original ? 'original' : 'translation'}</language>`).join('')}</langUsage></profileDesc>
</teiHeader>
<text>
<group>
${locales.map((locale) => writeText(root, locale)).join('')}</group>
<linkGrp type="translation">
${links.join('')}</linkGrp>
</text>
</TEI>
`;
}

function writeText({ title, children }: Section, locale: Locale): string {
  return `<text xml:id="${locale}" ${lang(locale)}>
<front><docTitle><titlePart>${escapeXml(title[locale].text)}</titlePart></docTitle></front>
<body>
${children.map((child) => writeSection(child, locale)).join('')}</body>
</text>
`;
}

function writeSection({ number, title, paragraphs, children }: Section, locale: Locale): string {
  const n = /^\d/.test(number) ? ` n="${number}"` : '';
  return `<div xml:id="${locale}-${number}" type="section"${n}>
<head>${escapeXml(title[locale].text)}</head>
${paragraphs.map((paragraph) => writeParagraph(paragraph, locale)).join('')}${children.map((child) => writeSection(child, locale)).join('')}</div>
`;
}

function writeParagraph({ anchor, prose, segments }: AlignedParagraph, locale: Locale): string {
  const tag = prose ? 'p' : 'ab';
  const parts = segments.map(
    (segment, index) =>
      `<seg xml:id="${locale}-${segment.anchor}" n="${index + 1}">${escapeXml(segment[locale].text)}</seg>`,
  );
  return `<${tag} xml:id="${locale}-${anchor}">${parts.join(locale === 'en' ? ' ' : '')}</${tag}>\n`;
}

function lang(locale: Locale): string {
  return `xml:lang="${langs[locale]}"`;
}
