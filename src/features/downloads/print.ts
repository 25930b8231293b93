import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  PDFArray,
  PDFDict,
  PDFDocument,
  type PDFEmbeddedPage,
  PDFHexString,
  PDFName,
  PDFNumber,
  PDFOperator,
  PDFOperatorNames,
  PDFString,
} from '@cantoo/pdf-lib';
import type { Browser } from 'playwright-core';
import { toPath } from '../../paper/anchor.ts';
import { joinText, langOf, langs, localesOf, type View, views } from '../../paper/locale.ts';
import { addNumber } from '../../paper/number.ts';
import { latestOf } from '../../paper/schema.ts';
import { flatten, type Paper, type Section } from '../../paper/tree.ts';
import { toAddresses } from '../../site/config.ts';
import { cutRest } from '../../site/fonts/cut-fonts.ts';
import { escapeXml } from '../../text/html.ts';

type Job = { browser: Browser; folder: string; paper: Paper; content: string };

/** Print the whole paper in each view, from the finished pages, into their folder. */
export async function printViews(browser: Browser, folder: string, paper: Paper): Promise<void> {
  const job = { browser, folder, paper, content: await toStyle(folder, paper) };
  await Promise.all(views.map((view) => printView(job, view)));
}

/** The width of A4 inside the margins of the print style, in CSS pixels. */
const printed = { width: 695, height: 900 };

