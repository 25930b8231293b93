import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Report } from './problem.ts';
import { type Locale, mapLocales } from './view.ts';

/** A file of the content as it was read. */
export interface Source {
  /** The path for messages, with forward slashes: `content/zh/3.1.md`. */
  file: string;
  text: string;
}

/** Everything in a content folder, as text; section files by their number. */
export interface Sources {
  /** The folder's path, as it was given. */
  folder: string;
  record: Source;
  terms: Source;
  sections: Record<Locale, ReadonlyMap<string, Source>>;
}

/**
 * Read a content folder; a missing file is reported and stands as an empty text.
 *
 * @param folder the path of a folder laid out like `content/`
 */
export function readSources(folder: string, report: Report): Sources {
  const read = (path: string): Source => ({
    file: [folder, path].join('/').replaceAll('\\', '/'),
    // An editor on Windows may add a byte order mark and CRLF; the text is the same without them.
    text: readFileSync(join(folder, path), 'utf8')
      .replace(/^\uFEFF/, '')
      .replace(/\r\n?/g, '\n'),
  });
  const require = (path: string): Source => {
    if (existsSync(join(folder, path))) return read(path);
    const source: Source = { file: `${folder}/${path}`, text: '' };
    report({
      file: source.file,
      line: 1,
      expected: 'this file',
      found: 'nothing',
      mend: `add it (the README’s “Publish another paper” shows one), or set CONTENT_DIR to the folder that has it`,
    });
    return source;
  };
  return {
    folder,
    record: require('paper.yaml'),
    terms: require('terms.yaml'),
    sections: mapLocales((locale) => {
      const path = join(folder, locale);
      const names = existsSync(path) ? readdirSync(path) : [];
      return new Map(
        names
          .filter((name) => name.endsWith('.md'))
          .map((name) => [name.slice(0, -'.md'.length), read(`${locale}/${name}`)]),
      );
    }),
  };
}
