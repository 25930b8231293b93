import { spawnSync } from 'node:child_process';
import { readFileSync, statSync } from 'node:fs';
import { extname } from 'node:path';
import { execPath } from 'node:process';
import { fileURLToPath } from 'node:url';
import { deserialize } from 'node:v8';
import { type UnzipFileInfo, unzipSync, zipSync } from 'fflate';
import { ParseOption, XmlDocument, type XmlParseError } from 'libxml2-wasm';
import { bitexts, type Unit } from './bitext.ts';
import {
  type Converted,
  type Document,
  fault,
  fromPlainText,
  toDocument,
  UnreadableError,
} from './document.ts';

const limits = { characters: 15e6, bytes: 100e6, unpacked: 200e6, files: 20_000, minutes: 30 };

const markdown = 'markdown+east_asian_line_breaks-raw_tex';

/** The pandoc format by file extension. */
const formats: Readonly<Record<string, string>> = {
  ...{ docx: 'docx', docm: 'docx', odt: 'odt', epub: 'epub', rtf: 'rtf', txt: 'plain' },
  ...{ html: 'html', htm: 'html', xhtml: 'html', md: markdown, markdown },
};

/**
 * Read a document in one or both languages.
 *
 * @throws {UnreadableError} if it is encrypted, damaged, too large, or not the format of its extension
 */
export function readDocument(path: string): Document {
  const extension = toExtension(path);
  const format = formats[extension];
  if (format === undefined) {
    const known = Object.keys({ ...formats, ...bitexts }).join(', ');
    throw fault(path, known, `“${extension}”`, 'convert it first');
  }
  const bytes = readBytes(path);
  const converted: Converted =
    format === 'plain'
      ? { markdown: fromPlainText(decode(path, bytes)), media: new Map(), losses: [] }
      : convert(path, format, toInput(path, bytes));
  if (converted.markdown.length > limits.characters) throw tooLong(path);
  // A zip file does not compress the names of its entries.
  if (/\.doc[xm]$/i.test(path) && bytes.includes('vbaProject.bin')) {
    converted.losses.push('the macros');
  }
  return toDocument(path, converted);
}

/** Read the pairs of a bilingual file, or return undefined for other formats. */
export function readUnits(path: string): Unit[] | undefined {
  return bitexts[toExtension(path)]?.(decode(path, readBytes(path)), path);
}

const isZip = (path: string): boolean => /\.(?:doc[xm]|odt|epub)$/i.test(path);
const toExtension = (path: string): string => extname(path).slice(1).toLowerCase();

function readBytes(path: string): Buffer<ArrayBuffer> {
  const size = statSync(path, { throwIfNoEntry: false })?.size;
  const no = (found: string, fix: string) => fault(path, 'a file', found, fix);
  if (size === undefined) throw no('none', 'check the path');
  if (size === 0) throw no('an empty one', 'save the document again');
  if (size > limits.bytes) throw no(`over ${limits.bytes / 1e6} MB`, 'import it in parts');
  return readFileSync(path);
}

/** Prepare a file for pandoc, which assumes UTF-8 and trusts the sizes that a zip file declares. */
function toInput(path: string, bytes: Buffer): string | Uint8Array {
  if (isZip(path)) return repack(path, bytes);
  return /\.rtf$/i.test(path) ? bytes : decode(path, bytes);
}

/** Patterns of pandoc’s errors about damaged files, and plain words for them. */
const reasons: readonly [pattern: RegExp, plain: string][] = [
  [/Invalid XML in '?([^\s':]+)'?.*/, 'broken XML in its part $1'],
  [/(?:No entry on path:|Could not find) (\S+)/, 'one without its part $1'],
  [/couldn't parse docx file.*/, 'one whose text is missing or broken XML'],
];

/** Convert a document with pandoc in a child process with limited time and memory. */
function convert(path: string, from: string, input: string | Uint8Array): Converted {
  const flags = ['--wasm-max-mem-pages=24576', '--max-old-space-size=1024'];
  const program = fileURLToPath(import.meta.resolve('./pandoc.ts'));
  const { stdout, stderr, status, signal } = spawnSync(execPath, [...flags, program, from], {
    ...{ input, timeout: limits.minutes * 60_000, killSignal: 'SIGKILL', maxBuffer: 1e9 },
  });
  if (status === 0) return deserialize(stdout);
  const expected = `a readable .${toExtension(path)}`;
  if (signal) throw fault(path, expected, `one that takes ${limits.minutes} minutes`, 'split it');
  const told = String(stderr);
  const [reason = 'an error'] = /(?<=^\w*Error: ).*/m.exec(told) ?? [];
  const found = reasons.map(([pattern, plain]) => pattern.exec(told)?.[0].replace(pattern, plain));
  throw fault(path, expected, found.find(Boolean) ?? reason.slice(0, 300), 'save it again');
}