/** Print a view at its permanent URL, which its links contain, serving all files from the folder. */
async function printView({ browser, folder, paper, content }: Job, view: View): Promise<void> {
  const { record } = paper;
  const { toPage, toFile } = toAddresses(record.site);
  const page = await browser.newPage({ viewport: printed, bypassCSP: true });
  await page.route('**/*', async (route) => {
    const [url = ''] = route.request().url().split(/[?#]/);
    const path = url.startsWith(toFile('')) ? decodeURI(url.slice(toFile('').length)) : '';
    const file = join(folder, path.replace(/(^|\/)$/, '$1index.html'));
    // Scripts act at no certain time, and what is printed needs none.
    const isScript = route.request().resourceType() === 'script';
    if (existsSync(file) && !isScript) await route.fulfill({ path: file });
    else await route.abort();
  });
  await page.emulateMedia({ media: 'print' });
  await page.goto(toPage(view, ''), { waitUntil: 'load' });
  await page.addStyleTag({ content });
  await page.evaluate(addFirstPage, record.markers && joinText(view, record.markers, ' '));
  await page.evaluate(fitToPaper);
  const text = await page.pdf({ preferCSSPageSize: true, tagged: true, outline: true });
  const pdf = await PDFDocument.load(blankNames(text), { updateMetadata: false });
  const lead = view === 'bilingual' ? record.original : view;
  const heads = nameOutline(pdf, paper, view).map(({ number, title }, index) => {
    const label = [number && addNumber(number, title[lead].text), record.title[lead]];
    const text = escapeXml(label.filter(Boolean).join(' · '));
    const parts = `<span>${text}</span><span>${toPage(view, number)}</span>`;
    return `<div class="head">${index > 0 ? parts : ''}</div>`;
  });
  await page.evaluate((html) => (document.body.innerHTML = html), heads.join(''));
  await page.addStyleTag({ content: '@page { margin: 0; @bottom-center { content: none; } }' });
  await addHeads(pdf, await page.pdf({ preferCSSPageSize: true }));
  describePdf(pdf, paper, view);
  writeFileSync(join(folder, 'downloads', `paper-${view}.pdf`), await pdf.save());
}

/**
 * Write the print style: sentence numbers in the margin, and only the site's fonts, with an additional cut for
 * the words of the interface.
 */
async function toStyle(folder: string, paper: Paper): Promise<string> {
  const pages = views.map((view) => readFileSync(join(folder, toPath(view, ''), 'index.html')));
  const rest = await cutRest(paper, pages.join('') + JSON.stringify(paper.record));
  const mono = readFileSync('node_modules/katex/dist/fonts/KaTeX_Typewriter-Regular.woff2');
  const faces = Object.entries({ Print: rest, Mono: mono }).map(
    ([name, font]) =>
      `@font-face { font-family: "Duidu ${name}"; src: url("data:font/ttf;base64,${font.toString('base64')}"); }\n`,
  );
  return `${faces.join('')}:root, [lang] {
  --serif-zh: "Duidu Han", "Duidu Latin", "Duidu Print";
  --serif-en: "Duidu Latin", "Duidu Han", "Duidu Print";
  --sans: var(--serif-en);
}
@page { size: A4; margin-right: 8mm; @bottom-center { font: 8pt "Duidu Latin"; } }
body main { padding-inline-end: 10mm; }
body :is(pre, code, kbd) { font-family: "Duidu Mono", "Duidu Han", "Duidu Print"; }
body main :is(.single, .pair) > .self:not([data-sign="¶"]) { display: inline; position: absolute; float: none; translate: none; inset-inline: auto -4.5mm; inline-size: 2.5mm; margin: 0; text-align: start; opacity: 1; color: #666; font: 6pt var(--serif-en); }
body main .single > .self:not([data-sign="¶"]) { inset-block-start: auto; }
.first-page { margin-block-start: 1em; font-size: 0.85rem; } .first-page p { margin: 0 0 0.4em; overflow-wrap: anywhere; }
.head { block-size: 296mm; padding: 11mm 18mm 0; display: flex; justify-content: space-between; gap: 4mm; font: 7pt var(--serif-en); color: #555; break-before: page; white-space: nowrap; }
.head span:first-child { overflow: hidden; text-overflow: ellipsis; }`;
}

/** Add the version, markers and citation to the top of the text; this runs in the page. */
function addFirstPage(markers: string | undefined): void {
  // Insert the version between the URL and the files.
  const [, ...notes] = [...document.querySelectorAll('.cite > p')].slice(0, -1);
  const cited = document.querySelectorAll(
    'dd:is([data-style="gbt-2025-numeric"], [data-style="apa"])',
  );
  const texts = [markers, ...[...notes, ...cited].map(({ textContent }) => textContent.trim())];
  const lines = texts
    .filter(Boolean)
    .map((textContent) => Object.assign(document.createElement('p'), { textContent }));
  const box = Object.assign(document.createElement('div'), { className: 'first-page ui' });
  box.append(...lines);
  document.querySelector('.title-block')?.append(box);
}

/** Load all images and fonts, and fit formulas and numbers into their room; this runs in the page. */
async function fitToPaper(): Promise<void> {
  // Browsers do not print lazy images.
  for (const image of document.images) image.loading = 'eager';
  await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
  // A fallback font may not be installed, so its face may fail to load.
  await Promise.allSettled([...document.fonts].map((face) => face.load()));
  // Formulas do not wrap, so shrink any that are too wide.
  for (const formula of document.querySelectorAll<MathMLElement>('math[display="block"]')) {
    const [own, room] = [formula.firstElementChild, formula.parentElement];
    if (!own || !room) continue;
    const widthOf = (element: Element) => element.getBoundingClientRect().width;
    // Spaces are rounded, so repeat until it fits.
    for (let size = 1; size > 0.05 && widthOf(own) > widthOf(room); ) {
      size *= 0.97 * (widthOf(room) / widthOf(own));
      formula.style.fontSize = `${size}em`;
    }
  }
  // Sentences that begin in the same line have their numbers side by side.
  let [last, place] = [Number.NaN, 0];
  for (const number of document.querySelectorAll<HTMLElement>('.single > .self ~ .self')) {
    const { top } = number.getBoundingClientRect();
    place = Math.abs(top - last) < 4 ? place + 1 : 0;
    last = top;
    number.style.translate = `${2.7 * Math.min(place, 2)}mm`;
  }
}

/** Blank out the names of the header cells of tables, which change with each print; each cell keeps its scope. */
function blankNames(pdf: Buffer): Buffer {
  const name =
    /\/(?:ID \(node\d+\)|(?:Headers|Names|Limits) \[[^\]]*\(node[^\]]*\]|IDTree \d+ 0 R)/g;
  const blank = (found: string) => ' '.repeat(found.length);
  return Buffer.from(pdf.toString('latin1').replace(name, blank), 'latin1');
}

/**
 * Restore the spaces in the outline that Chromium drops at line ends, and return the section with which each page
 * begins.
 */
function nameOutline(pdf: PDFDocument, { root }: Paper, view: View): Section[] {
  const toLetters = (text: string) => text.replace(/\s/g, '');
  const known = new Map(
    flatten(root).map((section) => {
      const lines = localesOf(view).map((locale) =>
        addNumber(section.number, section.title[locale].text),
      );
      return [toLetters(lines.join('')), { section, text: lines.join(' ') }] as const;
    }),
  );
  const pages = pdf.getPages();
  const first = pages.map((): Section[] => []);
  for (const [, item] of pdf.context.enumerateIndirectObjects()) {
    if (!(item instanceof PDFDict && item.has(PDFName.of('Dest')))) continue;
    const title = item.lookupMaybe(PDFName.of('Title'), PDFString, PDFHexString);
    const heading = title && known.get(toLetters(title.decodeText()));
    if (!heading) continue;
    item.set(PDFName.of('Title'), PDFHexString.fromText(heading.text));
    const place = item.lookup(PDFName.of('Dest'), PDFArray);
    const at = pages.findIndex(({ ref }) => ref === place.get(0));
    // A heading at the top of an A4 page names that page; one further down names only the following pages.
    const isOnTop = place.lookup(3, PDFNumber).asNumber() > 750;
    for (const sections of first.slice(isOnTop ? at : at + 1)) sections.push(heading.section);
  }
  return first.map((sections) => sections.at(-1) ?? root);
}

/** Lay the running heads over their pages, outside the text that screen readers read. */
async function addHeads(pdf: PDFDocument, heads: Uint8Array): Promise<void> {
  const pages = pdf.getPages();
  const embedded = await pdf.embedPdf(heads, [...pages.keys()]);
  const { BeginMarkedContent, EndMarkedContent } = PDFOperatorNames;
  for (const [index, page] of pages.entries()) {
    page.pushOperators(PDFOperator.of(BeginMarkedContent, [PDFName.of('Artifact')]));
    page.drawPage(embedded[index] as PDFEmbeddedPage);
    page.pushOperators(PDFOperator.of(EndMarkedContent));
  }
}

/** Describe a PDF, with the date of the text for reproducible builds. */
function describePdf(pdf: PDFDocument, paper: Paper, view: View): void {
  const { record, permalinks } = paper;
  const day = new Date((permalinks && latestOf(permalinks).date) || '2000-01-01');
  pdf.setCreationDate(day);
  pdf.setModificationDate(day);
  pdf.setTitle(joinText(view, record.title), { showInWindowTitleBar: true });
  pdf.setLanguage(langOf(view));
  const xmp = pdf.context.stream(new TextEncoder().encode(toXmp(paper, view, day)), {
    Type: 'Metadata',
    Subtype: 'XML',
  });
  pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(xmp));
  const { authors = [], keywords } = record;
  if (authors.length > 0) pdf.setAuthor(authors.map((name) => joinText(view, name)).join('; '));
  if (keywords) pdf.setKeywords(localesOf(view).flatMap((locale) => keywords[locale]));
}

