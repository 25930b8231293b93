import { aboutWords, pageWords } from '../../i18n/words.ts';
import {
  type Bilingual,
  type Locale,
  langs,
  leadOf,
  localesOf,
  mapLocales,
  type View,
} from '../../paper/locale.ts';
import { addNumber } from '../../paper/number.ts';
import {
  type Addresses,
  type AlignedParagraph,
  flatten,
  type Paper,
  type Section,
  toNumberedTitle,
} from '../../paper/tree.ts';
import { describeVersion } from '../../permalinks/former.ts';
import { listCredits } from '../../site/credits.ts';
import { escapeXml, renderXhtml } from '../../text/html.ts';

/** A paper in a view, for reading without the site. */
export type Book = { paper: Paper; view: View; toPage: Addresses['toPage'] };

type ToLink = (link: string) => string;

/** An entry in the contents of a book, with its children. */
export type Entry = { href: string; label: Bilingual; children: Entry[] };

/** Make the pages of a book in a view (named without `.xhtml`), its contents, and the list of its images. */
export function makeBookPages(book: Book) {
  const { paper, view, toPage } = book;
  const chapters = joinHeadings(flatten(paper.root).slice(1));
  const files = new Map(
    chapters.flatMap((sections) =>
      sections.map(({ number }, index) => {
        const file = `${sections.at(-1)?.number}.xhtml`;
        return [number, { file, href: file + (index > 0 ? `#${number}` : '') }] as const;
      }),
    ),
  );
  const images = new Set<string>();
  const toLink: ToLink = (link) => {
    const [, name = '', hash = ''] = /^(?:\.\/)?([\w.-]+)\.md(#.*)?$/.exec(link) ?? [];
    // The title page carries the information about the site.
    if (name === 'about') return `title.xhtml${hash}`;
    const place = files.get(name);
    if (place) return hash ? place.file + hash : place.href;
    if (name) return toPage(view, name) + hash;
    if (!/^\/(?!\/)/.test(link)) return link;
    images.add(link);
    return toBookPath(link);
  };
  const toEntry = ({ number, title, children }: Section): Entry => ({
    href: files.get(number)?.href ?? '',
    label: mapLocales((locale) =>
      addNumber(locale === leadOf(view) ? number : '', title[locale].text),
    ),
    children: children.map(toEntry),
  });
  const title = { href: 'title.xhtml', label: paper.record.title, children: [] };
  const entries = [title, ...paper.root.children.map(toEntry)];
  const pages = [
    { name: 'title', html: makeTitlePage(book) },
    { name: 'nav', html: makeNav(entries, chapters.flat(), view, files) },
    ...chapters.map((sections) => {
      const body = sections.map((section) => writeSection(section, book, toLink));
      const [first] = sections as [Section];
      const name = sections.at(-1)?.number ?? '';
      return { name, html: makePage(view, toNumberedTitle(first), body.join('\n')) };
    }),
  ];
  return { pages, entries, images: [...images] };
}

/** Put headings without text into the file of the next section. */
function joinHeadings(sections: readonly Section[]): Section[][] {
  const chapters: Section[][] = [];
  let open: Section[] = [];
  for (const section of sections) {
    open.push(section);
    if (section.paragraphs.length === 0 && section.children.length > 0) continue;
    chapters.push(open);
    open = [];
  }
  return chapters;
}

/** Return the path of a site image inside a book, with AVIF renamed to PNG. */
export function toBookPath(address: string): string {
  return address.slice(1).replace(/\.avif$/, '.png');
}

function makeTitlePage({ paper, view, toPage }: Book): string {
  const address = toPage(view, '');
  const { title, source, translations, markers } = paper.record;
  const credits = listCredits(paper).map(({ text, href }) =>
    writeBoth(view, text, 'p', '\n', href),
  );
  const rights = paper.site.rights ?? aboutWords.rightsText;
  const version = describeVersion(paper);
  const body = [
    `<h1>${writeBoth(view, title, 'span')}</h1>`,
    ...credits,
    ...[source, ...Object.values(translations), rights].map((note) => writeBoth(view, note, 'p')),
    markers ? `<div id="markers">${writeBoth(view, markers, 'p')}</div>` : '',
    version ? writeBoth(view, version, 'p') : '',
    `<p><a href="${escapeXml(address)}">${escapeXml(address)}</a></p>`,
  ];
  return makePage(view, title, body.join('\n'), 'titlepage');
}

function makeNav(
  entries: readonly Entry[],
  sections: readonly Section[],
  view: View,
  files: ReadonlyMap<string, { file: string }>,
): string {
  const both = (text: Bilingual) => writeBoth(view, text, 'span', ' ');
  const list = (all: readonly Entry[]): string => {
    const items = all.map(({ href, label, children }) => {
      const link = `<a href="${href}">${both(label)}</a>`;
      return `<li>${link}${children.length > 0 ? list(children) : ''}</li>`;
    });
    return `<ol>${items.join('')}</ol>`;
  };
  const title = both(pageWords.contents);
  const landmarks = [
    ['titlepage', 'title.xhtml', both(aboutWords.title)],
    ['toc', 'nav.xhtml', title],
    ['bodymatter', entries[1]?.href ?? 'title.xhtml', both(pageWords.wholePaper)],
  ].map(([type, href, text]) => `<li><a epub:type="${type}" href="${href}">${text}</a></li>`);
  const places = sections.flatMap(({ number, paragraphs }) =>
    paragraphs.map(
      ({ anchor }) => `<li><a href="${files.get(number)?.file}#page-${anchor}">${anchor}</a></li>`,
    ),
  );
  const body = `<nav epub:type="toc" role="doc-toc"><h1>${title}</h1>${list(entries)}</nav>
<nav epub:type="landmarks" hidden="hidden"><ol>${landmarks.join('')}</ol></nav>
<nav epub:type="page-list" role="doc-pagelist" hidden="hidden"><ol>${places.join('')}</ol></nav>`;
  return makePage(view, pageWords.contents, body);
}

/** Write a section without its children, followed by its URL for citation. */
function writeSection(section: Section, { view, toPage }: Book, toLink: ToLink): string {
  const { number, title, paragraphs } = section;
  const level = Math.min(6, number.split('.').length);
  const heading = localesOf(view).map((locale, index) => {
    const html = addNumber(index === 0 ? number : '', renderXhtml(title[locale].nodes, toLink));
    return `<span ${lang(locale)}>${html}</span>`;
  });
  const address = toPage(view, number);
  return `<section id="${number}">
<h${level}>${heading.join(' ')}</h${level}>
${paragraphs.map((paragraph) => writeParagraph(paragraph, view, toLink)).join('\n')}
${paragraphs.length > 0 ? `<p class="address"><a href="${address}">${address}</a></p>` : ''}
</section>`;
}

function writeParagraph(paragraph: AlignedParagraph, view: View, toLink: ToLink): string {
  const { anchor, prose, segments } = paragraph;
  const [block, part] = prose ? ['p', 'span'] : ['div', 'div'];
  const start = `<span epub:type="pagebreak" role="doc-pagebreak" id="page-${anchor}" aria-label="${anchor}"></span>`;
  const sign = (index: number) => `<sup class="number" aria-hidden="true">${index + 1}</sup>`;
  if (view === 'bilingual') {
    const pairs = segments.map(
      ({ anchor: id, zh, en }, index) => `<div class="pair" id="${id}">${sign(index)}
<${block} ${lang('zh')}>${renderXhtml(zh.nodes, toLink)}</${block}>
<${block} ${lang('en')}>${renderXhtml(en.nodes, toLink)}</${block}>
</div>`,
    );
    return `<div class="pairs" id="${anchor}">${start}\n${pairs.join('\n')}\n</div>`;
  }
  const parts = segments.map(
    (segment, index) =>
      `${sign(index)}<${part} id="${segment.anchor}">${renderXhtml(segment[view].nodes, toLink)}</${part}>`,
  );
  return `<${block} id="${anchor}">${start}${parts.join(view === 'en' ? ' ' : '')}</${block}>`;
}

function writeBoth(view: View, text: Bilingual, tag: string, gap = '\n', href?: string): string {
  const link = (html: string) => (href ? `<a href="${escapeXml(href)}">${html}</a>` : html);
  return localesOf(view)
    .map((locale) => `<${tag} ${lang(locale)}>${link(escapeXml(text[locale]))}</${tag}>`)
    .join(gap);
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
