import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { close, createIndex } from 'pagefind';

/** The folder of the default index and its search page, below the site's root. */
export const baseline = { folder: 'default/', page: 'default.html' };

/**
 * Index section pages with Pagefind's defaults, and make a page that searches them with Pagefind's own module
 * and has the same interface for benchmarks as the site's search page.
 *
 * @param site the folder of a built site, which receives both
 */
export async function makeBaseline(site: string, sections: readonly string[]): Promise<void> {
  const { index } = await createIndex();
  if (!index) throw new Error('Pagefind does not start');
  for (const url of sections) {
    const content = readFileSync(join(site, 'zh', url, 'index.html'), 'utf8');
    const { errors } = await index.addHTMLFile({ url, content });
    if (errors.length > 0) throw new Error(errors.join('; '));
  }
  await index.writeFiles({ outputPath: join(site, baseline.folder) });
  await close();
  writeFileSync(join(site, baseline.page), searchPage);
}

/** A search page: a box, and a list of matching sections. */
const searchPage = `<!doctype html><html lang="zh-Hans"><meta charset="utf-8"><title>Search</title>
<input><ol id="search-results"></ol>
<script type="module">
  const input = document.querySelector('input');
  const list = document.querySelector('ol');
  let pagefind;
  const search = async (query) => {
    pagefind ??= import('./${baseline.folder}pagefind.js');
    const { results } = await (await pagefind).search(query);
    return Promise.all(results.map((result) => result.data()));
  };
  const show = async (query) => {
    list.dataset.query = query;
    list.setAttribute('aria-busy', 'true');
    const found = await search(query);
    list.replaceChildren(...found.map(({ url }) => {
      const item = document.createElement('li');
      item.dataset.number = url.split('/').filter(Boolean).at(-1);
      return item;
    }));
    list.setAttribute('aria-busy', 'false');
  };
  input.addEventListener('input', () => show(input.value));
  const asked = new URLSearchParams(location.search).get('q');
  if (asked) show(asked);
</script>`;
