import { aboutWords, pageWords } from '../../i18n/words.ts';
import { type Bilingual, type Locale, langs, localesOf, type View } from '../../paper/locale.ts';
import { addNumber } from '../../paper/number.ts';
import type { Addresses, Paper } from '../../paper/tree.ts';
import { type AlignedParagraph, flatten, type Section, toNumberedTitle } from '../../paper/tree.ts';
import { describeVersion } from '../../permalinks/former.ts';
import { listCredits } from '../../site/credits.ts';
import { escapeXml, renderXhtml } from '../../text/html.ts';

type ToLink = (link: string) => string;

/** Make the pages of a book in a view, by file name without `.xhtml`, and list the images they show. */
export function makeBookPages(
  paper: Paper,
  view: View,
  toPage: Addresses['toPage'],
): { pages: { name: string; html: string }[]; images: string[] } {
  const sections = flatten(paper.root).slice(1);
  const names = new Set(sections.map(({ number }) => number));
  const images = new Set<string>();
  const toLink: ToLink = (link) => {
    const [, name, hash = ''] = /^(?:\.\/)?([\w.-]+)\.md(#.*)?$/.exec(link) ?? [];
    // The title page has what the site says about itself.
    if (name === 'about') return `title.xhtml${hash}`;
    if (name) return names.has(name) ? `${name}.xhtml${hash}` : toPage(view, name) + hash;
    if (!/^\/(?!\/)/.test(link)) return link;
    images.add(link);
    return toBookPath(link);
  };
  const pages = [
    { name: 'title', html: makeTitlePage(paper, view, toPage(view, '')) },
    { name: 'nav', html: makeNav(paper, view) },
    ...sections.map((section) => ({
      name: section.number,
      html: makeSectionPage(section, view, toLink),
    })),
  ];
  return { pages, images: [...images] };
}

/** Return where a book has an image of the site; books show no AVIF. */
export function toBookPath(address: string): string {
  return address.slice(1).replace(/\.avif$/, '.png');
}

function makeTitlePage(paper: Paper, view: View, address: string): string {
  const { title, source, translations, markers } = paper.record;
  const credits = listCredits(paper).map(({ text, href }) =>
    writeBoth(view, text, 'p', '\n', href),
  );
  const notes = [
    source,
    ...Object.values(translations),
    paper.site.rights ?? aboutWords.rightsText,
  ];
  const version = describeVersion(paper);
  const body = [
    `<h1>${writeBoth(view, title, 'span')}</h1>`,
    ...credits,
    ...notes.map((note) => writeBoth(view, note, 'p')),
    markers ? `<div id="markers">${writeBoth(view, markers, 'p')}</div>` : '',
    version ? writeBoth(view, version, 'p') : '',
    `<p><a href="${escapeXml(address)}">${escapeXml(address)}</a></p>`,
  ];
  return makePage(view, title, body.join('\n'), 'titlepage');
}

function makeNav({ record, root }: Paper, view: View): string {
  const toItem = (name: string, label: Bilingual, children: readonly Section[] = []): string => {
    const link = `<a href="${name}.xhtml">${writeBoth(view, label, 'span', ' ')}</a>`;
    const inner = children.map((child) =>
      toItem(child.number, toNumberedTitle(child), child.children),
    );
    return `<li>${link}${inner.length > 0 ? `<ol>${inner.join('')}</ol>` : ''}</li>`;
  };
  const items = [
    toItem('title', record.title),
    ...root.children.map((section) =>
      toItem(section.number, toNumberedTitle(section), section.children),
    ),
  ];
  const title = writeBoth(view, pageWords.contents, 'span', ' ');
  const body = `<nav epub:type="toc" role="doc-toc"><h1>${title}</h1><ol>${items.join('')}</ol></nav>`;
  return makePage(view, pageWords.contents, body);
}

function makeSectionPage(section: Section, view: View, toLink: ToLink): string {
  const { number, title, paragraphs } = section;
  const level = Math.min(6, number.split('.').length);
  const heading = localesOf(view).map((locale) => {
    const html = addNumber(number, renderXhtml(title[locale].nodes, toLink));
    return `<span ${lang(locale)}>${html}</span>`;
  });
  const body = `<section id="${number}">
<h${level}>${heading.join(' ')}</h${level}>
${paragraphs.map((paragraph) => writeParagraph(paragraph, view, toLink)).join('\n')}
</section>`;
  return makePage(view, toNumberedTitle(section), body);
}

function writeParagraph(
  { anchor, prose, segments }: AlignedParagraph,
  view: View,
  toLink: ToLink,
): string {
  const [block, part] = prose ? ['p', 'span'] : ['div', 'div'];
  if (view === 'bilingual') {
    const pairs = segments.map(
      ({ anchor: id, zh, en }) => `<div class="pair" id="${id}">
<${block} ${lang('zh')}>${renderXhtml(zh.nodes, toLink)}</${block}>
<${block} ${lang('en')}>${renderXhtml(en.nodes, toLink)}</${block}>
</div>`,
    );
    return `<div class="pairs" id="${anchor}">\n${pairs.join('\n')}\n</div>`;
  }
  const parts = segments.map(
    (segment) =>
      `<${part} id="${segment.anchor}">${renderXhtml(segment[view].nodes, toLink)}</${part}>`,
  );
  return `<${block} id="${anchor}">${parts.join(view === 'en' ? ' ' : '')}</${block}>`;
}

function writeBoth(
  view: View,
  text: Bilingual,
  tag: string,
  separator = '\n',
  href?: string,
): string {
  const link = (html: string) => (href ? `<a href="${escapeXml(href)}">${html}</a>` : html);
  return localesOf(view)
    .map((locale) => `<${tag} ${lang(locale)}>${link(escapeXml(text[locale]))}</${tag}>`)
    .join(separator);
}

function lang(locale: Locale): string {
  return `lang="${langs[locale]}" xml:lang="${langs[locale]}"`;
}

function makePage(view: View, title: Bilingual, body: string, name: string = view): string {
  const [lead = 'zh'] = localesOf(view);
  const type = name === view ? '' : ` epub:type="${name}"`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" ${lang(lead)}>
<head>
<title>${escapeXml(title[lead])}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body${type} class="${name}">
${body}
</body>
</html>
`;
}
