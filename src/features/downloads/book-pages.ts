import { aboutWords, pageWords } from '../../i18n/words.ts';
import { type Bilingual, langs, leadOf, localesOf, type View } from '../../paper/locale.ts';
import { addNumber } from '../../paper/number.ts';
import type { Addresses, Paper } from '../../paper/paper.ts';
import type { AlignedParagraph } from '../../paper/tree.ts';
import { flatten, type Section } from '../../paper/tree.ts';
import { describeVersion } from '../../permalinks/former.ts';
import { escapeXml, renderXhtml } from '../../text/html.ts';

/** A page of a book: its file's name without `.xhtml`, and all of its text. */
export interface BookPage {
  name: string;
  html: string;
  isNav?: boolean;
}

/** The page with the title, and where text and translation come from. */
const titlePage = 'title';

/** Make the pages of a paper's book in a view, and list the images that they show. */
export function makeBookPages(
  paper: Paper,
  view: View,
  toPage: Addresses['toPage'],
): { pages: BookPage[]; images: string[] } {
  const sections = flatten(paper.root).slice(1);
  const names = new Set(sections.map(({ number }) => number));
  const images = new Set<string>();
  const toLink = (link: string): string => {
    const [, name, hash = ''] = /^(?:\.\/)?([\w.-]+)\.md(#.*)?$/.exec(link) ?? [];
    // What the site says about itself is on the title page.
    if (name === 'about') return `${titlePage}.xhtml${hash}`;
    if (name) return names.has(name) ? `${name}.xhtml${hash}` : toPage(view, name) + hash;
    if (!/^\/(?!\/)/.test(link)) return link;
    images.add(link);
    return link.slice(1);
  };
  const pages = [
    { name: titlePage, html: makeTitlePage(paper, view, toPage) },
    { name: 'nav', html: makeNav(paper, view), isNav: true },
    ...sections.map((section) => ({
      name: section.number,
      html: makeSectionPage(section, view, toLink),
    })),
  ];
  return { pages, images: [...images] };
}

function makeTitlePage(paper: Paper, view: View, toPage: Addresses['toPage']): string {
  const { record } = paper;
  const version = describeVersion(paper);
  const address = toPage(view, '');
  const notes = [record.source, ...Object.values(record.translations), aboutWords.rightsText];
  const body = [
    `<h1>${writeBoth(view, record.title, 'span')}</h1>`,
    ...(record.authors ?? []).map((author) => writeBoth(view, author, 'p')),
    ...notes.map((note) => writeBoth(view, note, 'p')),
    record.markers ? `<div id="markers">${writeBoth(view, record.markers, 'p')}</div>` : '',
    version ? writeBoth(view, version, 'p') : '',
    `<p><a href="${escapeXml(address)}">${escapeXml(address)}</a></p>`,
  ];
  return makePage(view, record.title, body.join('\n'), 'titlepage');
}

function makeNav({ record, root }: Paper, view: View): string {
  const list = (sections: readonly Section[]): string =>
    sections.length === 0 ? '' : `<ol>${sections.map(item).join('')}</ol>`;
  const item = (section: Section): string => {
    const label = writeBoth(view, toLabel(section), 'span', ' ');
    return `<li><a href="${section.number}.xhtml">${label}</a>${list(section.children)}</li>`;
  };
  const title = writeBoth(view, pageWords.contents, 'span', ' ');
  const first = `<li><a href="${titlePage}.xhtml">${writeBoth(view, record.title, 'span', ' ')}</a></li>`;
  const items = `<ol>${first}${root.children.map(item).join('')}</ol>`;
  const body = `<nav epub:type="toc" role="doc-toc"><h1>${title}</h1>${items}</nav>`;
  return makePage(view, pageWords.contents, body);
}

function makeSectionPage(section: Section, view: View, toLink: (link: string) => string): string {
  const level = Math.min(6, section.number.split('.').length);
  const heading = localesOf(view).map((locale) => {
    const html = addNumber(section.number, renderXhtml(section.title[locale].nodes, toLink));
    return `<span ${lang(locale)}>${html}</span>`;
  });
  const paragraphs = section.paragraphs.map((paragraph) => write(paragraph, view, toLink));
  const body = `<section id="${section.number}">
<h${level}>${heading.join(' ')}</h${level}>
${paragraphs.join('\n')}
</section>`;
  return makePage(view, toLabel(section), body);
}

function write(
  { anchor, prose, segments }: AlignedParagraph,
  view: View,
  toLink: (link: string) => string,
): string {
  if (view === 'bilingual') {
    const cell = prose ? 'p' : 'div';
    const pairs = segments.map(
      ({ anchor: id, zh, en }) => `<div class="pair" id="${id}">
<${cell} ${lang('zh')}>${renderXhtml(zh.nodes, toLink)}</${cell}>
<${cell} ${lang('en')}>${renderXhtml(en.nodes, toLink)}</${cell}>
</div>`,
    );
    return `<div class="pairs" id="${anchor}">\n${pairs.join('\n')}\n</div>`;
  }
  const part = prose ? 'span' : 'div';
  const parts = segments.map(
    (segment) =>
      `<${part} id="${segment.anchor}">${renderXhtml(segment[view].nodes, toLink)}</${part}>`,
  );
  const whole = prose ? 'p' : 'div';
  return `<${whole} id="${anchor}">${parts.join(view === 'en' ? ' ' : '')}</${whole}>`;
}

function toLabel({ number, title }: Section): Bilingual {
  return { zh: addNumber(number, title.zh.text), en: addNumber(number, title.en.text) };
}

function writeBoth(view: View, text: Bilingual, tag: string, separator = '\n'): string {
  return localesOf(view)
    .map((locale) => `<${tag} ${lang(locale)}>${escapeXml(text[locale])}</${tag}>`)
    .join(separator);
}

function lang(locale: keyof typeof langs): string {
  return `lang="${langs[locale]}" xml:lang="${langs[locale]}"`;
}

function makePage(view: View, title: Bilingual, body: string, type?: string): string {
  const lead = leadOf(view);
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" ${lang(lead)}>
<head>
<title>${escapeXml(title[lead])}</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body${type ? ` epub:type="${type}"` : ''} class="${type ?? view}">
${body}
</body>
</html>
`;
}
