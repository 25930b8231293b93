import { existsSync, readdirSync, readFileSync } from 'node:fs';
import type { Report } from './problem.ts';
import { type Locale, mapLocales } from './view.ts';

/** A file of the content as it was read. */
export interface Source {
  /** The path for messages, with forward slashes: `content/zh/3.1.md`. */
  file: string;
  text: string;
}

/** The readable files of a content folder; those of sections by their number. */
export interface Sources {
  /** The folder's path, as it was given. */
  folder: string;
  record: Source | undefined;
  terms: Source | undefined;
  /** Not there before the paper's first version. */
  permalinks: Source | undefined;
  sections: Record<Locale, ReadonlyMap<string, Source>>;
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
      const sources = listMarkdown(folder, locale, report).map(
        (name) =>
          [name.slice(0, -'.md'.length), readSource(folder, `${locale}/${name}`, report)] as const,
      );
      return new Map(sources.filter((entry): entry is [string, Source] => entry[1] !== undefined));
    }),
  };
}

function readSource(folder: string, path: string, report: Report): Source | undefined {
  const file = `${folder}/${path}`.replaceAll('\\', '/');
  if (!existsSync(file)) {
    const mend = 'add it as the README shows, or set CONTENT_DIR to the folder that has it';
    report({ file, line: 1, expected: 'this file', found: 'nothing', mend });
    return undefined;
  }
  try {
    // It leaves out the byte order mark that an editor on Windows may add.
    const text = new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(file));
    return { file, text: text.replace(/\r\n?/g, '\n') };
  } catch {
    const mend = 'save the file as UTF-8';
    report({ file, line: 1, expected: 'text in UTF-8', found: 'other bytes', mend });
    return undefined;
  }
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
