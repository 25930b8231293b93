/** A file in an archive: its path from the site's root, its media type, and its bytes. */
export interface ArchivedFile {
  path: string;
  type: string;
  content: Uint8Array;
}

/** A file that was taken out of an archive, with its bytes in parts. */
export interface KeptFile {
  type: string;
  parts: Uint8Array<ArrayBuffer>[];
}

/** Where a file's bytes are: its path, its type, how many it has, and at which of them the shared ones go. */
type Entry = [path: string, type: string, size: number, at?: number];

/**
 * Join files into one: the length of a list in four bytes, the list of them as JSON, what many of them
 * share, and their bytes without it. What is further apart than 32 KiB is not compressed as a repetition
 * (RFC 1951).
 *
 * @param shared what many files have, as the style of pages; it is taken out where it first stands
 */
export function writeArchive(files: readonly ArchivedFile[], shared: Uint8Array): Uint8Array {
  const parts = [shared];
  const list = files.map(({ path, type, content }): Entry => {
    const at = findBytes(content, shared);
    if (at === -1) {
      parts.push(content);
      return [path, type, content.length];
    }
    parts.push(content.subarray(0, at), content.subarray(at + shared.length));
    return [path, type, content.length - shared.length, at];
  });
  const head = new TextEncoder().encode(JSON.stringify({ shared: shared.length, list }));
  const length = new Uint8Array(4);
  new DataView(length.buffer).setUint32(0, head.length);
  return joinBytes([length, head, ...parts]);
}

/** Take an archive apart, by the paths of its files; their bytes are not copied. */
export function readArchive(bytes: Uint8Array<ArrayBuffer>): Map<string, KeptFile> {
  let at = 4;
  const take = (size: number) => {
    at += size;
    return bytes.subarray(at - size, at);
  };
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const head: { shared: number; list: Entry[] } = JSON.parse(new TextDecoder().decode(take(size)));
  const shared = take(head.shared);
  return new Map(
    head.list.map(([path, type, size, cut]) => {
      const parts = cut === undefined ? [take(size)] : [take(cut), shared, take(size - cut)];
      return [path, { type, parts }];
    }),
  );
}

function findBytes(content: Uint8Array, wanted: Uint8Array): number {
  const [first] = wanted;
  if (first === undefined) return -1;
  for (let at = content.indexOf(first); at !== -1; at = content.indexOf(first, at + 1)) {
    if (wanted.every((byte, index) => content[at + index] === byte)) return at;
  }
  return -1;
}

function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}
