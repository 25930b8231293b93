import { load, once } from '../../ui/load.ts';
import { base, version } from '../../ui/page.ts';
import { makeSearchIndex, readChunk } from './pagefind.ts';
import type { SearchFile, SearchRecord } from './search-index.ts';

/** Whether this browser can unpack the index. */
export const canSearch: boolean = 'DecompressionStream' in window;

/** Load the data and the index early; the next search reports an error. */
export function prepareSearch(): void {
  if (canSearch) getEngine().catch(() => {});
}

/** Load the data and the index; throw if a file fails twice. The next search tries again. */
export const getEngine = once(async () => {
  const data = await loadFile<SearchFile>(`data.${version}.json`, readJson);
  const { map, records } = data;
  const index = makeSearchIndex(
    map,
    once((name: string) => loadFile(`index/${name}.${version}.pf_index`, readChunk)),
    once(
      async (name: string) =>
        records?.[name] ?? loadFile<SearchRecord>(`fragment/${name}.pf_fragment`, readJson),
    ),
  );
  // Load the whole index of a short paper, so that search works offline; a word loads its chunk.
  for (const [form] of records ? map.chunks : []) {
    index.find([{ kind: 'word', form }]).catch(() => {});
  }
  return { data, index };
});

/** Load a file of the index; retry once, bypassing the cache. */
async function loadFile<Value>(path: string, read: (bytes: Uint8Array) => Value): Promise<Value> {
  const loadOnce = async (cache: RequestCache): Promise<Value> => {
    const response = await load(`${base}pagefind/${path}`, { cache });
    return read(await unpack(await response.arrayBuffer()));
  };
  return loadOnce('default').catch(() => loadOnce('reload'));
}

/** Unpack a file, unless its host made the browser unpack it already. */
async function unpack(content: ArrayBuffer): Promise<Uint8Array> {
  const bytes = new Uint8Array(content);
  // The signature of gzip (RFC 1952, 2.3.1).
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([content]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function readJson<Value>(bytes: Uint8Array): Value {
  return JSON.parse(new TextDecoder().decode(bytes));
}
