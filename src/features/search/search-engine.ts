import { load, once } from '../../ui/load.ts';
import { base, version } from '../../ui/page.ts';
import { makeSearchIndex, readChunk } from './pagefind.ts';
import type { SearchFile, SearchRecord } from './search-index.ts';

/** Whether this browser can unpack the index. */
export const canSearch: boolean = 'DecompressionStream' in window;

/** Load the data and the index early; a fault is left to the search that meets it. */
export function prepareSearch(): void {
  if (canSearch) getEngine().catch(() => {});
}

/** Load the data and the index; a file that fails twice is an error, and is tried anew by the next search. */
export const getEngine = once(async () => {
  const data = await loadFile<SearchFile>(`data.${version}.json`, readJson);
  const { map, records } = data;
  const index = makeSearchIndex(
    map,
    once((name: string) => loadFile(`index/${name}.pf_index`, readChunk)),
    once(
      async (name: string) =>
        records?.[name] ?? loadFile<SearchRecord>(`fragment/${name}.pf_fragment`, readJson),
    ),
  );
  // With all of a short paper, search goes on without a network: a chunk comes with its first word.
  for (const [form] of records ? map.chunks : []) {
    index.find([{ kind: 'word', form }]).catch(() => {});
  }
  return { data, index };
});

/** Load a file of the index, and once more if the first time fails, past what the browser has cached. */
async function loadFile<Value>(path: string, read: (bytes: Uint8Array) => Value): Promise<Value> {
  const loadOnce = async (cache: RequestCache): Promise<Value> => {
    const response = await load(`${base}pagefind/${path}`, { cache });
    return read(await unpack(await response.arrayBuffer()));
  };
  return loadOnce('default').catch(() => loadOnce('reload'));
}

/** Unpack a file, unless it is not packed, or its host has had the browser unpack it. */
async function unpack(content: ArrayBuffer): Promise<Uint8Array> {
  const bytes = new Uint8Array(content);
  // A file of gzip begins with these (RFC 1952, 2.3.1).
  if (bytes[0] !== 0x1f || bytes[1] !== 0x8b) return bytes;
  const stream = new Blob([content]).stream().pipeThrough(new DecompressionStream('gzip'));
  return new Uint8Array(await new Response(stream).arrayBuffer());
}

function readJson<Value>(bytes: Uint8Array): Value {
  return JSON.parse(new TextDecoder().decode(bytes));
}
