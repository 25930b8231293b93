import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Locale, locales } from '../../src/paper/locale.ts';
import { runCommand } from './build.ts';
import { paperFolder } from './paper.ts';
import { makeWorkFolder } from './work.ts';

/** A copy of the content that a test edits, and the site built from it. */
export interface EditedSite {
  content: string;
  site: string;
  /** Change the lines of a section below its title, in both languages. */
  changeLines: (number: string, change: (lines: string[], locale: Locale) => void) => void;
  /** Run a command of the project on it, and return the output. */
  run: (command: string, ...words: string[]) => string;
  remove: () => void;
}

/** Copy the content for editing. */
export function copyContent(): EditedSite {
  const work = makeWorkFolder();
  const content = join(work, 'content');
  const site = join(work, 'site');
  cpSync(paperFolder, content, { recursive: true });
  return {
    content,
    site,
    changeLines: (number, change) => {
      for (const locale of locales) {
        const file = join(content, locale, `${number}.md`);
        const [title = '', blank = '', ...lines] = readFileSync(file, 'utf8').trimEnd().split('\n');
        change(lines, locale);
        writeFileSync(file, `${[title, blank, ...lines].join('\n')}\n`);
      }
    },
    run: (command, ...words) => runCommand(command, { CONTENT_DIR: content, OUT_DIR: site }, words),
    remove: () => rmSync(work, { recursive: true }),
  };
}
