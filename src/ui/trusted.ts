import { load } from './load.ts';
import { base } from './page.ts';

/** The parts of Trusted Types that are used, which not every browser has. */
interface TrustedTypes {
  createPolicy(
    name: string,
    rules: Record<'createHTML' | 'createScriptURL', (text: string) => string>,
  ): Record<'createHTML' | 'createScriptURL', (text: string) => string>;
}

const worker = `${base}sw.js`;

const rules = {
  createHTML: (html: string) => html,
  createScriptURL: (url: string) => {
    if (url === worker) return url;
    throw new TypeError(`${url} is no script of this site`);
  },
};

// The content security policy allows one policy of this name, made here and exported by nobody.
const policy =
  (window as { trustedTypes?: TrustedTypes }).trustedTypes?.createPolicy('duidu', rules) ?? rules;

/** Read a page of this site as a document, in which no script runs; throw if it comes from elsewhere. */
export async function readPage(url: string): Promise<Document> {
  const html = policy.createHTML(await (await load(url)).text());
  return new DOMParser().parseFromString(html, 'text/html');
}

/** Return the address of the service worker, as the browser takes it for that of a script. */
export function toWorkerUrl(): string {
  return policy.createScriptURL(worker);
}
