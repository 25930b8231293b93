import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { env } from 'node:process';
import { fileURLToPath } from 'node:url';
import type { AstroIntegration } from 'astro';
import { toPath } from '../../paper/anchor.ts';
import { formatSize, localesOf, type View, views } from '../../paper/locale.ts';
import type { Paper } from '../../paper/paper.ts';
import { latestOf } from '../../paper/permalinks.ts';
import { isLong } from '../../paper/tree.ts';
import { base, contentFolder, fontFolder, toAddresses } from '../../site/config.ts';
import { readContent } from '../../site/content.ts';
import { listFiles } from '../../site/files.ts';
import { type Download, downloads } from './downloads.ts';
import { makeEpub } from './epub.ts';
import { toData, toSchema } from './paper-json.ts';
import { printPdfs } from './pdf.ts';
import { toTmx } from './tmx.ts';
import { toTsv } from './tsv.ts';
import { listUnits } from './units.ts';
import { zip } from './zip.ts';

/** A file's name, and what makes it. */
type DownloadFile = readonly [name: string, make: () => string | Uint8Array];

const types = new Map(
  downloads.flatMap(({ files }) => files.map(({ file, type }) => [file, type])),
);

/** Put what can be taken along into the built site, and how large it is into the pages that offer it. */
export function downloadFiles(): AstroIntegration {
  let printing: Promise<readonly DownloadFile[]> | undefined;
  return {
    name: 'downloads',
    hooks: {
      // A browser is a program of its own, and prints while other files are made of the pages.
      'astro:build:generated': ({ dir }) => {
        printing = makePdfs(fileURLToPath(dir), readContent());
        printing.catch(() => {});
      },
      'astro:build:done': async ({ dir }) => {
        const folder = fileURLToPath(dir);
        const sizes = new Map<string, number>();
        mkdirSync(`${folder}downloads`, { recursive: true });
        // One after the other, as those of a book are large.
        const write = ([name, make]: DownloadFile) => {
          const content = make();
          writeFileSync(`${folder}downloads/${name}`, content);
          sizes.set(name, Buffer.byteLength(content));
        };
        for (const file of listDownloads(readContent())) write(file);
        for (const file of (await printing) ?? []) write(file);
        writeSizes(folder, sizes);
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(`${base}downloads/`, (request, response, next) => {
          const name = request.url?.replace(/^\/|\?.*$/g, '') ?? '';
          const make = new Map(listDownloads(readContent())).get(name);
          if (!make) return next();
          response.setHeader('Content-Type', types.get(name) ?? 'text/plain').end(make());
        });
      },
    },
  };
}

/** List all files but those that a browser prints, and what makes each. */
function listDownloads(paper: Paper): DownloadFile[] {
  const addresses = toAddresses(paper.record.site);
  const { toPage } = addresses;
  const units = listUnits(paper, addresses);
  const schema = addresses.toFile('downloads/paper.schema.json');
  const write = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
  return [
    ...views.map(
      (view): DownloadFile => [
        `paper-${view}.epub`,
        () => makeEpub(paper, view, { toPage, fonts: readFonts(view), readImage }),
      ],
    ),
    ['paper.tmx', () => toTmx(units, paper.record.original)],
    ['paper.tsv', () => toTsv(units)],
    ['paper.json', () => write(toData(paper, addresses, schema))],
    ['paper.schema.json', () => write(toSchema(schema))],
    ['paper.zip', () => zip(listContent())],
  ];
}

async function makePdfs(folder: string, paper: Paper): Promise<DownloadFile[]> {
  if (env['PDF'] === '0' || isLong(paper.root)) return [];
  const day = (paper.permalinks && latestOf(paper.permalinks).date) || '2000-01-01';
  const printed = await printPdfs(folder, paper.root, toAddresses(paper.record.site), day).catch(
    (error: unknown) => {
      console.log(`No PDF is offered, as printing failed: ${error}`);
      return new Map<View, Uint8Array>();
    },
  );
  if (!printed) console.log('No PDF is offered: there is no Chromium, Chrome or Edge to print one');
  return [...(printed ?? [])].map(([view, pdf]) => [`paper-${view}.pdf`, () => pdf]);
}

/** Write how large each file is into the pages that offer it; a format that was not made is not offered. */
function writeSizes(folder: string, sizes: ReadonlyMap<string, number>): void {
  const isMade = ({ file }: Download) => sizes.has(file);
  const missing = downloads.filter((group) => !group.files.every(isMade));
  for (const path of views.flatMap((view) => ['', 'about'].map((name) => toPath(view, name)))) {
    const file = `${folder}${path.slice(1)}index.html`;
    let html = readFileSync(file, 'utf8');
    for (const { format } of missing) {
      html = html.replace(new RegExp(`<li data-format="${format}">.*?</li>`, 's'), '');
    }
    // In a tag: the text may have these words too.
    html = html.replace(/(<[a-z][^<>]*) data-size="([^"]+)">/g, (_all, tag, name) => {
      return `${tag}>${formatSize(sizes.get(name) ?? 0)}`;
    });
    writeFileSync(file, html);
  }
}

function readFonts(view: View): Map<string, Uint8Array> {
  if (!fontFolder) return new Map();
  const scripts = { zh: 'han', en: 'latin' };
  const names = localesOf(view).flatMap((locale) =>
    ['regular', 'bold'].map((style) => `duidu-${scripts[locale]}-${style}.woff2`),
  );
  return new Map(names.map((name) => [name, readFileSync(`${fontFolder}/${name}`)]));
}

function readImage(address: string): Uint8Array {
  return readFileSync(contentFolder + address);
}

/** List the files of the content, as they are. */
function listContent() {
  return listFiles(contentFolder)
    .filter((path) => !basename(path).startsWith('.') && !path.startsWith('fonts/'))
    .map((path) => ({
      path: `content/${path}`,
      content: readFileSync(join(contentFolder, path)),
    }));
}
