import { existsSync, readdirSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { stderr } from 'node:process';
import { parseArgs } from 'node:util';
import { divideDocument } from '../import/bitext.ts';
import { readDictionary } from '../import/dictionary.ts';
import {
  type Document,
  fault,
  findLanguage,
  names,
  toDocument,
  UnreadableError,
} from '../import/document.ts';
import { type Files, toFiles, toReport, writeFolder } from '../import/folder.ts';
import { type Paired, pairAuthors, pairDocuments, pairUnits } from '../import/pairing.ts';
import { readDocument, readUnits } from '../import/reading.ts';
import { type Locale, mapLocales } from '../paper/locale.ts';
import { ContentError } from '../paper/report.ts';
import { makePaper } from '../read/index.ts';
import { toSources } from '../read/sources.ts';
import { toShell } from './shell.ts';

const usage = `Usage: npm run import -- ORIGINAL TRANSLATION --into FOLDER [--dry-run] [--force]
       npm run import -- FILE-WITH-BOTH --into FOLDER`;

try {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      into: { type: 'string', default: '' },
      'dry-run': { type: 'boolean' },
      force: { type: 'boolean' },
    },
  });
  const folder = values.into.replace(/[/\\]+$/, '');
  if (!folder || positionals.length < 1 || positionals.length > 2) throw new UnreadableError(usage);
  if (existsSync(folder) && readdirSync(folder).length > 0 && !values.force) {
    const fix = 'name another folder, or replace this one with --force';
    throw fault(`${folder}/`, 'an empty folder', 'files', fix);
  }
  const { documents, original, paired } = readBoth(positionals);
  const { files, doubts, pairs } = toFiles(paired, documents, original);
  if (pairs === 0) {
    const paths = positionals.join(', ');
    throw fault(paths, 'translations of each other', 'no pairs', 'check the files');
  }
  const both = [documents.zh, documents.en];
  const told = both.flatMap(({ path, losses }) => losses.map((one) => `${basename(path)}: ${one}`));
  const lost = [...new Set(told)];
  const faults = check(folder, files);
  const report = toReport(folder, doubts, paired.leftOut, lost, faults);
  const counts = [
    `${paired.sections.length} sections, ${pairs} pairs, ${doubts.length} doubtful`,
    `${paired.leftOut.length} left out, ${lost.length} not kept, ${faults.length} errors`,
  ].join(', ');
  const { unclear } = pairAuthors(documents);
  const authors =
    unclear.length === 0
      ? ''
      : `\nComplete the authors in ${folder}/paper.yaml: ${unclear.join('; ')}. In English, write a person as “Family, Given”, and an organization without a comma`;
  const summary = `${folder}/: ${counts}${authors}`;
  tell('');
  if (values['dry-run']) console.log(`Would write ${summary}\n\n${report}`);
  else {
    const reportPath = join(dirname(folder), 'import-report.md');
    const setting = `CONTENT_DIR=${toShell(folder)}`;
    writeFolder(folder, files);
    writeFileSync(reportPath, report);
    console.log(`Wrote ${summary}
See ${reportPath}, complete ${folder}/paper.yaml (translators, site), then run

  ${setting} npm run check:content
  ${setting} npm run dev
  ${setting} npm run permalinks`);
  }
} catch (error) {
  tell('');
  const isKnown =
    error instanceof UnreadableError || (error instanceof TypeError && 'code' in error);
  console.error(isKnown ? error.message : error);
  process.exitCode = 1;
}

/** Read and pair two documents, or one file with both languages. */
function readBoth([first = '', second]: string[]) {
  tell(`Reading ${first} …`);
  const units = second === undefined ? readUnits(first) : undefined;
  const one = units
    ? toDocument(first, { markdown: '', media: new Map(), losses: [] })
    : readDocument(first);
  if (second === undefined) {
    const divided = units ?? divideDocument(one);
    const title = mapLocales(() => one.title ?? basename(first).replace(/\.\w+$/, ''));
    const documents = Array.isArray(divided) ? mapLocales(() => one) : divided;
    const paired = Array.isArray(divided) ? pairUnits(divided, title) : align(documents);
    const [unit] = Array.isArray(divided) ? divided : [];
    const original = unit?.original ?? findLanguage(one.blocks[0]?.text ?? '');
    return { documents, original, paired };
  }
  tell(`Reading ${second} …`);
  const other = readDocument(second);
  if (one.locale === other.locale) {
    const [expected, fix] = ['one Chinese and one English document', 'name one in each language'];
    throw fault(`${first}, ${second}`, expected, `two in ${names[one.locale]}`, fix);
  }
  const documents = one.locale === 'zh' ? { zh: one, en: other } : { zh: other, en: one };
  return { documents, original: one.locale, paired: align(documents) };
}

function align(documents: Record<Locale, Document>): Paired {
  const report = (share: number) => tell(`Aligning … ${Math.floor(share * 100)} %`);
  return pairDocuments(documents, readDictionary(), report);
}

/** Replace the line of progress in a terminal. */
function tell(step: string): void {
  if (stderr.isTTY) stderr.write(`\r\x1B[K${step}`);
}

/** List the errors that the content check finds in the files. */
function check(folder: string, files: Files): string[] {
  try {
    const bytes = [...files].map(([name, content]) => [name, Buffer.from(content)] as const);
    makePaper(toSources(folder, new Map(bytes)), { isNew: true });
    return [];
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return error.message.split('\n\n').slice(1);
  }
}
