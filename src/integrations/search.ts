import { mkdirSync, writeFileSync } from 'node:fs';
import type { AstroIntegration } from 'astro';
import { close, createIndex, type IndexFile } from 'pagefind';
import { base } from '../config.ts';
import { readContent } from '../content.ts';
import type { Paper } from '../lib/paper.ts';
import { makeSearchData } from '../lib/search-data.ts';
import { toIndexText, toSearchRecords } from '../lib/search-record.ts';

/** The files of Pagefind's bundle that the site's own search loads. */
const needed =
  /^(?:pagefind\.js|pagefind-entry\.json|wasm\.unknown\.pagefind|pagefind\..*\.pf_meta|(?:fragment|index)\/.*)$/;

/** Up to how many parts an index is small enough to be fetched whole. */
const mostParts = 64;

/** A language that Pagefind has no rules for: words are compared as the index has them. */
const language = 'zxx';

/** Put the search index of the content into the built site, and serve it in development. */
export function searchIndex(): AstroIntegration {
  let made: Promise<IndexFile[]> | undefined;
  return {
    name: 'search-index',
    hooks: {
      // Pagefind is a program of its own, and indexes while the pages are rendered.
      'astro:build:start': () => {
        made = makeIndex(readContent());
        made.catch(() => {});
      },
      'astro:build:done': async ({ dir }) => {
        for (const folder of ['index/', 'fragment/']) {
          mkdirSync(new URL(`pagefind/${folder}`, dir), { recursive: true });
        }
        for (const { path, content } of (await made) ?? []) {
          writeFileSync(new URL(`pagefind/${path}`, dir), content);
        }
      },
      'astro:server:setup': ({ server }) => {
        let index: Promise<IndexFile[]> | undefined;
        server.watcher.on('all', () => {
          index = undefined;
        });
        server.middlewares.use(`${base}pagefind/`, async (request, response, next) => {
          const path = request.url?.replace(/^\/|\?.*$/g, '');
          index ??= makeIndex(readContent());
          const file = (await index).find((file) => file.path === path);
          if (!file) return next();
          const type = path?.endsWith('.js') ? 'text/javascript' : 'application/octet-stream';
          response.setHeader('Content-Type', type).end(file.content);
        });
      },
    },
  };
}

/**
 * Index the sections of a paper, both languages in one index.
 *
 * The index is made from the aligned text itself, so that what is found is what is on the pages.
 */
export async function makeIndex({ root, terms }: Paper): Promise<IndexFile[]> {
  const records = toSearchRecords(root);
  const { index, errors } = await createIndex({ forceLanguage: language });
  if (!index) throw new Error(`The search index cannot be made: ${errors.join('; ')}`);
  for (const record of records) {
    const added = await index.addCustomRecord({
      url: record.number,
      language,
      content: toIndexText(record),
      meta: { record: JSON.stringify(record) },
    });
    if (added.errors.length > 0) {
      throw new Error(`Section ${record.number}: ${added.errors.join('; ')}`);
    }
  }
  const all = (await index.getFiles()).files.filter(({ path }) => needed.test(path));
  await close();
  const paths = all
    .map(({ path }) => path)
    .filter((path) => !/^pagefind(?:-entry)?\.js/.test(path))
    // Pagefind gives them in any order.
    .sort();
  const data = {
    ...makeSearchData(records, terms),
    // The engine is told to ask for the first by a fixed address, so that it can come early.
    files: ['pagefind-entry.json?ts=fixed', ...paths.filter((path) => !path.includes('/'))],
    parts: paths.length > mostParts ? [] : paths.filter((path) => path.includes('/')),
  };
  return [...all, { path: 'data.json', content: new TextEncoder().encode(JSON.stringify(data)) }];
}
