/** What the build tells the service worker. */
export interface OfflineBuild {
  /** The path that the site is served under. */
  base: string;
  /** A digest of the site; each page of it has it too. */
  version: string;
  /** The file that has the whole site, and the digest that its bytes are to have; a book has none. */
  whole?: { path: string; digest: string; size: number };
  /** The files that the page for what is not kept loads. */
  start: string[];
  /** The digests of what pages load that has no digest in its name, by path. */
  data: Record<string, string>;
}

/** What a page asks of the service worker. */
export type OfflineMessage =
  | { ask: 'describe' }
  /** The page has this version, and has loaded these files. */
  | { ask: 'keep'; version: string; files: string[] }
  | { ask: 'forget' }
  | { ask: 'take over' };

/** What the service worker answers when it is asked to describe what it can keep. */
export interface OfflineState extends OfflineBuild {
  /** Whether the whole site is kept. */
  isWhole: boolean;
}

/** Return what the names of a site's caches begin with; two sites may be on one host. */
export function toCachePrefix(base: string): string {
  return `duidu${base}:`;
}

/** Return the name of the cache of one version of a site. */
export function toCacheName({ base, version }: Pick<OfflineBuild, 'base' | 'version'>): string {
  return toCachePrefix(base) + version;
}

/** Return the key under which a browser keeps that a reader wants nothing kept. */
export function toOfflineKey(base: string): string {
  return `duidu:offline:${base}`;
}

/** What a request within the site is for, which decides where it is answered from. */
export type OfflineKind = 'page' | 'asset' | 'data' | 'other';

/** Tell what a path, from the site's root and without a query, leads to. */
export function toKind(path: string, { whole, data }: OfflineBuild): OfflineKind {
  // After the root’s own slash, another one would begin the name of a host.
  if (path === whole?.path || path.startsWith('/')) return 'other';
  if (path.startsWith('assets/')) return 'asset';
  if (Object.hasOwn(data, path)) return 'data';
  return /(?:^|\/)$|(?:^|\/)[\w-]+(?:\.\d+)*$/.test(path) ? 'page' : 'other';
}

/** Return the path of an address from the site's root; what is malformed in it stays as it is. */
export function toSitePath(pathname: string, base: string): string {
  const path = pathname.slice(base.length);
  try {
    return decodeURI(path);
  } catch {
    return path;
  }
}

/** Return the path that a page is kept under: with the slash that a server would add. */
export function toPagePath(path: string): string {
  return path === '' || path.endsWith('/') ? path : `${path}/`;
}

/** Read which version of the site a page is of. */
export function readVersion(html: string): string | undefined {
  return /<html[^>]* data-version="(\w+)"/.exec(html)?.[1];
}

/** List the files of the folder `assets/` that a page names, what its scripts import among them. */
export function listLoaded(html: string): string[] {
  const named = html.matchAll(/(?:href|src)="[^"]*\/(assets\/[^"]+)"/g);
  return [...new Set([...named].map(([, path = '']) => path))];
}

/** Tell whether a built file belongs to a copy that is read without a network. */
export function isKept(path: string): boolean {
  return !/^(?:downloads|pictures)\/|^(?:(?:zh|en)\/)?cite\/|^(?:_headers|robots\.txt|sitemap\.xml|404\.html|icon[\w-]*\.png|sbom\.json)$/.test(
    path,
  );
}

/** Tell whether a built file has no digest of its content in its name, and is no page. */
export function isData(path: string): boolean {
  return isKept(path) && !/^assets\/|\.html$|(?:^|\/)$/.test(path);
}

/** Return the digest of some bytes as the build and the browser write it: SHA-256, 32 digits of it. */
export async function toDigest(bytes: BufferSource): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return [...digest.subarray(0, 16)].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
