import type { VFileMessage } from 'vfile-message';
import { acceptWarnings } from '../check/accept.ts';
import { checkPaper, toPath } from '../check/index.ts';
import { prepareLines } from '../check/line-rules.ts';
import { type Bilingual, type Locale, locales, mapLocales, otherOf } from '../paper/locale.ts';
import { remember } from '../paper/memoize.ts';
import { compareNumbers, parentOf, reservedNames } from '../paper/number.ts';
import { ContentError, type Parsed, Report } from '../paper/report.ts';
import type { PaperRecord, Term } from '../paper/schema.ts';
import { type Heading, listLines, type Paper, type Section, type Segment } from '../paper/tree.ts';
import { type CompareLines, readPermalinks, reportChanges } from '../permalinks/file.ts';
import { type Change, fingerprintText, reconcile } from '../permalinks/reconcile.ts';
import { learnWords } from '../text/lexicon.ts';
import { alignSection, giveAnchors, hasSameShape } from './align.ts';
import { findRecorded } from './git.ts';
import { makeProcessor, parseSection } from './markdown/index.ts';
import { joinNotes } from './markdown/notes.ts';
import type { Images } from './sources.ts';
import { readFolder, type Source, type Sources, toSources } from './sources.ts';
import { parseRecord, parseTerms } from './yaml.ts';

/** How a text that differs from its permalinks is read: its addresses are carried over to it. */
export interface Carry {
  /** Settles what a merge left of two lines for one address; without it, that is an error. */
  compare?: CompareLines;
  /** Whether the addresses of a lost file are given up, as for another paper. */
  isNew?: boolean;
}

/** A paper, its changes since the last version, and its warnings. */
export type Reading = { paper: Paper; changes: Change[]; warnings: VFileMessage[] };

/** Read a content folder into a paper, as it is published. */
export function readPaper(folder: string): Paper {
  return readVersion(folder).paper;
}

/**
 * Read a content folder into a paper, and its changes.
 *
 * @param carry without it, a text that differs from its permalinks is an error
 * @throws {ContentError} with all faults
 */
export function readVersion(folder: string, carry?: Carry): Reading {
  const sources = toSources(folder, readFolder(folder));
  const report = new Report(sources.messages);
  const isLost = !sources.texts.has('permalinks.json') && !carry?.isNew;
  const commit = isLost && findRecorded(folder);
  if (commit) {
    report.add(`${folder}/permalinks.json`, 'permalinks', {
      expected: 'the addresses that were published',
      found: `no file, but git has it in ${commit}`,
      fix: `run “git checkout ${commit} -- ${folder}/permalinks.json”; for another paper, “npm run permalinks -- --new”`,
    });
  }
  return makePaper({ ...sources, messages: report.messages }, carry);
}

/** Make a paper of the files of a content folder, as `readVersion` does. */
export function makePaper(sources: Sources, carry?: Carry): Reading {
  const { folder, texts, images } = sources;
  const report = new Report(sources.messages);
  const read = <T>(name: string, parse: (source: Source) => Parsed<T>): T | undefined => {
    const source = texts.get(name);
    return source && report.take(parse(source));
  };
  const record = read('paper.yaml', parseRecord);
  const terms = read('terms.yaml', parseTerms);
  const recording = read('permalinks.json', (source) =>
    carry?.compare ? readPermalinks(source, carry.compare) : parsePermalinks(source),
  );
  const processors = makeProcessors(images, record?.markers !== undefined);
  const numbers = listNumbers(texts);
  const { original = 'zh' } = record ?? {};
  const { misfit } = prepareLines(terms ?? none, original);
  checkFolders(numbers, sources, report);
  const parsed = numbers.flatMap((number) => {
    const [zh, en] = locales.map((locale) =>
      read(`${locale}/${number}.md`, (source) => parse(source, processors[locale])),
    );
    return zh && en ? [{ zh, en, number, isSame: hasSameShape(zh, en) }] : [];
  });
  const aligned = new Map(
    parsed
      .filter(({ isSame }) => isSame)
      .map(({ zh, en, number }) => [number, report.take(align(zh, en, number))] as const),
  );
  const others = parsed.filter(({ isSame }) => !isSame);
  // The words of the others are learned from those that are sound.
  const sound = others.length > 0 ? [...aligned.values()] : [];
  const fitWords = learnWords(sound.flatMap((section) => (section ? listLines(section) : [])));
  for (const { zh, en, number } of others) {
    const fit = (one: Segment, other: Segment) => misfit(one, other, fitWords);
    aligned.set(number, report.take(alignSection(zh, en, number, fit)));
  }
  const sections = numbers.flatMap((number) => aligned.get(number) ?? []);
  checkTranslations(record, numbers, texts.get('paper.yaml'), report);
  const isWhole = !report.hasErrors;
  const previous = recording?.permalinks;
  const { next: permalinks, changes } =
    isWhole && (previous || carry)
      ? reconcile(previous, fingerprintText(sections, terms ?? []), recording?.rivals)
      : { next: undefined, changes: [] };
  const anchored = sections.map((section) => joinNotes(giveAnchors(section, permalinks)));
  const root = buildTree(record?.title ?? { zh: '', en: '' }, anchored);
  const isDoubtful = (number: string) =>
    !isWhole &&
    (previous !== undefined ||
      report.hasErrorIn(locales.map((locale) => toPath(folder, locale, number))));
  const termsText = texts.get('terms.yaml')?.value ?? '';
  const whole = { folder, numbers, sections: anchored, root, isDoubtful, original };
  checkPaper({ ...whole, terms: terms ?? none, termsText }, report);
  if (previous && !carry && !report.hasErrors) {
    reportChanges(changes, root, folder, texts.get('permalinks.json')?.value ?? '', report);
  }
  if (record?.accept) {
    const yaml = texts.get('paper.yaml')?.value ?? '';
    acceptWarnings(record.accept, yaml, folder, anchored, report);
  }
  if (report.hasErrors || !record || !terms) throw new ContentError(report.messages);
  const paper = { record, terms, root, ...(permalinks && { permalinks }) };
  return { paper, changes, warnings: report.messages };
}