/** Unpack a zip file up to the limits, and pack it again with correct sizes. */
function repack(path: string, bytes: Buffer): Uint8Array {
  const no = (found: string, fix = 'save it again') =>
    fault(path, `a .${toExtension(path)} file`, found, fix);
  const unlock = 'save it without a password or DRM';
  const start = bytes.subarray(0, 2).toString('latin1');
  if (start === '\u00D0\u00CF') {
    throw no('a password-protected or old Word file', 'save it as .docx without a password');
  }
  if (start !== 'PK') throw no('another format');
  let [unpacked, count] = [0, 0];
  const isWithin = ({ size, originalSize }: UnzipFileInfo) => {
    unpacked += Math.max(size, originalSize);
    if (unpacked > limits.unpacked) throw no('too much data when unpacked', 'split it');
    if (++count > limits.files) throw no('too many files');
    return true;
  };
  let files: Record<string, Uint8Array>;
  try {
    if (isEncrypted(bytes)) throw no('a password-protected one', unlock);
    // An entry that is larger than it declares is cut off.
    files = unzipSync(bytes, { filter: isWithin });
  } catch (error) {
    if (error instanceof UnreadableError) throw error;
    throw no(`a damaged one (${(error as Error).message})`);
  }
  const read = (name: string) => new TextDecoder().decode(files[name]);
  // An EPUB may encrypt only its fonts.
  const isLocked =
    /\.x?html?"/.test(read('META-INF/encryption.xml')) ||
    /encryption-data/.test(read('META-INF/manifest.xml'));
  if (isLocked) throw no('an encrypted one', unlock);
  for (const name of Object.keys(files).filter((one) => optionalParts.test(one))) {
    const why = findXmlError(read(name));
    if (why) throw no(`broken XML in its part ${name} (${why})`);
  }
  return zipSync(embedPictures(files), { level: 0 });
}

/** Tell whether the directory of a zip file marks an entry as encrypted. */
function isEncrypted(zip: Buffer): boolean {
  const end = zip.lastIndexOf('PK\u0005\u0006');
  let at = end < 0 ? end : zip.readUInt32LE(end + 16);
  while (at >= 0 && !((zip[at + 8] ?? 0) & 1)) at = zip.indexOf('PK\u0001\u0002', at + 46);
  return at >= 0;
}

/** Matches the parts of a Word file that pandoc silently drops if their XML is broken. */
const optionalParts =
  /^word\/(?:_rels\/.*\.rels|(?:footnotes|endnotes|comments|numbering|styles)\.xml)$/;

/** Find the first fatal error in XML. */
function findXmlError(text: string): string | undefined {
  try {
    // The text is decoded, whatever encoding it declares.
    const plain = text.replace(/^\s*<\?xml[^>]*>/, '');
    XmlDocument.fromString(plain, { option: ParseOption.XML_PARSE_HUGE }).dispose();
    return undefined;
  } catch (error) {
    const { details = [] } = error as XmlParseError;
    return details.find(({ level }) => level === 3)?.message.trim();
  }
}

/** Embed an empty file for each picture that a Word file lacks, because pandoc silently drops it. */
function embedPictures(files: Record<string, Uint8Array>): Record<string, Uint8Array> {
  const all = { ...files };
  const edit = (name: string, pattern: RegExp, replace: (...found: string[]) => string) => {
    const text = files[name] && new TextDecoder().decode(files[name]).replace(pattern, replace);
    if (text) all[name] = new TextEncoder().encode(text);
  };
  edit(
    'word/document.xml',
    /(<(?:a:blip|asvg:svgBlip)\s[^>]*?r:)link=/g,
    (_, start) => `${start}embed=`,
  );
  edit('word/_rels/document.xml.rels', /<Relationship\s[^>]*\/image"[^>]*>/g, (link) => {
    const [, url = '/'] = /\sTarget="([^"]*)"/.exec(link) ?? [];
    if (url.startsWith('/') || files[`word/${url}`]) return link;
    const name = `media/linked/${encodeURIComponent(url.replaceAll('&amp;', '&'))}`;
    all[`word/${name}`] = new Uint8Array(1);
    return link.replace(`"${url}"`, () => `"${name}"`).replace('"External"', '"Internal"');
  });
  return all;
}

/** Frequent Chinese characters, marks of both languages, and Western letters between those of ASCII. */
const common =
  /[的是不了人在有我他这這中大来來上國国個个到說说們们为為，。、；：？！「」“” ,.]|(?<=[\0-\x7f])[À-ÿ‘’–—](?=[\0-\x7f])/g;

/** Decode a text in UTF-8 or UTF-16, or else in the encoding that gives the most common characters. */
export function decode(path: string, bytes: Uint8Array): string {
  if (bytes.length > limits.characters * 4) throw tooLong(path);
  const read = (encoding: string): string[] => {
    try {
      const text = new TextDecoder(encoding, { fatal: true }).decode(bytes);
      return text.includes('\0') ? [] : [text];
    } catch {
      return [];
    }
  };
  const mark = bytes.subarray(0, 2).join();
  const [known] = read({ '255,254': 'utf-16le', '254,255': 'utf-16be' }[mark] ?? 'utf-8');
  if (known !== undefined) return known;
  const count = (text: string) => text.match(common)?.length ?? 0;
  const guesses = ['gb18030', 'big5', 'utf-16le', 'utf-16be', 'windows-1252'].flatMap(read);
  const [best] = guesses.sort((a, b) => count(b) - count(a));
  if (best === undefined) throw fault(path, 'UTF-8', 'another encoding', 'save it as UTF-8');
  return best;
}

function tooLong(path: string): Error {
  const most = `at most ${limits.characters / 1e6} million characters`;
  return fault(path, most, 'more', 'import it in parts');
}
