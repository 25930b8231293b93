import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import type { Browser, BrowserServer } from 'playwright-core';
import { joinText, langOf, langs, localesOf, type View, views } from '../../paper/locale.ts';
import { addNumber } from '../../paper/number.ts';
import { latestOf } from '../../paper/schema.ts';
import type { Paper } from '../../paper/tree.ts';
import { flatten, isLong, type Section } from '../../paper/tree.ts';
import { toAddresses } from '../../site/config.ts';
import { readContent } from '../../site/content.ts';
import { escapeXml } from '../../text/html.ts';

// The headless shell is twice as fast.
const installed = [
  '/usr/bin/chromium-headless-shell',
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/usr/bin/microsoft-edge',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
];

async function listChromiums(): Promise<string[]> {
  const { chromium } = await import('playwright-core');
  const { CHROME_PATH } = env;
  const paths = CHROME_PATH ? [CHROME_PATH] : [chromium.executablePath(), ...installed];
  return paths.filter((path) => existsSync(path));
}

/** Start the Chromium at a path. */
export async function start(
  executablePath: string,
  variables: Record<string, string> = {},
): Promise<BrowserServer> {
  const { chromium } = await import('playwright-core');
  const args = ['--no-sandbox', '--disable-quic', '--disable-background-networking'];
  return chromium.launchServer({ executablePath, env: { ...env, ...variables }, args });
}

/** Start the first Chromium that works. */
export async function startInstalled(
  variables: Record<string, string> = {},
): Promise<BrowserServer | undefined> {
  for (const path of await listChromiums()) {
    const browser = await start(path, variables).catch(() =>
      console.log(`${path} does not start.`),
    );
    if (browser) return browser;
  }
  return undefined;
}

/** Tell whether the build prints PDFs, which it skips for books, with `PDF=0`, or without a browser. */
export async function isPrinted(root: Section): Promise<boolean> {
  return isWanted(root) && (await listChromiums()).length > 0;
}

function isWanted(root: Section): boolean {
  return env['NODE_ENV'] === 'production' && env['PDF'] !== '0' && !isLong(root);
}

/** Print the whole paper in each view, from the finished pages. */
export function printedPdfs(): AstroIntegration {
  let printing: Promise<unknown> | undefined;
  return {
    name: 'pdf',
    hooks: {
      // The browser prints in its own process while Astro finishes the build.
      'astro:build:generated': ({ dir }) => {
        printing = printPdfs(fileURLToPath(dir), readContent());
        printing.catch(() => {});
      },
      'astro:build:done': async () => {
        await printing;
      },
    },
  };
}

/**
 * Print each view into the built site; a browser that fails is an error, as pages already link to the files.
 */
async function printPdfs(folder: string, paper: Paper): Promise<void> {
  if (!isWanted(paper.root)) return;
  if (!(await isPrinted(paper.root))) {
    console.log('No PDFs were printed: there is no Chromium, Chrome or Edge');
    return;
  }
  const server = await startInstalled();
  try {
    if (!server) throw new Error('no browser starts');
    const { chromium } = await import('playwright-core');
    const browser = await chromium.connect(server.wsEndpoint());
    const print = async (view: View) => {
      const pdf = await finishPdf(await printView(browser, folder, paper, view), paper, view);
      writeFileSync(join(folder, 'downloads', `paper-${view}.pdf`), pdf);
    };
    await Promise.all(views.map(print));
  } catch (cause) {
    const advice = 'set CHROME_PATH to another browser, or PDF=0 to leave out the PDFs';
    throw new Error(`The PDFs cannot be printed (${cause}): ${advice}`, { cause });
  } finally {
    await server?.close();
  }
}

/** The width of A4 inside the margins of the print styles, in CSS pixels. */
const printed = { width: 658, height: 900 };

