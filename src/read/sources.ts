import { existsSync, lstatSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { basename } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { imageSize } from 'image-size';
import type { VFileMessage } from 'vfile-message';
import { digitize } from '../check/numerals.ts';
import { type Fault, Report } from '../paper/report.ts';
import { checkDrawing } from './drawing.ts';

/** A text file of the content, in the shape that VFile takes. */
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

/** The bytes of a file, an error if it is unreadable, or undefined if it is not a file. */
type Read = Uint8Array | NodeJS.ErrnoException | undefined;

/** The files of a content folder by path in it. */
type Folder = ReadonlyMap<string, Read>;

/** Matches files that editors and file managers leave behind. */
const leftover = /^(?:\.|~\$|#|(?:thumbs\.db|desktop\.ini|icon\r)$)|~$|\.(?:swp|tmp|bak)$/i;

const ownFiles = [
  ...['paper.yaml', 'site.yaml', 'terms.yaml', 'permalinks.json'],
  ...['about.zh.md', 'about.en.md'],
];

/** Matches a section or a data file under another name, or in another folder. */
const misplaced =
  /^(?:\d.*|abstract.*)\.(?:md|markdown|txt)$|^about\W?(?:zh|en).*\.md$|^(?:paper|site|terms|pinyin)\.yml$/i;

/** Matches the path of a section: a number, or a name in small letters. */
const section =
  /^(?:zh|en)\/(?:\d+(?:\.\d+)*|(?!\d+(?:[.-]\d+)*\.md)[a-z0-9]+(?:[.-][a-z0-9]+)*)\.md$/;

/** Read the files of a paper from a content folder, except hidden ones. */
export function readFolder(folder: string): Folder {
  const attempt = <T>(read: () => T): T | NodeJS.ErrnoException => {
    try {
      return read();
    } catch (error) {
      return error as NodeJS.ErrnoException;
    }
  };
  const read = (path: string) => {
    // A symbolic link may expose a file that is not meant to be published.
    if (path.startsWith(`${folder}/images/`) && lstatSync(path).isSymbolicLink()) {
      throw new Error('a symbolic link');
    }
    return statSync(path).isFile() ? readFileSync(path) : undefined;
  };
  const toEntry = (path: string): [string, Read] => [
    path,
    attempt(() => read(`${folder}/${path}`)),
  ];
  const list = (name: string): [string, Read][] => {
    const names = attempt(() => readdirSync(`${folder}/${name}`));
    if (names instanceof Error) return [[name, names]];
    return names.filter((one) => !leftover.test(one)).map((one) => toEntry(`${name}/${one}`));
  };
  // The folder may have other texts, such as README.md.
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const folders = ['zh', 'en', 'images'].filter((name) => names.includes(name));
  // ZH, or zh-CN instead of zh.
  const isOther = (name: string) =>
    /^(?:zh|en)(?:[-_]\w+)?$/i.test(name) && !folders.includes(name.slice(0, 2));
  const files = names.filter(
    (name) => ownFiles.includes(name) || misplaced.test(name) || isOther(name),
  );
  return new Map([...files.map(toEntry), ...folders.flatMap(list)]);
}

/** Sort files by kind; a text that is unchanged since the last reading keeps its object. */
export function toSources(folder: string, files: Folder, last?: Sources): Sources {
  const report = new Report();
  const texts = new Map<string, Source | undefined>();
  const images = new Map<string, { width: number; height: number }>();
  for (const [given, bytes] of files) {
    const path = `${folder}/${given}`.replaceAll('\\', '/');
    const name = given.replace(/\.md$/i, '.md');
    const [, image] = /^images\/(.*)/s.exec(name) ?? [];
    if (bytes instanceof Error) {
      const isLocked = bytes.code === 'EACCES' || bytes.code === 'EPERM';
      const found = isLocked ? 'no permission to read it' : bytes.message;
      const fix = isLocked ? `run chmod u+rX ${path}` : 'put the file there, or delete the link';
      report.add(path, 'files', { expected: 'a readable file', found, fix });
      texts.set(name, undefined);
    } else if (image !== undefined) {
      const measured = measureImage(image, bytes ?? new Uint8Array());
      if ('found' in measured) report.add(path, 'images', measured);
      // Report the broken image only, not every text that shows it.
      images.set(image, 'found' in measured ? { width: 0, height: 0 } : measured);
    } else if (bytes && (ownFiles.includes(name) || section.test(name))) {
      const value = decode(path, bytes, report);
      const before = last?.texts.get(name);
      const source = value === undefined ? undefined : { path, value };
      texts.set(name, before?.path === path && before.value === value ? before : source);
    } else {
      const meant = toUsual(name, bytes);
      const isMeant = bytes && meant && !files.has(meant);
      // Do not also report the misnamed file as missing.
      if (isMeant) texts.set(meant, undefined);
      const isCopy = meant !== undefined || name.endsWith('.md');
      report.add(path, 'files', {
        expected: isMeant
          ? `the name ${meant}`
          : bytes
            ? 'a Markdown file with a name such as 3.1.md or notes.md'
            : 'no folders but zh, en and images, and none in these',
        found: bytes ? basename(path) : `the folder ${basename(path)}`,
        fix: isMeant
          ? `${name.includes('/') ? 'rename' : 'move'} it to ${name.includes('/') ? basename(meant) : meant}`
          : !bytes
            ? 'move its files into one of these'
            : isCopy
              ? 'delete it if it is a copy; otherwise rename it in both languages, in lowercase without spaces'
              : 'move it away, or save its text as Markdown under such a name',
      });
    }
  }
  if (!files.has('paper.yaml') && !texts.has('paper.yaml')) {
    const path = `${folder}/paper.yaml`.replaceAll('\\', '/');
    const fix = 'add it as content/README.md shows, or set CONTENT_DIR to the folder that has it';
    report.add(path, 'files', { expected: 'this file', found: 'nothing', fix });
  }
  const isSame = last !== undefined && isDeepStrictEqual(images, last.images);
  return { folder, texts, images: isSame ? last.images : images, messages: report.messages };
}

/** Return the usual path of a file with a name such as 3-1.md, ３。1.md.txt or 第3章.markdown; undefined for others. */
function toUsual(name: string, bytes: Uint8Array | undefined): string | undefined {
  if (/^\w+\.yml$/.test(name)) return name.replace('.yml', '.yaml').toLowerCase();
  const [, about] = /^about\W?(zh|en).*\.md$/i.exec(name) ?? [];
  if (about) return `about.${about.toLowerCase()}.md`;
  const [, folder, rest = ''] = /^(?:(zh|en)\/)?(.*)$/s.exec(name) ?? [];
  const [, stem = ''] = /^(.+?)(?:\.(?:md|markdown|txt))+$/i.exec(rest) ?? [];
  const usual = stem
    .normalize('NFKC')
    .replace(/^第(.+)[章节]$/, (_, number) => digitize(number, 'zh').replace('~', ''))
    .replace(/^(\d+)[章节]$/, '$1')
    .replace(/(?<=\d)[-_. 。·]+(?=\d|$)/g, (sign, at, all) =>
      all.length > at + sign.length ? '.' : '',
    )
    .toLowerCase();
  const isChinese = /\p{Script=Han}/u.test(new TextDecoder().decode(bytes));
  const path = `${folder ?? (isChinese ? 'zh' : 'en')}/${usual}.md`;
  return section.test(path) ? path : undefined;
}

/** Decode UTF-8, and remove a byte order mark and the carriage returns of Windows. */
function decode(path: string, bytes: Uint8Array, report: Report): string | undefined {
  const encoding = detectEncoding(bytes);
  if (encoding !== 'UTF-8') {
    const fix = 'save the file as UTF-8 (in Notepad: Save as, Encoding)';
    report.add(path, 'encoding', { expected: 'text in UTF-8', found: encoding, fix });
    return undefined;
  }
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
  const found = [
    ...(text.startsWith('\uFEFF') ? ['a byte order mark'] : []),
    ...(text.includes('\r') ? ['CR line ends'] : []),
  ].join(' and ');
  const fix = 'nothing is required; set your editor to UTF-8 and LF to avoid them';
  if (found) report.add(path, 'line-ends', { expected: 'UTF-8 with LF line ends', found, fix });
  const plain = text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
  const faults = path.endsWith('.json') ? [] : [...findUnreadable(plain, path.endsWith('.md'))];
  for (const fault of faults) report.add(path, 'files', fault);
  return faults.length > 0 ? undefined : plain;
}

/** Find merge conflicts, and Markdown lines so long or so deeply nested that parsing them would take minutes. */
function* findUnreadable(text: string, isMarkdown: boolean): Generator<Fault> {
  // Report the other conflict marks only if no <<<<<<< is left.
  const conflict = /^<{7}(?: |$)/m.test(text) ? /^<{7}(?: |$)/ : /^(?:={7}$|>{7}(?: |$))/;
  for (const [index, line] of text.split('\n').entries()) {
    const marks = line.match(/[*_~`$<[\]]/g)?.length ?? 0;
    if (conflict.test(line)) {
      yield {
        line: index + 1,
        expected: 'text without a merge conflict',
        found: line,
        fix: 'keep the right text of both sides, and delete the lines with <<<<<<<, ======= and >>>>>>>',
      };
    } else if (isMarkdown && (line.length > 10_000 || marks > 2000)) {
      yield {
        line: index + 1,
        expected: 'a line of at most 10,000 characters and 2,000 Markdown marks',
        found: `${line.length} characters and ${marks} marks`,
        fix: 'write each sentence on its own line',
      };
    } else if (isMarkdown && /^[\s>*+\d.)-]{150}/.test(line)) {
      yield {
        line: index + 1,
        expected: 'lists and quotations a few levels deep',
        found: `${line.slice(0, 20)}…`,
        fix: 'delete spaces and marks at the beginning of the line',
      };
    }
  }
}

function detectEncoding(bytes: Uint8Array): string {
  const can = (name: string) => {
    try {
      return new TextDecoder(name, { fatal: true }).decode(bytes) !== undefined;
    } catch {
      return false;
    }
  };
  const [first = 0, second = 0] = bytes;
  const zeros = bytes.filter((byte) => byte === 0).length;
  if (first + second === 0x1fd || zeros > bytes.length / 4) return 'UTF-16';
  if (can('utf-8')) return 'UTF-8';
  return can('gb18030') ? 'GBK, GB 18030 or Big5' : 'an unknown encoding';
}

/** The images of the content by name, with their size in CSS pixels. */
export type Images = ReadonlyMap<string, { width: number; height: number }>;

/** The media types of supported images by file name extension. */
export const imageTypes: ReadonlyMap<string, string> = new Map([
  ['png', 'image/png'],
  ['jpg', 'image/jpeg'],
  ['jpeg', 'image/jpeg'],
  ['gif', 'image/gif'],
  ['webp', 'image/webp'],
  ['avif', 'image/avif'],
  ['svg', 'image/svg+xml'],
]);

/** Measure an image in CSS pixels, or return the fault of its name, its bytes or its drawing. */
export function measureImage(
  name: string,
  bytes: Uint8Array,
): { width: number; height: number } | Fault {
  const [, extension = ''] = /^[\w.-]+\.(\w+)$/.exec(name) ?? [];
  if (!imageTypes.has(extension)) {
    const expected = `an image (${[...imageTypes.keys()].join(', ')})`;
    const isType = imageTypes.has(/\.(\w+)$/.exec(name)?.[1] ?? '');
    const fix = isType
      ? 'rename it to letters, digits, . and -, such as map.png, or move it away'
      : 'export it as PNG, JPEG or SVG, with a name such as map.png, or move it away';
    return { expected, found: name, fix };
  }
  const fault = extension === 'svg' && checkDrawing(new TextDecoder().decode(bytes));
  if (fault) return fault;
  try {
    const { width, height, type = '' } = imageSize(bytes);
    if (imageTypes.has(type) && imageTypes.get(type) !== imageTypes.get(extension)) {
      const fix = `rename it to ${name.replace(/\w+$/, type)}`;
      return { expected: `an image of the type ${extension}`, found: `one of ${type}`, fix };
    }
    return { width: Math.round(width), height: Math.round(height) };
  } catch {
    const fix = 'export the image again; an SVG needs a width and a height, or a viewBox';
    return { expected: 'an image with a readable size', found: 'unreadable bytes', fix };
  }
}
