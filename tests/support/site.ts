import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseHTML } from 'linkedom';
import { inject } from 'vitest';
import { listFiles } from '../../src/site/files.ts';

/** A page of a built site. */
export interface BuiltPage {
  /** The path from the server's root: `/zh/3.1/`. */
  path: string;
  html: string;
  document: Document;
}

const names = ['site', 'subSite', 'otherSite'] as const;

/** The sites built for the tests. */
export type SiteName = (typeof names)[number];

const isName = (site: string): site is SiteName => names.some((name) => name === site);

const read = new Map<string, readonly BuiltPage[]>();

/** Read every page of a test site, or of a site in a folder; tests must not change the pages. */
export function readPages(site: SiteName | (string & {}) = 'site'): readonly BuiltPage[] {
  const { folder, url } = isName(site) ? inject(site) : { folder: site, url: 'http://localhost/' };
  const pages = read.get(folder) ?? readFolder(folder, new URL(url).pathname);
  read.set(folder, pages);
  return pages;
}

function readFolder(folder: string, base: string): BuiltPage[] {
  return (
    listFiles(folder)
      // The document with the templates for scripts is not a page.
      .filter((file) => file.endsWith('.html') && !/(^|\/)tools\//.test(file))
      .map((file) => {
        const html = readFileSync(join(folder, file), 'utf8');
        const path = base + file.replace(/index\.html$/, '');
        return { path, html, document: parseHTML(html).document };
      })
  );
}

/** Return the page at a path. */
export function findPage(pages: readonly BuiltPage[], path: string): BuiltPage {
  const page = pages.find((page) => page.path === path);
  if (!page) throw new Error(`There is no page ${path}`);
  return page;
}
