import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Addresses } from '../../paper/described.ts';
import { localesOf, type View, views } from '../../paper/locale.ts';
import type { Paper } from '../../paper/paper.ts';
import { remember } from '../../paper/remember.ts';
import { contentFolder } from '../../site/config.ts';
import { listFiles, readFont } from '../../site/files.ts';
import { makeEpub, zip } from './epub.ts';
import { toData, toSchema } from './paper-json.ts';
import { listUnits, toTmx, toTsv } from './units.ts';

/** The content of a download. */
type Content = string | Uint8Array<ArrayBuffer>;

/** A file with the whole text, as it is offered. */
export interface Download {
  /** Its name in `/downloads/`. */
  file: string;
  type: string;
  /** The view that it has, if it comes in each. */
  view?: View;
  /** Makes it of the paper; a PDF has none, as it is printed from the finished pages. */
  make?: (paper: Paper, addresses: Addresses) => Content;
}

/** Files of one format, and the words that say what they are for. */
export interface DownloadGroup {
  format: string;
  use: 'epub' | 'pdf' | 'tmx' | 'tsv' | 'json' | 'markdown';
  files: readonly Download[];
}

const toJson = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;
const toSchemaUrl = ({ toFile }: Addresses) => toFile('downloads/paper.schema.json');

/** All downloads, in the order in which pages list them. */
export const downloads: readonly DownloadGroup[] = [
  {
    format: 'EPUB',
    use: 'epub',
    files: views.map((view) => ({
      file: `paper-${view}.epub`,
      type: 'application/epub+zip',
      view,
      make: (paper, { toPage }) =>
        makeEpub(paper, view, { toPage, fonts: readFonts(view), readImage }),
    })),
  },
  {
    format: 'PDF',
    use: 'pdf',
    files: views.map((view) => ({ file: `paper-${view}.pdf`, type: 'application/pdf', view })),
  },
  {
    format: 'TMX',
    use: 'tmx',
    files: [
      {
        file: 'paper.tmx',
        type: 'application/x-tmx+xml',
        make: (paper, addresses) => toTmx(listUnits(paper, addresses), paper.record.original),
      },
    ],
  },
  {
    format: 'TSV',
    use: 'tsv',
    files: [
      {
        file: 'paper.tsv',
        type: 'text/tab-separated-values',
        make: (paper, addresses) => toTsv(listUnits(paper, addresses)),
      },
    ],
  },
  {
    format: 'JSON',
    use: 'json',
    files: [
      {
        file: 'paper.json',
        type: 'application/json',
        make: (paper, addresses) => toJson(toData(paper, addresses, toSchemaUrl(addresses))),
      },
      {
        file: 'paper.schema.json',
        type: 'application/schema+json',
        make: (_paper, addresses) => toJson(toSchema(toSchemaUrl(addresses))),
      },
    ],
  },
  {
    format: 'Markdown',
    use: 'markdown',
    files: [{ file: 'paper.zip', type: 'application/zip', make: () => zip(listContent()) }],
  },
];

const listMade = remember((_paper: Paper) => new Map<string, Content>());

/** Make a download, once for each reading of the paper; there is no content if it is printed later. */
export function makeDownload(
  { file, make }: Download,
  paper: Paper,
  addresses: Addresses,
): Content | undefined {
  const made = listMade(paper);
  const content = made.get(file) ?? make?.(paper, addresses);
  if (content !== undefined) made.set(file, content);
  return content;
}

function readFonts(view: View): Map<string, Uint8Array> {
  const scripts = { zh: 'han', en: 'latin' };
  const names = localesOf(view).flatMap((locale) =>
    ['regular', 'bold'].map((style) => `duidu-${scripts[locale]}-${style}.woff2`),
  );
  return new Map(names.map((name) => [name, readFont(name)]));
}

function readImage(address: string): Uint8Array {
  return readFileSync(contentFolder + address);
}

/** List the files of the content, as they are. */
function listContent() {
  return listFiles(contentFolder)
    .filter((path) => !basename(path).startsWith('.'))
    .map((path) => [`content/${path}`, readFileSync(`${contentFolder}/${path}`)] as const);
}