const none: Term[] = [];

// Results of one file, or of both files of a section, are made anew only after a change.
const parsePermalinks = remember((source: Source) => readPermalinks(source));
const parse = remember(parseSection);
const align = remember(alignSection);
const makeProcessors = remember((images: Images, hasMarkers: boolean) =>
  mapLocales((locale) => makeProcessor({ locale, hasMarkers, images })),
);

function listNumbers(texts: Sources['texts']): string[] {
  const numbers = [...texts.keys()].flatMap(
    (name) => /^(?:zh|en)\/(.*)\.md$/s.exec(name)?.[1] ?? [],
  );
  return [...new Set(numbers)].sort(compareNumbers);
}

/** Report the files that have no counterpart, or the folder that has none of them. */
function checkFolders(
  numbers: readonly string[],
  { folder, texts }: Sources,
  report: Report,
): void {
  const has = (locale: Locale, number: string) => texts.has(`${locale}/${number}.md`);
  const empty = locales.filter((locale) => !numbers.some((number) => has(locale, number)));
  for (const locale of empty) {
    report.add(`${folder}/${locale}`, 'files', {
      expected: `sections, such as ${locale}/1.md`,
      found: 'no Markdown file',
      fix: 'add the text, a section a file, with a line for each line of the other language',
    });
  }
  if (empty.length > 0) return;
  for (const number of numbers) {
    const missing = locales.find((locale) => !has(locale, number));
    if (!missing) continue;
    report.add(toPath(folder, missing, number), 'files', {
      expected: `the counterpart of ${toPath(folder, otherOf(missing), number)}`,
      found: 'no such file',
      fix: 'add it, with a line for each line of the other language',
    });
  }
}

function checkTranslations(
  record: PaperRecord | undefined,
  numbers: readonly string[],
  source: Source | undefined,
  report: Report,
): void {
  const known = new Set(['default', 'title', ...numbers]);
  for (const name of Object.keys(record?.translations ?? {})) {
    if (known.has(name) || !source) continue;
    const line = 1 + source.value.split('\n').findIndex((one) => one.includes(`${name}:`));
    const fix = 'name a section as its file is named, or “title”, or “default”';
    const expected = 'translations of sections';
    report.add(source.path, 'yaml', {
      ...{ line: Math.max(1, line), expected, found: `one of ${name}`, fix },
    });
  }
}

function buildTree(title: Bilingual, sections: readonly Section[]): Section {
  const byParent = Map.groupBy(sections, ({ number }) => parentOf(number));
  const taken = new Set([...reservedNames, ...sections.map(({ number }) => number)]);
  // A readable id that an anchor or an earlier heading has already is dropped.
  const keepFirst = (heading: Heading): Heading => {
    const { slug, ...rest } = heading;
    if (slug === undefined) return heading;
    if (taken.has(slug)) return rest;
    taken.add(slug);
    return heading;
  };
  const addBelow = (section: Section): Section => ({
    ...section,
    title: mapLocales((locale) => keepFirst(section.title[locale])),
    children: (byParent.get(section.number) ?? []).map(addBelow),
  });
  const toTitle = (text: string): Heading => ({
    line: 1,
    nodes: [{ type: 'text', value: text }],
    text,
  });
  const headings = mapLocales((locale) => toTitle(title[locale]));
  return addBelow({ number: '', title: headings, paragraphs: [], children: [] });
}
