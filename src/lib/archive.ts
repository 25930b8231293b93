/** A file in an archive: its path from the site's root, its media type, and its bytes. */
export interface ArchivedFile {
  path: string;
  type: string;
  content: Uint8Array;
}

/** Join files into one: the length of a list in four bytes, the list of them as JSON, and their bytes. */
export function writeArchive(files: readonly ArchivedFile[]): Uint8Array {
  const list = files.map(({ path, type, content }) => [path, type, content.length]);
  const head = new TextEncoder().encode(JSON.stringify(list));
  const size = files.reduce((sum, { content }) => sum + content.length, 4 + head.length);
  const bytes = new Uint8Array(size);
  new DataView(bytes.buffer).setUint32(0, head.length);
  bytes.set(head, 4);
  let at = 4 + head.length;
  for (const { content } of files) {
    bytes.set(content, at);
    at += content.length;
  }
  return bytes;
}

/** Take an archive apart, by the paths of its files; their bytes are not copied. */
export function readArchive(bytes: Uint8Array<ArrayBuffer>): Map<string, ArchivedFile> {
  const length = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0);
  const list: [string, string, number][] = JSON.parse(
    new TextDecoder().decode(bytes.subarray(4, 4 + length)),
  );
  let at = 4 + length;
  return new Map(
    list.map(([path, type, size]) => {
      const content = bytes.subarray(at, at + size);
      at += size;
      return [path, { path, type, content }];
    }),
  );
}
