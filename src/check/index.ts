import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { type Locale, mapLocales } from '../paper/locale.ts';
import { remember } from '../paper/memoize.ts';
import { type Fault, type Report, type RuleId, report } from '../paper/report.ts';
import type { Term } from '../paper/schema.ts';
import { flatten, type Section, type Segment } from '../paper/tree.ts';
import { makeFindTerms, type TermRange, toWordings, type Worded } from '../text/phrases.ts';
import { checkCharacters } from './characters.ts';
import { checkLengths } from './lengths.ts';
import { checkLinks } from './links.ts';
import { checkMarkers } from './markers.ts';
import { checkNumbering } from './numbering.ts';
import { checkNumbers } from './numbers.ts';
import { checkTerms } from './terms.ts';
import { checkPunctuation, checkTypography } from './typography.ts';

/** A rule that the content has to keep. */
interface Rule<Input, Found> {
  id: RuleId;
  check: (input: Input) => Iterable<Found>;
}

/** The rules of a file by itself. */
const fileRules: readonly Rule<CheckedFile, Fault>[] = [
  { id: 'characters', check: checkCharacters },
  { id: 'typography', check: checkTypography },
  { id: 'punctuation', check: checkPunctuation },
];

/** The rules of a line in both languages. */
const lineRules: readonly Rule<Line, LineFault>[] = [
  { id: 'markers', check: checkMarkers },
  { id: 'numbers', check: checkNumbers },
  { id: 'terms', check: checkTerms },
];

/** The rules of the whole paper. */
const paperRules: readonly Rule<CheckedPaper, PaperFault>[] = [
  { id: 'numbering', check: checkNumbering },
  { id: 'lengths', check: checkLengths },
  { id: 'links', check: checkLinks },
];

/** A file by itself. */
export interface CheckedFile {
  text: string;
  /** What its syntax may write by reference: `&#8238;`, `"\u202E"`. */
  values: readonly { value: unknown; raw: string; line: number; column: number }[];
  /** What it is, if it is a section. */
  section?: { tree: Root; locale: Locale };
}

/** A line in both languages. */
export interface Line extends Record<Locale, Segment> {
  /** Where it stands: `content/zh/3.1.md:4`. */
  places: Record<Locale, string>;
  /** The language that the author wrote in. */
  original: Locale;
  /** The terms that it has. */
  terms: Record<Locale, TermRange<KnownTerm>[]>;
}

/** A term as the list has it, and what it is called. */
export interface KnownTerm extends Worded {
  term: Term;
}

/** A fault of a line, in the language that lacks what the other one has. */
export interface LineFault extends Fault {
  locale: Locale;
}

/** A paper whose parts may be missing. */
export interface CheckedPaper {
  folder: string;
  /** The names of the section files in either language. */
  numbers: readonly string[];
  /** The sections that can be read in both languages. */
  root: Section;
  /** Whether nothing is missing, so that every address of the text is known. */
  isWhole: boolean;
  terms: readonly Term[];
  original: Locale;
}

/** A fault in the file that has the path. */
export interface PaperFault extends Fault {
  path: string;
}

/** Return the path of a section's file, for messages. */
export function toPath(folder: string, locale: Locale, number: string): string {
  return `${folder}/${locale}/${number}.md`;
}

/** Report what is wrong with a file by itself. */
export function checkFile(file: VFile, checked: CheckedFile): void {
  for (const { id, check } of fileRules) {
    for (const fault of check(checked)) report(file, id, fault);
  }
}

/** Report what is wrong with a paper: with each line, and as a whole. */
export function checkPaper(paper: CheckedPaper, into: Report): void {
  const { folder, root, terms, original } = paper;
  const checkLine = prepareLines(terms, original);
  for (const { number, title, paragraphs } of root.children.flatMap(flatten)) {
    const [zhPath, enPath] = [toPath(folder, 'zh', number), toPath(folder, 'en', number)];
    for (const { zh, en } of [title, ...paragraphs.flatMap(({ segments }) => segments)]) {
      for (const { path, id, fault } of checkLine(zh, en, zhPath, enPath)) {
        into.add(path, id, fault);
      }
    }
  }
  for (const { id, check } of paperRules) {
    for (const { path, ...fault } of check(paper)) into.add(path, id, fault);
  }
}

/** Prepare to check lines; a line that has not changed is not checked again. */
const prepareLines = remember((terms: readonly Term[], original: Locale) => {
  const known = terms.map((term): KnownTerm => ({ term, wordings: toWordings(term) }));
  const finders = mapLocales((locale) => makeFindTerms(known, locale));
  return remember((zh: Segment, en: Segment, zhPath: string, enPath: string) => {
    const paths = { zh: zhPath, en: enPath };
    const texts = { zh, en };
    const line: Line = {
      ...{ zh, en, original },
      places: mapLocales((locale) => `${paths[locale]}:${texts[locale].line}`),
      terms: mapLocales((locale) => finders[locale](texts[locale].text)),
    };
    return lineRules.flatMap(({ id, check }) =>
      [...check(line)].map(({ locale, ...fault }) => {
        const at = { line: texts[locale].line, ...fault };
        return { path: paths[locale], id, fault: at };
      }),
    );
  });
});
