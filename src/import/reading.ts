import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { deserialize } from 'node:v8';
import { Unzip, UnzipInflate, zipSync } from 'fflate';
import { bitexts, type Unit } from './bitext.ts';
import {
  type Converted,
  type Document,
  fromPlainText,
  toDocument,
  UnreadableError,
} from './document.ts';

const limits = {
  characters: 15e6,
  bytes: 100e6,
  unpacked: 200e6,
  files: 20_000,
  chunk: 65_536,
  seconds: 180,
};

const markdown = 'markdown+east_asian_line_breaks-raw_tex';

/** The pandoc format and the kind of file, by file extension. */
const formats: Readonly<Record<string, [name: string, kind: 'zip' | 'text' | 'bytes']>> = {
  docx: ['docx', 'zip'],
  odt: ['odt', 'zip'],
  epub: ['epub', 'zip'],
  rtf: ['rtf', 'bytes'],
  html: ['html', 'text'],
  htm: ['html', 'text'],
  xhtml: ['html', 'text'],
  md: [markdown, 'text'],
  markdown: [markdown, 'text'],
  txt: ['plain', 'text'],
};

/**
 * Read a document in one or both languages.
 *
 * @throws {UnreadableError} if it is encrypted, damaged, too large, or not the format of its extension
 */
export function readDocument(path: string): Document {
  const extension = toExtension(path);
  const [name, kind] = formats[extension] ?? [];
  if (name === undefined) {
    const known = [...Object.keys(formats), ...Object.keys(bitexts)].join(', ');
    throw new UnreadableError(`${path}: expected ${known}, found “${extension}”; convert it first`);
  }
  const bytes = readBytes(path);
  // pandoc assumes UTF-8 and trusts the sizes that a zip file declares.
  const input = { zip: repack, text: decode, bytes: () => bytes }[kind ?? 'bytes'](path, bytes);
  const converted =
    name === 'plain'
      ? { markdown: fromPlainText(String(input)), media: new Map(), losses: [] }
      : convert(path, name, input);
  if (converted.markdown.length > limits.characters) {
    const most = `at most ${limits.characters / 1e6} million characters`;
    throw new UnreadableError(`${path}: expected ${most}, found more; import it in parts`);
  }
  return toDocument(path, converted);
}

/** Read the pairs of a bilingual file, or return undefined for other formats. */
export function readUnits(path: string): Unit[] | undefined {
  const read = bitexts[toExtension(path)];
  return read?.(decode(path, readBytes(path)), path);
}

const toExtension = (path: string): string => extname(path).slice(1).toLowerCase();

function readBytes(path: string): Uint8Array<ArrayBuffer> {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  const fault = (found: string) => new UnreadableError(`${path}: expected a file, found ${found}`);
  if (size === undefined) throw fault('none; check the path');
  if (size === 0) throw fault('an empty one; save the document again');
  if (size > limits.bytes) throw fault(`over ${limits.bytes / 1e6} MB; import it in parts`);
  return readFileSync(path);
}

/** Convert a document with pandoc in a child process with limited time and memory. */
function convert(path: string, from: string, input: string | Uint8Array): Converted {
  const flags = ['--wasm-max-mem-pages=24576', '--max-old-space-size=1024'];
  const program = fileURLToPath(import.meta.resolve('./pandoc.ts'));
  const { stdout, stderr, status, signal } = spawnSync(execPath, [...flags, program, from], {
    ...{ input, timeout: limits.seconds * 1000, killSignal: 'SIGKILL', maxBuffer: 1e9 },
  });
  if (status === 0) return deserialize(stdout);
  const [reason = 'an error'] = /(?<=^\w*Error: ).*/m.exec(String(stderr)) ?? [];
  const found = signal ? 'one too complex; split it' : `${reason.slice(0, 300)}; save it again`;
  throw new UnreadableError(`${path}: expected a readable .${toExtension(path)}, found ${found}`);
}

/** Unpack a zip file up to the limits, and pack it again with correct sizes. */
function repack(path: string, bytes: Uint8Array): Uint8Array {
  const [first, second] = bytes;
  const expected = `expected a .${toExtension(path)} file`;
  const fault = (found: string) => new UnreadableError(`${path}: ${expected}, found ${found}`);
  if (first === 0xd0 && second === 0xcf) {
    throw fault('a password-protected or old Word file; save it as .docx without a password');
  }
  if (first !== 0x50 || second !== 0x4b) throw fault('another format; save it again');
  const files: Record<string, Uint8Array> = {};
  let unpacked = 0;
  const unzip = new Unzip((file) => {
    const chunks: Uint8Array[] = [];
    file.ondata = (error, chunk, isLast) => {
      if (error) throw fault(`a damaged one (${error.message}); save it again`);
      unpacked += chunk.length;
      if (unpacked > limits.unpacked) throw fault('too much data when unpacked; split it');
      chunks.push(chunk);
      if (isLast) files[file.name] = Buffer.concat(chunks);
    };
    if (Object.keys(files).length > limits.files) throw fault('too many files; save it again');
    file.start();
  });
  unzip.register(UnzipInflate);
  for (let at = 0; at < bytes.length; at += limits.chunk) {
    unzip.push(bytes.subarray(at, at + limits.chunk), at + limits.chunk >= bytes.length);
  }
  const encryption = new TextDecoder().decode(files['META-INF/encryption.xml']);
  // An EPUB may encrypt only its fonts.
  if (/\.x?html?"/.test(encryption)) throw fault('an encrypted one; save it without DRM');
  if (unpacked === 0) throw fault('a damaged one; save it again');
  return zipSync(files, { level: 0 });
}

/** Decode a text in UTF-8, UTF-16, GB 18030 or Big5, whichever fits. */
export function decode(path: string, bytes: Uint8Array): string {
  const mark = [...bytes.subarray(0, 2)].join();
  const encodings = { '255,254': ['utf-16le'], '254,255': ['utf-16be'] }[mark] ?? [
    ...['utf-8', 'gb18030', 'big5'],
  ];
  const [first, ...others] = encodings.map((encoding) => {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes);
    } catch {
      return undefined;
    }
  });
  // If both GB 18030 and Big5 fit, choose the one that gives more common characters.
  const common = /[的是不了人在有我他這这中大来來上國国個个到說说們们为為，。、；：？！「」“”]/g;
  const count = (text = '') => text.match(common)?.length ?? 0;
  const text = first ?? others.sort((a, b) => count(b) - count(a))[0];
  if (text === undefined || text.includes('\0')) {
    throw new UnreadableError(`${path}: expected UTF-8, found another encoding; save it as UTF-8`);
  }
  return text;
}
