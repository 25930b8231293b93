import { mkdir, writeFile } from 'node:fs/promises';
import type { AstroIntegration } from 'astro';
import { close, createIndex, type IndexFile } from 'pagefind';
import { base, contentFolder } from '../config.ts';
import { readPaper } from '../lib/paper.ts';
import { toIndexText, toSearchRecords } from '../lib/search.ts';

/** The files of Pagefind's bundle that the site's own search page loads. */
const needed =
  /^(?:pagefind\.js|pagefind-entry\.json|wasm\.en\.pagefind|pagefind\..*\.pf_meta|(?:fragment|index)\/.*)$/;

/** Put the search index of the content into the built site, and serve it in development. */
export function searchIndex(): AstroIntegration {
  return {
    name: 'search-index',
    hooks: {
      'astro:build:done': async ({ dir }) => {
        for (const { path, content } of await makeIndex()) {
          const file = new URL(`pagefind/${path}`, dir);
          await mkdir(new URL('.', file), { recursive: true });
          await writeFile(file, content);
        }
      },
      'astro:server:setup': ({ server }) => {
        let index: Promise<IndexFile[]> | undefined;
        server.watcher.on('all', () => {
          index = undefined;
        });
        server.middlewares.use(`${base}pagefind/`, async (request, response, next) => {
          const path = request.url?.replace(/^\/|\?.*$/g, '');
          index ??= makeIndex();
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
 * Index the sections of the paper, both languages in one index.
 *
 * The index is made from the aligned text itself, so that what is found is what is on the pages.
 */
async function makeIndex(): Promise<IndexFile[]> {
  const { root } = readPaper(contentFolder);
  const { index, errors } = await createIndex({ forceLanguage: 'en' });
  if (!index) throw new Error(`The search index cannot be made: ${errors.join('; ')}`);
  for (const record of toSearchRecords(root)) {
    const added = await index.addCustomRecord({
      url: record.number,
      language: 'en',
      content: toIndexText(record),
      meta: { record: JSON.stringify(record) },
    });
    if (added.errors.length > 0)
      throw new Error(`Section ${record.number}: ${added.errors.join('; ')}`);
  }
  const { files } = await index.getFiles();
  await close();
  return files.filter(({ path }) => needed.test(path));
}
