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

/** A file with the whole text. */
export interface Download {
  format: 'EPUB' | 'PDF' | 'TMX' | 'XLIFF' | 'TBX' | 'TEI' | 'TSV' | 'JSON' | 'Markdown';
  file: string;
  type: string;
  view?: View;
  /** Undefined for a PDF, which is printed from the finished pages. */
  make?: (paper: Paper, addresses: Addresses) => Content | Promise<Content>;
}

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const toSchemaUrl = ({ toFile }: Addresses) => toFile('downloads/paper.schema.json');

/** All downloads, in the order of the list on a page. */
export const downloads: readonly Download[] = [
  ...views.map(
    (view): Download => ({
      format: 'EPUB',
      file: `paper-${view}.epub`,
      type: 'application/epub+zip',
      view,
      make: (paper, { toPage }) =>
        makeEpub(paper, view, toPage, (address) => readFileSync(contentFolder + address)),
    }),
  ),
  ...views.map(
    (view): Download => ({
      format: 'PDF',
      file: `paper-${view}.pdf`,
      type: 'application/pdf',
      view,
    }),
  ),
  {
    format: 'TMX',
    file: 'paper.tmx',
    type: 'application/x-tmx+xml',
    make: (paper, addresses) => {
      const { date } = latestOf(paper.permalinks ?? { versions: {} });
      return toTmx(listUnits(paper, addresses), paper.record.original, date);
    },
  },
  {
    format: 'XLIFF',
    file: 'paper.xlf',
    type: 'application/xliff+xml',
    make: (paper, addresses) => toXliff(listUnits(paper, addresses), paper.record.original),
  },
  {
    format: 'TBX',
    file: 'terms.tbx',
    type: 'application/x-tbx+xml',
    make: ({ terms, record }) => toTbx(terms, record.title.en),
  },
  {
    // OmegaT reads a glossary with this extension as UTF-8.
    format: 'TBX',
    file: 'terms.txt',
    type: 'text/plain',
    make: ({ terms, record }) => toGlossary(terms, record.original),
  },
  { format: 'TEI', file: 'paper.tei.xml', type: 'application/tei+xml', make: toTei },
  {
    format: 'TSV',
    file: 'paper.tsv',
    type: 'text/tab-separated-values',
    make: (paper, addresses) => toTsv(listUnits(paper, addresses)),
  },
  {
    format: 'JSON',
    file: 'paper.json',
    type: 'application/json',
    make: async (paper, addresses) =>
      toJson(
        toData(paper, addresses, toSchemaUrl(addresses), await listDownloads(paper, addresses)),
      ),
  },
  {
    format: 'JSON',
    file: 'paper.schema.json',
    type: 'application/schema+json',
    make: (_paper, addresses) => toJson(toSchema(toSchemaUrl(addresses))),
  },
  { format: 'Markdown', file: 'paper.zip', type: 'application/zip', make: packContent },
];

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