/** Describe a PDF in XMP, which libraries read (ISO 16684-1). */
function toXmp({ record, site }: Paper, view: View, day: Date): string {
  const shown = localesOf(view);
  const title = [['x-default', joinText(view, record.title)]];
  const lists: [name: string, kind: string, items: (readonly string[])[]][] = [
    ['title', 'Alt', [...title, ...shown.map((locale) => [langs[locale], record.title[locale]])]],
    ['language', 'Bag', shown.map((locale) => ['', langs[locale]])],
    ['creator', 'Seq', (record.authors ?? []).map((name) => ['', joinText(view, name)])],
    ['rights', 'Alt', site.license ? [['', site.license]] : []],
  ];
  const elements = lists.flatMap(([name, kind, items]) => {
    const list = items.map(([lang, text = '']) => {
      const attribute = lang ? ` xml:lang="${lang}"` : '';
      return `<rdf:li${attribute}>${escapeXml(text)}</rdf:li>`;
    });
    const all = `<rdf:${kind}>${list.join('')}</rdf:${kind}>`;
    return items.length > 0 ? `<dc:${name}>${all}</dc:${name}>\n` : '';
  });
  const address = toAddresses(record.site).toPage(view, '');
  return `<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
${elements.join('')}<dc:identifier>${escapeXml(address)}</dc:identifier>
<xmp:CreateDate>${day.toISOString()}</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`;
}
