import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { imageSize } from 'image-size';
import type { VFileMessage } from 'vfile-message';
import { type Fault, Report } from '../paper/report.ts';

/** A text file of the content, as a VFile is made of it. */
export type Source = {
  path: string;
  value: string;
};

/** The files of a content folder. */
export interface Sources {
  folder: string;
  /** By path in the folder; undefined if not UTF-8. */
  texts: ReadonlyMap<string, Source | undefined>;
  images: Images;
  messages: readonly VFileMessage[];
}

/** By path; undefined for a folder. */
type Folder = ReadonlyMap<string, Uint8Array | undefined>;

/** Read the files of a paper from a content folder, without hidden ones. */
export function readFolder(folder: string): Folder {
  const list = (name: string) =>
    readdirSync(`${folder}/${name}`)
      .filter((one) => !one.startsWith('.'))
      .map((one) => `${name}/${one}`);
  const isThere = (name: string) => existsSync(`${folder}/${name}`);
  const files = ['paper.yaml', 'terms.yaml', 'permalinks.json'].filter(isThere);
  const paths = [...files, ...['zh', 'en', 'images'].filter(isThere).flatMap(list)];
  const read = (path: string) => (statSync(path).isFile() ? readFileSync(path) : undefined);
  return new Map(paths.map((path) => [path, read(`${folder}/${path}`)]));
}

/** Sort the files by kind; a text that has not changed since the last reading stays the same object. */
export function toSources(folder: string, files: Folder, last?: Sources): Sources {
  const report = new Report();
  const texts = new Map<string, Source | undefined>();
  const images = new Map<string, { width: number; height: number }>();
  for (const [name, bytes] of files) {
    const path = `${folder}/${name}`.replaceAll('\\', '/');
    if (name.startsWith('images/')) {
      const measured = measureImage(name.slice('images/'.length), bytes ?? new Uint8Array());
      if ('width' in measured) images.set(name.slice('images/'.length), measured);
      else report.add(path, 'images', measured);
    } else if (bytes && (name.endsWith('.md') || !name.includes('/'))) {
      const value = decode(path, bytes, report);
      const before = last?.texts.get(name);
      const source = value === undefined ? undefined : { path, value };
      texts.set(name, before?.path === path && before.value === value ? before : source);
    } else {
      const fix = 'name it as 3.1.md is named, or move it away';
      report.add(path, 'files', { expected: 'a Markdown file', found: 'something else', fix });
    }
  }
  for (const name of ['paper.yaml', 'terms.yaml'].filter((one) => !files.has(one))) {
    const path = `${folder}/${name}`.replaceAll('\\', '/');
    const fix = 'add it as the README shows, or set CONTENT_DIR to the folder that has it';
    report.add(path, 'files', { expected: 'this file', found: 'nothing', fix });
  }
  const isSame = last !== undefined && isDeepStrictEqual(images, last.images);
  return { folder, texts, images: isSame ? last.images : images, messages: report.messages };
}

/** Decode UTF-8, without the byte order mark and carriage returns of editors on Windows. */
function decode(path: string, bytes: Uint8Array, report: Report): string | undefined {
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    const fix = 'save the file as UTF-8';
    report.add(path, 'encoding', { expected: 'text in UTF-8', found: 'other bytes', fix });
    return undefined;
  }
  const found = [
    ...(text.startsWith('\uFEFF') ? ['a byte order mark'] : []),
    ...(text.includes('\r') ? ['lines that end with CR'] : []),
  ].join(' and ');
  const fix = 'nothing has to be done; an editor set to UTF-8 and LF does not write them';
  if (found) report.add(path, 'line-ends', { expected: 'UTF-8 and LF alone', found, fix });
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const faults = path.endsWith('.md') ? [...findLongLines(plain)] : [];
  for (const fault of faults) report.add(path, 'files', fault);
  return faults.length > 0 ? undefined : plain;
}

/** Find lines that no sentence has, and for which Markdown would take minutes. */
function* findLongLines(text: string): Generator<Fault> {
  for (const [index, line] of text.split('\n').entries()) {
    const marks = line.match(/[*_~`$<[\]]/g)?.length ?? 0;
    if (line.length <= 10_000 && marks <= 2000) continue;
    yield {
      line: index + 1,
      expected: 'a line of at most 10,000 characters and 2,000 marks of Markdown',
      found: `${line.length} characters and ${marks} marks`,
      fix: 'write each sentence on a line of its own',
    };
  }
}

/** The images of the content by their names, with their size in pixels of CSS. */
export type Images = ReadonlyMap<string, { width: number; height: number }>;

/** The media types of the images that a text may show, by the end of their names. */
export const imageTypes: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
  ['svg', 'image/svg+xml'],
]);

function measureImage(name: string, bytes: Uint8Array): { width: number; height: number } | Fault {
  const [, extension = ''] = /^[\w.-]+\.(\w+)$/.exec(name) ?? [];
  if (!imageTypes.has(extension)) {
    const expected = `an image (${[...imageTypes.keys()].join(', ')})`;
    const fix = 'name it as map.png is named, with letters, digits, . and -, or move it away';
    return { expected, found: name, fix };
  }
  if (extension === 'svg' && isActive(new TextDecoder().decode(bytes))) {
    const fix = 'take scripts, handlers and foreign objects out of it';
    return { expected: 'a drawing', found: 'a program in it', fix };
  }
  try {
    const { width, height } = imageSize(bytes);
    return { width: Math.round(width), height: Math.round(height) };
  } catch {
    const fix = 'export the image anew; a drawing needs a width and a height, or a viewBox';
    return { expected: 'an image whose size can be read', found: 'other bytes', fix };
  }
}

function isActive(svg: string): boolean {
  return /<(?:\w+:)?(?:script|foreignObject|iframe|handler)\b|<!ENTITY|\son\w+\s*=|javascript:/i.test(
    svg,
  );
}
