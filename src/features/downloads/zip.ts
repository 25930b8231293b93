import { type Zippable, zipSync } from 'fflate';

/** A file to be packed. */
export interface PackedFile {
  path: string;
  content: string | Uint8Array;
  /** Whether it is put in as it is, and not compressed. */
  stored?: boolean;
}

/**
 * Pack files in their order, the same bytes for the same files: none has a time of its own.
 */
export function zip(files: readonly PackedFile[]): Uint8Array {
  // The format has the local time, so that it has to be made of local parts.
  const mtime = new Date(2000, 0, 1);
  const entries: Zippable = {};
  for (const { path, content, stored } of files) {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    entries[path] = [bytes, { level: stored ? 0 : 6, mtime }];
  }
  return zipSync(entries);
}
