import { createHash } from 'node:crypto';
import { mkdirSync, writeFileSync } from 'node:fs';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { AstroIntegration } from 'astro';
import { close, createIndex, type IndexFile } from 'pagefind';
import type { Paper } from '../../paper/paper.ts';
import { base } from '../../site/config.ts';
import { readContent } from '../../site/content.ts';
import { type IndexMap, readIndexMap, type SearchFile } from './pagefind.ts';
import { makeSearchData } from './search-data.ts';
import { type SearchRecord, toIndexText, toSearchRecords } from './search-record.ts';

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
          response.setHeader('Content-Type', 'application/octet-stream').end(file.content);
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
  const isShort = JSON.stringify(records).length <= mostText;
  // What a file has in it makes its name, so that none is ever of another version than its index.
  const nameOf = (record: SearchRecord): string => (isShort ? record.number : toDigest(record));
  const names = new Map(records.map((record) => [record.number, nameOf(record)]));
  const map = readMap(files);
  const numbers = readNumbers(files);
  const data: SearchFile = {
    ...makeSearchData(records, terms),
    map: {
      ...map,
      sections: map.sections.map((section) => names.get(numbers.get(section) ?? '') ?? ''),
    },
    ...(isShort && { records: Object.fromEntries(records.map((each) => [nameOf(each), each])) }),
  };
  return [
    { path: 'data.json', content: Buffer.from(JSON.stringify(data)) },
    // Pagefind gives them in any order.
    ...files.filter(({ path }) => path.startsWith('index/')).sort(comparePaths),
    ...(isShort ? [] : records.map((record) => toTextFile(record, nameOf(record)))),
  ];
}

function toDigest(record: SearchRecord): string {
  return createHash('sha256').update(JSON.stringify(record)).digest('hex').slice(0, 10);
}

function comparePaths(a: IndexFile, b: IndexFile): number {
  return a.path < b.path ? -1 : 1;
}

function readMap(files: readonly IndexFile[]): IndexMap {
  const file = files.find(({ path }) => path.endsWith('.pf_meta'));
  if (!file) throw new Error('Pagefind has not said what is in the index');
  return readIndexMap(gunzipSync(file.content));
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

/** Return the numbers of sections by the names that Pagefind has for them, in the files that it writes of them. */
function readNumbers(files: readonly IndexFile[]): Map<string, string> {
  return new Map(
    files.flatMap(({ path, content }) => {
      const [, name] = /^fragment\/(.*)\.pf_fragment$/.exec(path) ?? [];
      const [, number] = /"url":"([^"]*)"/.exec(name ? gunzipSync(content).toString() : '') ?? [];
      return name && number ? [[name, number] as const] : [];
    }),
  );
}

/** Write the file of a section: the text that is shown, where Pagefind's has the text that it indexed. */
function toTextFile(record: SearchRecord, name: string): IndexFile {
  return { path: `fragment/${name}.pf_fragment`, content: gzipSync(JSON.stringify(record)) };
}
