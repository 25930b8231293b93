import { mkdirSync, writeFileSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import { toCitePath } from '../../paper/anchor.ts';
import { views } from '../../paper/locale.ts';
import type { Paper } from '../../paper/paper.ts';
import { flatten } from '../../paper/tree.ts';
import { base, toAddresses } from '../../site/config.ts';
import { readContent } from '../../site/content.ts';
import { citeFormats } from './formats.ts';
import { toItem } from './item.ts';

/** A file that cites a section, or the whole paper, in a view. */
interface CitationFile {
  /** Its path from the site's root: `/zh/cite/bib/3.1.bib`. */
  path: string;
  type: string;
  write: () => string;
}

/** Put the files that cite each section into the built site, and serve them in development. */
export function citationFiles(): AstroIntegration {
  return {
    name: 'citations',
    hooks: {
      'astro:build:done': ({ dir }) => {
        for (const view of views) {
          for (const { extension } of citeFormats) {
            const [folder] = toCitePath(view, '', extension).slice(1).split('paper.');
            mkdirSync(new URL(folder ?? '', dir), { recursive: true });
          }
        }
        for (const { path, write } of listCitations(readContent())) {
          writeFileSync(new URL(path.slice(1), dir), write());
        }
      },
      'astro:server:setup': ({ server }) => {
        server.middlewares.use(base, (request, response, next) => {
          const [path] = (request.url ?? '').split('?');
          if (!path?.includes('/cite/')) return next();
          const file = [...listCitations(readContent())].find((one) => one.path === path);
          if (!file) return next();
          response.setHeader('Content-Type', file.type).end(file.write());
        });
      },
    },
  };
}

/** List the files that cite a paper and its sections. */
function* listCitations(paper: Paper): Generator<CitationFile> {
  const { toPage } = toAddresses(paper.record.site);
  for (const { number } of flatten(paper.root)) {
    for (const view of views) {
      const cite = () => toItem(paper, number, view, toPage(view, number));
      for (const { extension, type, write } of citeFormats) {
        const path = toCitePath(view, number, extension);
        yield { path, type: `${type}; charset=utf-8`, write: () => write(cite()) };
      }
    }
  }
}
