/** A package as npm's lockfile has it (lockfileVersion 3). */
interface LockedPackage {
  version: string;
  integrity?: string;
  license?: string;
  dev?: boolean;
}

/** The lockfile's packages by the folder that each is installed in. */
export type LockedPackages = Readonly<Record<string, LockedPackage>>;

/** A file of the site that comes from elsewhere and from no package. */
export interface ForeignFile {
  name: string;
  license: string;
  /** Its SHA-256, in hexadecimal digits. */
  digest: string;
}

const installed = /^(?:.*\/)?node_modules\/((?:@[^/]+\/)?[^/]+)$/;

/**
 * List what a built site was made of, and what of it reaches the reader, as CycloneDX 1.6 has it.
 *
 * What reaches the reader is required, what builds the site is excluded. There is no serial number and
 * no time, so that a build that is repeated has the same bytes.
 *
 * @param shipped the names of the packages that are in the site's files
 */
export function toSbom(
  name: string,
  packages: LockedPackages,
  shipped: ReadonlySet<string>,
  files: readonly ForeignFile[],
): object {
  const used = Object.entries(packages).flatMap(([folder, { dev, ...locked }]) => {
    const [, own = ''] = installed.exec(folder) ?? [];
    return own && (!dev || shipped.has(own)) ? [toComponent(own, locked, shipped.has(own))] : [];
  });
  const byRef = new Map(used.map((component) => [component['bom-ref'], component]));
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', 'bom-ref': name, name } },
    components: [...byRef.values(), ...files.map(toFile)],
  };
}

function toComponent(own: string, { version, integrity, license }: LockedPackage, isIn: boolean) {
  const [group, name] = own.startsWith('@') ? own.split('/') : [undefined, own];
  const purl = `pkg:npm/${own.replace('@', '%40')}@${version}`;
  return {
    type: 'library',
    'bom-ref': purl,
    ...(group && { group }),
    name: name ?? own,
    version,
    scope: isIn ? 'required' : 'excluded',
    ...(integrity && { hashes: [toHash(integrity)] }),
    ...(license && { licenses: [toLicense(license)] }),
    purl,
  };
}

function toFile({ name, license, digest }: ForeignFile) {
  return {
    type: 'file',
    'bom-ref': name,
    name,
    scope: 'required',
    hashes: [{ alg: 'SHA-256', content: digest }],
    licenses: [toLicense(license)],
  };
}

/** Read a digest as Subresource Integrity writes it: `sha512-…`, in Base64. */
function toHash(integrity: string): { alg: string; content: string } {
  const [, bits = '', digest = ''] = /^sha(\d+)-(\S+)/.exec(integrity) ?? [];
  return { alg: `SHA-${bits}`, content: Buffer.from(digest, 'base64').toString('hex') };
}

/** What is no plain identifier is an SPDX expression: `MIT OR Apache-2.0`. */
function toLicense(license: string): object {
  return /^[\w.+-]+$/.test(license) ? { license: { id: license } } : { expression: license };
}
