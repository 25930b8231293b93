import { base } from '../../ui/page.ts';
import { makeSearchIndex, type SearchFile } from './pagefind.ts';
import { type Filters, type Results, type SearchIndex, search } from './search.ts';
import type { SearchRecord } from './search-record.ts';

/** The folder of the index. */
const folder = `${base}pagefind/`;

/** What searches: what it knows, and the index. */
interface Loaded {
  data: SearchFile;
  index: SearchIndex;
}

let loaded: Promise<Loaded> | undefined;
/** After a fault, what the browser has may be of another version. */
let cache: RequestCache = 'default';

/** Whether this browser can unpack the index. */
export const canSearch: boolean = 'DecompressionStream' in window;

/** Load what search needs, before it is asked for; a fault is left to the search that meets it. */
export function prepareSearch(): void {
  if (canSearch) loadOnce().catch(() => {});
}

/**
 * Search the site's index, and load it when it is first wanted.
 *
 * @throws if a file that search needs does not load, also when asked for a second time; the next search
 *   begins anew
 */
export async function searchSite(typed: string, filters: Filters): Promise<Results> {
  const used = loadOnce();
  try {
    const { data, index } = await used;
    return await search(typed, data, index, filters);
  } catch (error) {
    forget(used);
    throw error;
  }
}

function loadOnce(): Promise<Loaded> {
  if (loaded) return loaded;
  const begun = load();
  begun.catch(() => forget(begun));
  loaded = begun;
  return begun;
}

/** Let the next search load anew, if no other has done so since. */
function forget(used: Promise<Loaded>): void {
  if (loaded !== used) return;
  loaded = undefined;
  cache = 'reload';
}

async function load(): Promise<Loaded> {
  const data: SearchFile = await (await fetchTwice('data.json')).json();
  const { map, records } = data;
  const loadChunk = async (name: string): Promise<Uint8Array> =>
    new Uint8Array(await (await unpack(`index/${name}.pf_index`)).arrayBuffer());
  const loadRecord = async (name: string): Promise<SearchRecord> =>
    records?.[name] ?? (await unpack(`fragment/${name}.pf_fragment`)).json();
  const index = makeSearchIndex(map, loadChunk, loadRecord);
  // With all of a short paper, search goes on without a network: a file comes with its first word.
  for (const [form] of records ? map.chunks : []) {
    index.find([{ kind: 'word', form }]).catch(() => {});
  }
  return { data, index };
}

/** Fetch a file that is packed, unless its host has had the browser unpack it. */
async function unpack(path: string): Promise<Response> {
  const response = await fetchTwice(path);
  const content = await response.blob();
  const [first, second] = new Uint8Array(await content.slice(0, 2).arrayBuffer());
  // A file of gzip begins with these (RFC 1952, 2.3.1).
  if (first !== 0x1f || second !== 0x8b) return new Response(content);
  return new Response(content.stream().pipeThrough(new DecompressionStream('gzip')));
}

/** Fetch a file of the index, and once more if the first time fails. */
async function fetchTwice(path: string): Promise<Response> {
  const fetchOnce = async (options: RequestInit) => {
    const response = await fetch(folder + path, options);
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    // What breaks off fails here, and not when it is read.
    return new Response(await response.arrayBuffer());
  };
  return fetchOnce({ cache }).catch(() => fetchOnce({ cache: 'reload' }));
}
