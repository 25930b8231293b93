import { mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stringify } from 'yaml';
import { type Locale, locales, mapLocales } from '../paper/locale.ts';
import type { Document } from './document.ts';
import { type LeftOut, type Paired, pairAuthors, type Section } from './pairing.ts';

/** The files of a content folder, by relative path. */
export type Files = Map<string, string | Uint8Array>;

/** A row to review, with its place and the reason. */
type Doubt = Record<Locale, string[]> & { place: string; why: string };

/** Convert the sections of two documents to the files of a content folder. */
export function toFiles(
  { sections }: Paired,
  documents: Record<Locale, Document>,
  original: Locale,
): { files: Files; doubts: Doubt[]; pairs: number } {
  const files: Files = new Map([
    ['paper.yaml', toRecord(documents, original, sections[0])],
    ['terms.yaml', '[]\n'],
  ]);
  const doubts: Doubt[] = [];
  const { images, renamed } = mergeImages(documents);
  for (const { number, title, rows, doubt } of sections) {
    const lines = mapLocales((locale) => [`# ${title[locale]}`]);
    const tell = (row: Record<Locale, string[]>, why: string, shift: number) => {
      const places = locales.map((one) => `${one}/${number}.md:${lines[one].length + shift}`);
      if (why) doubts.push({ ...row, why, place: places.join(' · ') });
    };
    tell({ zh: [title.zh], en: [title.en] }, doubt, 0);
    for (const [at, row] of rows.entries()) {
      const isApart = row.starts || rows[at - 1]?.isBlock || at === 0;
      if (isApart) for (const locale of locales) lines[locale].push('');
      tell(row, row.doubt, 1);
      for (const locale of locales) {
        const texts = row[locale].map((text) => (row.isBlock ? text : toLine(text, locale)));
        lines[locale].push(...texts.join('\\\n').split('\n'));
      }
    }
    for (const locale of locales) {
      const text = lines[locale].join('\n');
      const labels = new Set(text.match(/(?<=\[\^)[^\]\s]+(?=\])/g));
      const { notes } = documents[locale];
      const end = [...labels].map((label) => `\n[^${label}]: ${notes.get(label) ?? '…'}\n`);
      const all = `${text}\n${end.join('')}`.replace(
        imageName,
        (name) => renamed.get(name) ?? name,
      );
      files.set(`${locale}/${number}.md`, clean(all, locale));
    }
  }
  for (const [name, bytes] of images) files.set(`images/${name}`, bytes);
  return { files, doubts, pairs: sections.flatMap(({ rows }) => rows).length };
}

/** Keep a picture that both documents have once, and list the new names of the English ones. */
function mergeImages({ zh, en }: Record<Locale, Document>) {
  const images = new Map(zh.images);
  const renamed = new Map<string, string>();
  for (const [name, bytes] of en.images) {
    const [same] = [...images].find(([, other]) => Buffer.compare(other, bytes) === 0) ?? [];
    if (same === undefined) images.set(name, bytes);
    else renamed.set(name, same);
  }
  return { images, renamed };
}

/** Matches the file names of the pictures in a text. */
const imageName = /(?<=\]\(\.\.\/images\/)[^\s)]+/g;

