import type { Bilingual, View } from '../paper/locale.ts';
import { addLink, base, inTime } from './page.ts';

/** The data of a section, loaded on demand. */
export interface SectionData<Item = unknown> {
  title: Spelled;
  /** Sentences by their anchors. */
  sentences: Record<string, Spelled>;
  items: Record<View, Item>;
}

/** A text in both languages, and the readings of its Han characters, as `spellWords` writes them. */
export type Spelled = Bilingual & { pinyin: string };

/** Make a function load once for each first argument, and retry after a failure. */
export function once<Arguments extends [] | [unknown], Value>(
  load: (...args: Arguments) => Promise<Value>,
): (...args: Arguments) => Promise<Value> {
  const loaded = new Map<unknown, Promise<Value>>();
  return (...args) => {
    const [key] = args;
    const value = loaded.get(key) ?? load(...args);
    loaded.set(key, value);
    value.catch(() => loaded.delete(key));
    return value;
  };
}

/** Load the data of a section, or of the whole paper, from the file that an element names. */
export function loadSection<Item>(section: Element): Promise<SectionData<Item>> {
  const file = `${section.id || 'title'}.${section.getAttribute('data-file')}`;
  return loadJson(`data/${file}.json`) as Promise<SectionData<Item>>;
}

/** Load a JSON file of this site by its path below the site's root. */
export const loadJson = once(async (path: string): Promise<unknown> => {
  return (await load(base + path)).json();
});

/** Fetch a file of this site; throw if it fails or stalls for 6 s. If it is gone, also follow an update of the site. */
export async function load(url: string, options?: RequestInit): Promise<Response> {
  const stop = new AbortController();
  let timer = 0;
  const wait = (): void => {
    clearTimeout(timer);
    timer = window.setTimeout(() => stop.abort(), 6000);
  };
  wait();
  const response = await fetch(url, { ...options, signal: stop.signal });
  if (response.status === 404) {
    import('./tools.ts').then((tools) => tools.followUpdate()).catch(() => {});
  }
  if (!response.ok || new URL(response.url).origin !== location.origin) {
    throw new Error(`${url}: ${response.status}`);
  }
  const body = response.body?.pipeThrough(
    new TransformStream<Uint8Array, Uint8Array>({
      transform(part, controller) {
        wait();
        controller.enqueue(part);
      },
      flush: () => clearTimeout(timer),
    }),
  );
  return new Response(body, response);
}

/** Load a stylesheet, and wait until it applies. */
export const loadStyles = once((href: string) =>
  inTime(new Promise((onload, onerror) => addLink({ rel: 'stylesheet', href, onload, onerror }))),
);

const worker = `${base}sw.js`;

const rules = {
  createHTML: (html: string) => html,
  createScriptURL: (url: string) => {
    if (url === worker) return url;
    throw new TypeError(`${url} is no script of this site`);
  },
};

// Some browsers lack Trusted Types. The content security policy allows one policy of this name, which is never exported.
type Factory = { createPolicy(name: string, own: typeof rules): typeof rules };
const { trustedTypes } = window as { trustedTypes?: Factory };
const policy = trustedTypes?.createPolicy('duidu', rules) ?? rules;

/** Fetch a page of this site as a document without running scripts; throw if it comes from elsewhere. */
export async function readPage(url: string): Promise<Document> {
  const html = policy.createHTML(await (await load(url)).text());
  return new DOMParser().parseFromString(html, 'text/html');
}

/** Return the address of the service worker as a trusted script URL. */
export function toWorkerUrl(): string {
  return policy.createScriptURL(worker);
}
