import type { Root } from 'mdast';
import type { VFile } from 'vfile';
import { type Locale, mapLocales } from '../paper/locale.ts';
import { type Fault, type Report, report } from '../paper/report.ts';
import type { RuleId } from '../paper/rules.ts';
import type { Term } from '../paper/schema.ts';
import type { Section, Segment } from '../paper/tree.ts';
import type { FitWords } from '../text/lexicon.ts';
import type { TermRange } from '../text/phrases.ts';
import { checkCharacters } from './characters.ts';
import { checkEnds } from './ends.ts';
import { checkLengths } from './lengths.ts';
import { checkLines, prepareLines } from './line-rules.ts';
import { checkLinks } from './links.ts';
import { checkNumbering } from './numbering.ts';
import { checkUse, type KnownTerm } from './terms.ts';
import { checkPunctuation, checkTypography } from './typography.ts';

/** A rule for the content. */
export interface Rule<Input, Found> {
  id: RuleId;
  check: (input: Input) => Iterable<Found>;
}

/** The rules that check one file. */
const fileRules: readonly Rule<CheckedFile, Fault>[] = [
  { id: 'characters', check: checkCharacters },
  { id: 'typography', check: checkTypography },
  { id: 'punctuation', check: checkPunctuation },
];

/** The rules that check the whole paper. */
const paperRules: readonly Rule<CheckedPaper, PaperFault>[] = [
  { id: 'numbering', check: checkNumbering },
  { id: 'lengths', check: checkLengths },
  { id: 'punctuation', check: checkEnds },
  { id: 'links', check: checkLinks },
  { id: 'terms', check: checkUse },
];

/** A single file to check. */
export interface CheckedFile {
  text: string;
  /** The values of a YAML file, which may write characters by reference: `&#8238;`, `"\u202E"`. */
  values: readonly { value: unknown; raw: string; line: number; column: number }[];
  /** The Markdown tree of a section file. */
  section?: { tree: Root; locale: Locale };
}

/** A line in both languages. */
export interface Line extends Record<Locale, Segment> {
  /** The path and line number: `content/zh/3.1.md:4`. */
  places: Record<Locale, string>;
  original: Locale;
  /** Finds the terms that occur in a segment. */
  findTerms: (segment: Segment, locale: Locale) => TermRange<KnownTerm>[];
}

/** A fault of a line, reported in the language that lacks something. */
export interface LineFault extends Fault {
  locale: Locale;
  /** The number of missing things; 1 by default. */
  count?: number;
}

/** A paper that may be incomplete because of errors. */
export interface CheckedPaper {
  folder: string;
  /** The names of the section files of both languages. */
  numbers: readonly string[];
  /** The sections that can be read in both languages. */
  sections: readonly Section[];
  /** The tree of these sections, without sections whose parent is missing. */
  root: Section;
  /** Tells whether another error leaves the anchors of a section incomplete. */
  isDoubtful: (number: string) => boolean;
  terms: readonly Term[];
  termsText: string;
  original: Locale;
  fitWords: FitWords;
}

/** A fault in the file at a path. */
export interface PaperFault extends Fault {
  path: string;
}

/** Return the path of a section's file, for messages. */
export function toPath(folder: string, locale: Locale, number: string): string {
  return `${folder}/${locale}/${number}.md`;
}

/** Report the faults of one file. */
export function checkFile(file: VFile, checked: CheckedFile): void {
  for (const { id, check } of fileRules) {
    for (const fault of check(checked)) report(file, id, fault);
  }
}

/** Report the faults of a paper, line by line and as a whole. */
export function checkPaper(paper: CheckedPaper, into: Report): void {
  const { folder, sections, terms, original, fitWords } = paper;
  const prepared = prepareLines(terms, original);
  for (const section of sections) {
    const paths = mapLocales((locale) => toPath(folder, locale, section.number));
    for (const { id, locale, ...fault } of checkLines(section, paths, prepared, fitWords)) {
      // Markdown left something out, such as a note.
      const isCut = id === 'markers' && into.has('markdown', paths[locale], fault.line);
      if (!isCut) into.add(paths[locale], id, fault);
    }
  }
  for (const { id, check } of paperRules) {
    for (const { path, ...fault } of check(paper)) {
      // Do not compare the length of an untranslated line.
      const isPending = id === 'lengths' && into.has('untranslated', path, fault.line);
      if (!isPending) into.add(path, id, fault);
    }
  }
}