/** Escape a sentence that Markdown would read as a block. */
function toLine(text: string, locale: Locale): string {
  const line = text
    .replace(/^(\d+)([.)])(?=\s|$)/, '$1\\$2')
    .replace(/^(?=[-+>#|=](?:\s|$)|#{2,} |={2,}|-{2,})/, '\\');
  return locale === 'zh' ? line.replace(/(?<=\p{Script=Han}) +(?=\p{Script=Han})/gu, '') : line;
}

/** Matches code, formulas, links, URLs and markers, which must stay unchanged. */
const fixed =
  /(^(?:```[\s\S]*?^```|\$\$[\s\S]*?^\$\$)$|`[^`]*`|\$[^$]*\$|!?\[[^\]]*\]\((?:[^()]|\([^()]*\))*\)|<[^>\s]*>|\[[^\]\s]*\])/m;

const halfWidth =
  /(?<=\p{Script=Han})[,.;:!?](?=[\p{Script=Han}\s]|$)|(?<=\p{Script=Han})[()]|[()](?=\p{Script=Han})/gmu;

/** Normalize a file for the content check: NFC, no invisible characters, Chinese punctuation in Chinese. */
function clean(text: string, locale: Locale): string {
  const visible = text
    .normalize('NFC')
    .replace(/\u00A0/g, ' ')
    .replace(/(?!\n)[\p{Cc}\p{Cf}\p{Co}\uFFFD\u115F\u1160\u2800\u3164\uFFA0]/gu, '')
    .replace(/(?<=\S) {2,}(?=\S)/g, ' ')
    .replace(/[ \t\u3000]+$/gm, '');
  if (locale === 'en') return visible;
  let quotes = 0;
  const toChinese = (prose: string) =>
    prose
      .replace(halfWidth, (mark) => '，。；：！？（）'[',.;:!?()'.indexOf(mark)] ?? mark)
      .replace(/"/g, () => (quotes++ % 2 === 0 ? '“' : '”'));
  return visible
    .split(fixed)
    .map((part, at) => (at % 2 === 1 ? part : toChinese(part)))
    .join('');
}

/** Write `paper.yaml` from the titles and authors of the documents. */
function toRecord(documents: Record<Locale, Document>, original: Locale, first?: Section): string {
  const files = mapLocales((locale) => basename(documents[locale].path));
  const heading = first?.number === 'abstract' ? undefined : first?.title;
  const plain = mapLocales((one) => heading?.[one] ?? files[one].replace(/\.\w+$/, ''));
  const title = mapLocales((locale) => documents[locale].title ?? plain[locale]);
  const { authors } = pairAuthors(documents);
  const source = {
    zh: `中文取自 ${files.zh}，英文取自 ${files.en}。`,
    en: `The Chinese text is taken from ${files.zh}, the English from ${files.en}.`,
  };
  const translator = { zh: '译者不详。', en: 'The documents do not name the translator.' };
  const translations = { default: { by: 'unknown', ...translator } };
  const site = 'https://example.org';
  return stringify({ title, original, site, source, translations, authors });
}

/** Write the report of doubtful pairs, omitted texts, losses and content errors. */
export function toReport(
  folder: string,
  doubts: readonly Doubt[],
  leftOut: readonly LeftOut[],
  losses: readonly string[],
  faults: readonly string[],
): string {
  const check = 'Check that these lines are translations of each other';
  const parts: [title: string, lead: string, items: readonly string[]][] = [
    [
      'Doubtful',
      `${check}; \`npm run dev\` has buttons to fix them.`,
      doubts.map(
        ({ place, why, zh, en }) => `${place}: ${why}\n- ${zh.join(' ')}\n- ${en.join(' ')}`,
      ),
    ],
    [
      'Left out',
      'These texts have no counterpart and appear in neither language.',
      leftOut.map(({ locale, text, why }) => `${locale}, ${why}: ${text.replace(/\n/g, ' ⏎ ')}`),
    ],
    ['Not kept', 'Markdown cannot express these parts of the documents.', losses],
    ['Errors', 'The content check found these errors.', faults],
  ];
  const written = parts.map(([title, lead, items]) => {
    const list = items.map((item) => `- ${item.replace(/\n/g, '\n  ')}\n`).join('');
    return list && `\n## ${title} (${items.length})\n\n${lead}\n\n${list}`;
  });
  return [`# Import into ${folder}\n`, ...written].join('');
}

/** Replace a folder atomically, leaving it unchanged if writing fails. */
export function writeFolder(folder: string, files: Files): void {
  const temporary = join(dirname(folder), `.${basename(folder)}-${process.pid}`);
  try {
    for (const [name, content] of files) {
      mkdirSync(dirname(join(temporary, name)), { recursive: true });
      writeFileSync(join(temporary, name), content);
    }
    rmSync(folder, { recursive: true, force: true });
    renameSync(temporary, folder);
  } finally {
    rmSync(temporary, { recursive: true, force: true });
  }
}

/** Replace a file atomically. */
export function replaceFile(path: string, text: string): void {
  writeFileSync(`${path}.new`, text);
  renameSync(`${path}.new`, path);
}
