import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import { type Locale, mapLocales } from '../paper/locale.ts';
import type { Report, Source } from '../paper/problem.ts';
import { type ImageSize, measureImage } from './images.ts';

/** The files of a content folder; those of sections by their number, undefined if they cannot be read. */
export interface Sources {
  /** The folder's path, as it was given. */
  folder: string;
  record: Source | undefined;
  terms: Source | undefined;
  /** Not there before the paper's first version. */
  permalinks: Source | undefined;
  sections: Record<Locale, ReadonlyMap<string, Source | undefined>>;
  /** What is in the folder images, by name. */
  images: ReadonlyMap<string, ImageSize>;
}

/**
 * Read a content folder; what is missing or is no text in UTF-8 is reported.
 *
 * @param folder the path of a folder laid out like `content/`
 */
export function readSources(folder: string, report: Report): Sources {
  return {
    folder,
    record: readSource(folder, 'paper.yaml', report),
    terms: readSource(folder, 'terms.yaml', report),
    permalinks: existsSync(`${folder}/permalinks.json`)
      ? readSource(folder, 'permalinks.json', report)
      : undefined,
    sections: mapLocales((locale) => {
      const names = listMarkdown(folder, locale, report);
      return new Map(
        names.map((name) => [
          name.slice(0, -'.md'.length),
          readSource(folder, `${locale}/${name}`, report),
        ]),
      );
    }),
    images: readImages(folder, report),
  };
}

/** Make what returns each reading with the objects of the last where the files are the same. */
export function prepareKeep(): (read: Sources) => Sources {
  let last: Sources | undefined;
  return (read) => {
    last = last ? keepSame(read, last) : read;
    return last;
  };
}

function keepSame(read: Sources, last: Sources): Sources {
  return {
    folder: read.folder,
    record: keep(read.record, last.record),
    terms: keep(read.terms, last.terms),
    permalinks: keep(read.permalinks, last.permalinks),
    sections: mapLocales((locale) => {
      const before = last.sections[locale];
      const entries = [...read.sections[locale]];
      return new Map(entries.map(([number, one]) => [number, keep(one, before.get(number))]));
    }),
    images: keep(read.images, last.images),
  };
}

function keep<T>(read: T, last: T): T {
  return isDeepStrictEqual(read, last) ? last : read;
}

function readSource(folder: string, path: string, report: Report): Source | undefined {
  const file = `${folder}/${path}`.replaceAll('\\', '/');
  if (!existsSync(file)) {
    const mend = 'add it as the README shows, or set CONTENT_DIR to the folder that has it';
    report({ file, line: 1, expected: 'this file', found: 'nothing', mend });
    return undefined;
  }
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(
      readFileSync(file),
    );
    return { file, text: normalizeSource(file, text, report) };
  } catch {
    const mend = 'save the file as UTF-8';
    report({ file, line: 1, expected: 'text in UTF-8', found: 'other bytes', mend });
    return undefined;
  }
}

/** Take away what editors on Windows add, a byte order mark and carriage returns, and say so. */
export function normalizeSource(file: string, text: string, report: Report): string {
  const found = [
    ...(text.startsWith('\uFEFF') ? ['a byte order mark'] : []),
    ...(text.includes('\r') ? ['lines that end with CR'] : []),
  ].join(' and ');
  if (!found) return text;
  const mend = 'nothing has to be done; an editor set to UTF-8 and LF does not write them';
  report({ file, line: 1, level: 'warning', expected: 'UTF-8 and LF alone', found, mend });
  return text.replace(/^\uFEFF/, '').replace(/\r\n?/g, '\n');
}

/** Measure the images of a content folder; what cannot be shown is reported. */
function readImages(folder: string, report: Report): Map<string, ImageSize> {
  const path = `${folder}/images`.replaceAll('\\', '/');
  const names = existsSync(path) ? readdirSync(path).filter((name) => !name.startsWith('.')) : [];
  const images = new Map<string, ImageSize>();
  for (const name of names) {
    const file = `${path}/${name}`;
    const measured = measureImage(name, statSync(file).isFile() ? readFileSync(file) : Buffer.of());
    if ('width' in measured) images.set(name, measured);
    else report({ file, line: 1, ...measured });
  }
  return images;
}

/** List the Markdown files of a language; what else is there, but for hidden files, is reported. */
function listMarkdown(folder: string, locale: Locale, report: Report): string[] {
  const path = `${folder}/${locale}`;
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { withFileTypes: true }).filter(
    ({ name }) => !name.startsWith('.'),
  );
  return entries.flatMap((entry) => {
    if (entry.isFile() && entry.name.endsWith('.md')) return [entry.name];
    const mend = 'name it as 3.1.md is named, or move it away';
    report({
      file: `${path}/${entry.name}`,
      line: 1,
      expected: 'a Markdown file',
      found: 'something else',
      mend,
    });
    return [];
  });
}
