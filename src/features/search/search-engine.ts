import { load, once } from '../../ui/load.ts';
import { base, version } from '../../ui/page.ts';
import { type IndexChunk, makeSearchIndex } from './pagefind.ts';
import type { SearchFile, SearchRecord } from './search-index.ts';

/** Load the data and the index; throw if a file fails twice. The next search tries again. */
export const getEngine = once(async () => {
  const data = await loadFile<SearchFile>(`data.${version}`);
  const { map, records } = data;
  const index = makeSearchIndex(
    map,
    once((name: string) => loadFile<IndexChunk>(`index/${name}.${version}`)),
    once(async (name: string) => records?.[name] ?? loadFile<SearchRecord>(`text/${name}`)),
  );
  // Load the whole index of a short paper, so that search works offline; a word loads its chunk.
  for (const [form] of records ? map.chunks : []) {
    index.find([{ kind: 'word', form }]).catch(() => {});
  }
  return { data, index };
});

/** Load a file of the index; retry once, bypassing the cache. */
async function loadFile<Value>(name: string): Promise<Value> {
  const loadOnce = async (cache: RequestCache): Promise<Value> =>
    (await load(`${base}pagefind/${name}.json`, { cache })).json();
  return loadOnce('default').catch(() => loadOnce('reload'));
}
