import { readFileSync } from 'node:fs';
import { type View, views } from '../../paper/locale.ts';
import { remember } from '../../paper/memoize.ts';
import { latestOf } from '../../paper/schema.ts';
import { type Addresses, listImages, type Paper } from '../../paper/tree.ts';
import { contentFolder } from '../../site/config.ts';
import { listFiles } from '../../site/files.ts';
import { makeEpub, zip } from './epub.ts';
import { toGlossary, toTbx } from './glossary.ts';
import { toData, toSchema } from './paper-json.ts';
import { isPrinted } from './pdf.ts';
import { toTei } from './tei.ts';
import { listUnits, toTmx, toTsv, toXliff } from './units.ts';

type Content = string | Uint8Array<ArrayBuffer>;

type Make = (paper: Paper, addresses: Addresses) => Content | Promise<Content>;

/** A file with the whole text. */
export interface Download {
  format: 'EPUB' | 'PDF' | 'TMX' | 'XLIFF' | 'TBX' | 'TEI' | 'TSV' | 'JSON' | 'Markdown';
  file: string;
  type: string;
  view?: View;
  /** Undefined for a PDF, which is printed from the finished pages. */
  make?: Make | undefined;
}

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const toSchemaUrl = ({ toFile }: Addresses) => toFile('downloads/paper.schema.json');

const makers: Readonly<Record<string, Make>> = {
  'paper.tmx': (paper, at) => toTmx(listUnits(paper, at), paper.record.original, dateOf(paper)),
  'paper.xlf': (paper, at) => toXliff(listUnits(paper, at), paper.record.original),
  'terms.tbx': ({ terms, record }) => toTbx(terms, record.title.en),
  'terms.txt': ({ terms, record }) => toGlossary(terms, record.original),
  'paper.tei.xml': toTei,
  'paper.tsv': (paper, at) => toTsv(listUnits(paper, at)),
  'paper.json': async (paper, at) =>
    toJson(toData(paper, at, toSchemaUrl(at), await listDownloads(paper, at))),
  'paper.schema.json': (_paper, at) => toJson(toSchema(toSchemaUrl(at))),
  'paper.zip': packContent,
};

// OmegaT reads a glossary with the extension “txt” as UTF-8.
const rows: readonly [Download['format'], file: string, type: string][] = [
  ['TMX', 'paper.tmx', 'application/x-tmx+xml'],
  ['XLIFF', 'paper.xlf', 'application/xliff+xml'],
  ['TBX', 'terms.tbx', 'application/x-tbx+xml'],
  ['TBX', 'terms.txt', 'text/plain'],
  ['TEI', 'paper.tei.xml', 'application/tei+xml'],
  ['TSV', 'paper.tsv', 'text/tab-separated-values'],
  ['JSON', 'paper.json', 'application/json'],
  ['JSON', 'paper.schema.json', 'application/schema+json'],
  ['Markdown', 'paper.zip', 'application/zip'],
];

const readImage = (address: string) => readFileSync(contentFolder + address);

/** All downloads, in the order of the list on a page. */
export const downloads: readonly Download[] = [
  ...views.map((view) => ({
    ...{ format: 'EPUB' as const, file: `paper-${view}.epub`, type: 'application/epub+zip', view },
    make: (paper: Paper, { toPage }: Addresses) => makeEpub(paper, view, toPage, readImage),
  })),
  ...views.map((view) => ({
    ...{ format: 'PDF' as const, file: `paper-${view}.pdf`, type: 'application/pdf', view },
  })),
  ...rows.map(([format, file, type]) => ({ format, file, type, make: makers[file] })),
];

function dateOf({ permalinks }: Paper): string {
  return latestOf(permalinks ?? { versions: {} }).date;
}

/** List the downloads of a site with their addresses, with PDFs only if the build prints them. */
export async function listDownloads({ root }: Paper, { toFile }: Addresses) {
  const hasPdf = await isPrinted(root);
  return downloads
    .filter(({ format }) => format !== 'PDF' || hasPdf)
    .map((download) => ({ ...download, url: toFile(`downloads/${download.file}`) }));
}

const listMade = remember((_paper: Paper) => new Map<string, Content | Promise<Content>>());

/** Make a download once per paper, or return undefined if it is printed later. */
export function makeDownload(
  { file, make }: Download,
  paper: Paper,
  addresses: Addresses,
): Content | Promise<Content> | undefined {
  const made = listMade(paper);
  const content = made.get(file) ?? make?.(paper, addresses);
  if (content !== undefined) made.set(file, content);
  return content;
}

function packContent({ root, site }: Paper): Content {
  const shown = new Set([`/images/${site.logo}`, ...listImages(root)]);
  const isShared = (path: string) =>
    !/(?:^|\/)\./.test(path) && (!path.startsWith('images/') || shown.has(`/${path}`));
  const paths = listFiles(contentFolder).filter(isShared);
  return zip(
    paths.map((path) => [`content/${path}`, readFileSync(`${contentFolder}/${path}`)] as const),
  );
}
