import { mkdirSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { close, createIndex, type IndexFile } from 'pagefind';
import { base } from '../config.ts';
import { readContent } from '../content.ts';
import type { Paper } from '../lib/paper.ts';
import { makeSearchData, type SearchFile } from '../lib/search-data.ts';
import { type SearchRecord, toIndexText, toSearchRecords } from '../lib/search-record.ts';

/** The files of Pagefind's bundle that the site's own search loads as they are. */
const isNeeded =
  /^(?:pagefind\.js|pagefind-entry\.json|wasm\.unknown\.pagefind|pagefind\..*\.pf_meta|index\/.*)$/;

/** Up to how many parts an index is small enough to be loaded whole. */
const mostParts = 64;

/** Up to how many characters a paper is loaded whole: it has fewer bytes then, and comes in one trip. */
const mostText = 120_000;

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
        for (const { path, content } of (await made) ?? []) {
          const file = new URL(`pagefind/${path}`, dir);
          mkdirSync(new URL('.', file), { recursive: true });
          writeFileSync(file, content);
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
  const files = await runPagefind(records);
  const names = nameSections(files);
  const isWhole = JSON.stringify(records).length <= mostText;
  const needed = [
    ...files.filter(({ path }) => isNeeded.test(path)),
    ...(isWhole ? [] : records.map((record) => toTextFile(record, names.get(record.number)))),
  ].sort((a, b) => (a.path < b.path ? -1 : 1));
  const paths = needed
    .map(({ path }) => path)
    .filter((path) => !/^pagefind(?:-entry)?\.js/.test(path));
  const data: SearchFile = {
    ...makeSearchData(records, terms),
    // The engine is told to ask for the first by a fixed address, so that it can come early.
    files: ['pagefind-entry.json?ts=fixed', ...paths.filter((path) => !path.includes('/'))],
    parts: paths.length > mostParts ? [] : paths.filter((path) => path.includes('/')),
    ...(isWhole && {
      records: Object.fromEntries(records.map((record) => [names.get(record.number), record])),
    }),
  };
  const content = new TextEncoder().encode(JSON.stringify(data));
  return [...needed, { path: 'data.json', content }];
}

/** Let Pagefind index what is found, and nothing else: it would index what a record has besides. */
async function runPagefind(records: readonly SearchRecord[]): Promise<IndexFile[]> {
  const { index, errors } = await createIndex({ forceLanguage: language });
  if (!index) throw new Error(`The search index cannot be made: ${errors.join('; ')}`);
  for (const record of records) {
    const added = await index.addCustomRecord({
      url: record.number,
      language,
      content: toIndexText(record),
    });
    if (added.errors.length > 0) {
      throw new Error(`Section ${record.number}: ${added.errors.join('; ')}`);
    }
  }
  const { files } = await index.getFiles();
  await close();
  return files;
}

/** What Pagefind puts before a file's content, to know that it is unpacked. */
const unpacked = 'pagefind_dcd';

/** Return the names that Pagefind has for sections, in the files that it writes of them. */
function nameSections(files: readonly IndexFile[]): Map<string, string> {
  return new Map(
    files.flatMap(({ path, content }) => {
      const [, name] = /^fragment\/(.*)\.pf_fragment$/.exec(path) ?? [];
      if (!name) return [];
      const text = gunzipSync(content).toString().slice(unpacked.length);
      return [[JSON.parse(text).url as string, name] as const];
    }),
  );
}

/** Write the file of a section as Pagefind reads it, with the section's record and no more. */
function toTextFile(record: SearchRecord, name: string | undefined): IndexFile {
  const meta = { record: JSON.stringify(record) };
  const text = { url: record.number, content: '', word_count: 0, filters: {}, meta, anchors: [] };
  const content = gzipSync(unpacked + JSON.stringify(text));
  return { path: `fragment/${name}.pf_fragment`, content };
}
