import { type View, views } from '../../paper/locale.ts';

/** A file with the whole text, as it is offered. */
export interface Download {
  /** Its name in `/downloads/`. */
  file: string;
  type: string;
  /** The view that it has, if it comes in each. */
  view?: View;
}

/** Files of one format, and what they are for. */
export interface DownloadGroup {
  format: string;
  use: 'epub' | 'pdf' | 'tmx' | 'tsv' | 'json' | 'markdown';
  files: readonly Download[];
}

/** What can be taken along, in the order in which it is listed. */
export const downloads: readonly DownloadGroup[] = [
  {
    format: 'EPUB',
    use: 'epub',
    files: views.map((view) => ({
      file: `paper-${view}.epub`,
      type: 'application/epub+zip',
      view,
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
    files: [{ file: 'paper.tmx', type: 'application/x-tmx+xml' }],
  },
  {
    format: 'TSV',
    use: 'tsv',
    files: [{ file: 'paper.tsv', type: 'text/tab-separated-values' }],
  },
  {
    format: 'JSON',
    use: 'json',
    files: [
      { file: 'paper.json', type: 'application/json' },
      { file: 'paper.schema.json', type: 'application/schema+json' },
    ],
  },
  {
    format: 'Markdown',
    use: 'markdown',
    files: [{ file: 'paper.zip', type: 'application/zip' }],
  },
];
