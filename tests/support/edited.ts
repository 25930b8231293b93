import { execFileSync } from 'node:child_process';
import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locale } from '../../src/paper/locale.ts';
import { locales } from '../../src/paper/locale.ts';
import { makeWorkFolder } from './work.ts';

/** A copy of the content that a test edits, and the site that is built from it. */
export interface EditedSite {
  content: string;
  site: string;
  /** Change the lines of a section below its title, in both languages. */
  changeLines: (number: string, change: (lines: string[], locale: Locale) => void) => void;
  /** Run one of the project's commands on it, and return what it says. */
  run: (command: string) => string;
  remove: () => void;
}

/** Copy the content, to be edited. */
export function copyContent(): EditedSite {
  const work = makeWorkFolder();
  const content = join(work, 'content');
  const site = join(work, 'site');
  cpSync('content', content, { recursive: true });
  const settings = { CONTENT_DIR: content, OUT_DIR: site, SITE: '', BASE: '', PDF: '0' };
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
    run: (command) =>
      execFileSync(process.execPath, [`src/commands/${command}.ts`], {
        env: { ...process.env, ...settings },
        encoding: 'utf8',
      }),
    remove: () => rmSync(work, { recursive: true }),
  };
}