/** Print a view at its permanent URL, which its links contain, serving all files from the folder. */
async function printView(browser: Browser, folder: string, { record }: Paper, view: View) {
  const { toPage, toFile } = toAddresses(record.site);
  const page = await browser.newPage({ viewport: printed, bypassCSP: true });
  await page.route('**/*', async (route) => {
    const [url = ''] = route.request().url().split(/[?#]/);
    const path = url.startsWith(toFile('')) ? decodeURI(url.slice(toFile('').length)) : '';
    const file = join(folder, path.replace(/(^|\/)$/, '$1index.html'));
    if (existsSync(file)) await route.fulfill({ path: file });
    else await route.abort();
  });
  await page.emulateMedia({ media: 'print' });
  await page.goto(toPage(view, ''), { waitUntil: 'load' });
  await page.addStyleTag({ content: toStyle(joinText(view, record.title), toPage(view, '')) });
  await page.evaluate(addFirstPage, record.markers && joinText(view, record.markers, ' '));
  await page.evaluate(async () => {
    // Browsers do not print lazy images.
    for (const image of document.images) image.loading = 'eager';
    await Promise.all([...document.images].map((image) => image.decode().catch(() => {})));
    await document.fonts.ready;
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
  });
  return page.pdf({ preferCSSPageSize: true, format: 'A4', tagged: true, outline: true });
}

/** Write the print style: page headers for citation, and sentence numbers in the margin. */
function toStyle(title: string, address: string): string {
  const font =
    'font: 7pt "Duidu Latin", "Duidu Han", serif; color: #555; vertical-align: bottom; padding-block-end: 4mm';
  return `@page { @top-left { content: ${JSON.stringify(title)}; ${font} } @top-right { content: ${JSON.stringify(address)}; ${font} } }
@page :first { @top-left { content: none } @top-right { content: none } }
@page { margin-right: 10mm; }
body main { padding-inline-end: 8mm; }
body .ui { font-family: "Duidu Latin", "Duidu Han", serif; }
body main :is(.single, .pair) > .self:not([data-sign="¶"]) { display: inline; position: absolute; float: none; translate: none; inset-inline: auto -8mm; inline-size: 6mm; margin: 0; opacity: 1; color: #666; font-size: 6pt; }
body main .single > .self:not([data-sign="¶"]) { inset-block-start: auto; }
.first-page { margin-block-start: 1em; font-size: 0.85rem; } .first-page p { margin: 0 0 0.4em; overflow-wrap: anywhere; }`;
}

/** Add the version, markers and citation to the top of the text; this runs in the page. */
function addFirstPage(markers: string | undefined): void {
  // Insert the version between the URL and the files.
  const [, ...notes] = [...document.querySelectorAll('.cite > p')].slice(0, -1);
  const cited = [...document.querySelectorAll('.cite [data-style]')].filter((entry) =>
    entry.matches('[data-style="gbt-2025-numeric"], [data-style="apa"]'),
  );
  const texts = [markers, ...[...notes, ...cited].map(({ textContent }) => textContent.trim())];
  const box = document.createElement('div');
  box.className = 'first-page ui';
  for (const text of texts) {
    if (text) box.append(Object.assign(document.createElement('p'), { textContent: text }));
  }
  document.querySelector('.title-block')?.append(box);
}

/**
 * Set the date of a PDF to that of the text for reproducible builds, and restore the spaces in its outline
 * that Chromium drops at line ends.
 */
async function finishPdf(bytes: Uint8Array, paper: Paper, view: View) {
  const { record, root, permalinks } = paper;
  const { PDFDict, PDFDocument, PDFHexString, PDFName, PDFString } = await import(
    '@cantoo/pdf-lib'
  );
  const toLetters = (text: string) => text.replace(/\s/g, '');
  const known = new Map<string, string>();
  for (const { number, title } of flatten(root)) {
    const lines = localesOf(view).map((locale) => addNumber(number, title[locale].text));
    known.set(toLetters(lines.join('')), lines.join(' '));
  }
  const pdf = await PDFDocument.load(bytes, { updateMetadata: false });
  const day = new Date((permalinks && latestOf(permalinks).date) || '2000-01-01');
  pdf.setCreationDate(day);
  pdf.setModificationDate(day);
  pdf.setTitle(joinText(view, record.title), { showInWindowTitleBar: true });
  pdf.setLanguage(langOf(view));
  const xmp = pdf.context.stream(toXmp(paper, view, day), { Type: 'Metadata', Subtype: 'XML' });
  pdf.catalog.set(PDFName.of('Metadata'), pdf.context.register(xmp));
  const { authors = [], keywords } = record;
  if (authors.length > 0) pdf.setAuthor(authors.map((name) => joinText(view, name)).join('; '));
  if (keywords) pdf.setKeywords(localesOf(view).flatMap((locale) => keywords[locale]));
  for (const [, item] of pdf.context.enumerateIndirectObjects()) {
    if (!(item instanceof PDFDict && item.has(PDFName.of('Dest')))) continue;
    const title = item.lookupMaybe(PDFName.of('Title'), PDFString, PDFHexString);
    const heading = title && known.get(toLetters(title.decodeText()));
    if (heading) item.set(PDFName.of('Title'), PDFHexString.fromText(heading));
  }
  return pdf.save();
}

/** Describe a PDF in XMP, which libraries read (ISO 16684-1). */
function toXmp({ record, site }: Paper, view: View, day: Date): Uint8Array {
  const list = (name: string, items: readonly string[], kind = 'Bag') =>
    items.length > 0
      ? `<dc:${name}><rdf:${kind}>${items.map((item) => `<rdf:li>${escapeXml(item)}</rdf:li>`).join('')}</rdf:${kind}></dc:${name}>`
      : '';
  const titles = localesOf(view).map(
    (locale) => `<rdf:li xml:lang="${langs[locale]}">${escapeXml(record.title[locale])}</rdf:li>`,
  );
  const whole = `<rdf:li xml:lang="x-default">${escapeXml(joinText(view, record.title))}</rdf:li>`;
  const { toPage } = toAddresses(record.site);
  return new TextEncoder().encode(`<?xpacket begin="\uFEFF" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/">
<dc:title><rdf:Alt>${whole}${titles.join('')}</rdf:Alt></dc:title>
<dc:identifier>${escapeXml(toPage(view, ''))}</dc:identifier>
${list(
  'language',
  localesOf(view).map((locale) => langs[locale]),
)}
${list(
  'creator',
  (record.authors ?? []).map((name) => joinText(view, name)),
  'Seq',
)}
${list('rights', site.license ? [site.license] : [], 'Alt')}
<xmp:CreateDate>${day.toISOString()}</xmp:CreateDate>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="r"?>`);
}
