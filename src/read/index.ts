import type { VFileMessage } from 'vfile-message';
import { acceptWarnings } from '../check/accept.ts';
import { checkPaper, toPath } from '../check/index.ts';
import { prepareLines } from '../check/line-rules.ts';
import { links } from '../paper/color.ts';
import { type Locale, locales, mapLocales, otherOf } from '../paper/locale.ts';
import { remember } from '../paper/memoize.ts';
import { compareNumbers, parentOf, reservedNames } from '../paper/number.ts';
import { ContentError, findLine, type Parsed, Report } from '../paper/report.ts';
import type { PaperRecord, Term } from '../paper/schema.ts';
import { type Heading, listLines, type Paper, type Section, type Segment } from '../paper/tree.ts';
import { type CompareLines, readPermalinks, reportChanges } from '../permalinks/file.ts';
import { type Change, fingerprintText, reconcile } from '../permalinks/reconcile.ts';
import { learnWords } from '../text/lexicon.ts';
import { alignSection, giveAnchors, hasSameShape } from './align.ts';
import { findRecorded } from './git.ts';
import { makeProcessor, parseSection } from './markdown/index.ts';
import { joinNotes } from './markdown/notes.ts';
import { findMisplaced } from './misplaced.ts';
import type { Images } from './sources.ts';
import { readFolder, type Source, type Sources, toSources } from './sources.ts';
import { parseRecord, parseSite, parseTerms } from './yaml.ts';

/** Options to carry addresses over to a text that differs from its permalinks. */
export interface Carry {
  /** Decides which of two merged lines keeps an address; without it, such lines are an error. */
  compare?: CompareLines;
  /** Whether a missing `permalinks.json` is no error, as for a new paper. */
  isNew?: boolean;
  /** Whether to read a published version, in which newer checks may find faults. */
  isKept?: boolean;
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
      expected: 'the published addresses',
      found: `no file, but git has it in ${commit}`,
      fix: `run “git checkout ${commit} -- ${folder}/permalinks.json”; for another paper, “npm run permalinks -- --new”`,
    });
  }
  return makePaper({ ...sources, messages: report.messages }, carry);
}

/** Make a paper from the files of a content folder, as `readVersion` does. */
export function makePaper(sources: Sources, carry?: Carry): Reading {
  const { folder, texts, images } = sources;
  const report = new Report(sources.messages);
  const read = <T>(name: string, parse: (source: Source) => Parsed<T>): T | undefined => {
    const source = texts.get(name);
    return source && report.take(parse(source));
  };
  const record = read('paper.yaml', parseRecord);
  const own = read('site.yaml', parseSite);
  const site = { ...own, colors: own?.colors ?? links };
  const terms = !carry?.isKept && texts.has('terms.yaml') ? read('terms.yaml', parseTerms) : none;
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
  // Sections of the same shape provide the vocabulary for comparing lines and for aligning the other sections.
  const pairs = parsed.filter(({ isSame }) => isSame);
  const sound = pairs.flatMap(({ zh, en, number }) => align(zh, en, number).result ?? []);
  const fitWords = learnWords(sound.flatMap(listLines));
  const fit = (one: Segment, other: Segment) => misfit(one, other, fitWords);
  const misplaced = findMisplaced(parsed, misfit, fitWords);
  for (const { path, ...fault } of misplaced.values()) report.add(path, 'files', fault);
  const sections = parsed.flatMap((files) => {
    if (misplaced.has(files)) return [];
    const { zh, en, number, isSame } = files;
    return report.take(isSame ? align(zh, en, number) : alignSection(zh, en, number, fit)) ?? [];
  });
  const about = readAbout(sources, read, processors, report);
  const logo = images.get(site.logo ?? '');
  const { width = 0, height = 0 } = logo ?? {};
  // A broken image, which has no size, has been reported.
  if (site.logo && (!logo || Math.max(width, height) > 1.5 * Math.min(width, height))) {
    report.add(`${folder}/site.yaml`, 'yaml', {
      line: findLine(texts.get('site.yaml')?.value ?? '', 'logo:'),
      expected: 'a square logo in images/',
      found: logo ? `${width} × ${height} pixels` : `no file images/${site.logo}`,
      fix: 'put it there, correct its name, or make it square',
    });
  }
  checkTranslations(record, numbers, texts.get('paper.yaml'), report);
  const isWhole = !report.hasErrors;
  const previous = recording?.permalinks;
  const { next: permalinks, changes } =
    isWhole && (previous || carry)
      ? reconcile(previous, fingerprintText(sections, terms ?? []), recording?.rivals)
      : { next: undefined, changes: [] };
  const anchored = sections.map((section) => joinNotes(giveAnchors(section, permalinks)));
  const titles = mapLocales((locale) => readTitle(record?.title[locale] ?? '', processors[locale]));
  const root = buildTree(titles, anchored);
  const isDoubtful = (number: string) =>
    !isWhole &&
    (previous !== undefined ||
      report.hasErrorIn(locales.map((locale) => toPath(folder, locale, number))));
  const termsText = texts.get('terms.yaml')?.value ?? '';
  const whole = { folder, numbers, sections: anchored, root, isDoubtful, original, fitWords };
  checkPaper({ ...whole, terms: terms ?? none, termsText }, report);
  if (previous && !carry && !report.hasErrors) {
    reportChanges(changes, root, folder, texts.get('permalinks.json')?.value ?? '', report);
  }
  if (record?.accept) {
    const yaml = texts.get('paper.yaml')?.value ?? '';
    acceptWarnings(record.accept, yaml, folder, anchored, report);
  }
  const isSound = carry?.isKept ? isWhole : !report.hasErrors;
  if (!isSound || !record || !terms) throw new ContentError(report.messages);
  const more = { ...(about && { about }), ...(permalinks && { permalinks }) };
  const title = mapLocales((locale) => titles[locale].text);
  const paper = { record: { ...record, title }, site, terms, root, ...more };
  return { paper, changes, warnings: report.messages };
}

/** Read the publisher's text for the About page, which has the form of a section without anchors. */
function readAbout(
  { folder, texts }: Sources,
  read: <T>(name: string, parse: (source: Source) => Parsed<T>) => T | undefined,
  processors: Record<Locale, ReturnType<typeof makeProcessor>>,
  report: Report,
): Section | undefined {
  const names = mapLocales((locale) => `about.${locale}.md`);
  const missing = locales.filter((locale) => !texts.has(names[locale]));
  for (const locale of missing.length === 1 ? missing : []) {
    const expected = `the counterpart of ${folder}/${names[otherOf(locale)]}`;
    const fix = 'add it, with a line for each line of the other language';
    report.add(`${folder}/${names[locale]}`, 'files', { expected, found: 'no such file', fix });
  }
  const [zh, en] = locales.map((locale) =>
    read(names[locale], (source) => parse(source, processors[locale])),
  );
  const pairs = zh && en && report.take(alignSection(zh, en, 'about', () => 0));
  return pairs && giveAnchors(pairs);
}

const none: Term[] = [];

// Cached: results are computed again only after their files change.
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

/** Report files without a counterpart, and a language without files. */
function checkFolders(
  numbers: readonly string[],
  { folder, texts }: Sources,
  report: Report,
): void {
  const lacks = (locale: Locale) => (number: string) => !texts.has(`${locale}/${number}.md`);
  const fix = 'add it, with a line for each line of the other language';
  for (const locale of locales) {
    // A folder such as ZH or zh_CN has been reported.
    const other = new RegExp(`^${locale}(?:[-_]\\w+)?$`, 'i');
    const isNamed = ({ file = '' }: VFileMessage) => !other.test(file.slice(folder.length + 1));
    if (numbers.every(lacks(locale))) {
      const expected = `sections, such as ${locale}/1.md`;
      const fault = { expected, found: 'no Markdown file', fix };
      if (report.messages.every(isNamed)) report.add(`${folder}/${locale}`, 'files', fault);
    } else if (!numbers.every(lacks(otherOf(locale)))) {
      for (const number of numbers.filter(lacks(locale))) {
        const expected = `the counterpart of ${toPath(folder, otherOf(locale), number)}`;
        const path = toPath(folder, locale, number);
        report.add(path, 'files', { expected, found: 'no such file', fix });
      }
    }
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
    report.add(source.path, 'yaml', {
      line: findLine(source.value, `${name}:`),
      expected: 'a section number, title or default',
      found: name,
      fix: 'write the name of the section’s file without .md',
    });
  }
}

/** Read the Markdown of the paper’s title; a title that is not valid, such as “a < b”, stays plain. */
function readTitle(text: string, processor: ReturnType<typeof makeProcessor>): Heading {
  const { result, messages } = parseSection({ path: 'title', value: `# ${text}\n` }, processor);
  if (!result || messages.some(({ fatal }) => fatal)) {
    return { line: 1, nodes: [{ type: 'text', value: text }], text };
  }
  const { slug: _slug, ...heading } = result.heading;
  return heading;
}

function buildTree(title: Section['title'], sections: readonly Section[]): Section {
  const byParent = Map.groupBy(sections, ({ number }) => parentOf(number));
  const taken = new Set([...reservedNames, ...sections.map(({ number }) => number)]);
  // Drop a readable id that an anchor or an earlier heading already has.
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
  return addBelow({ number: '', title, paragraphs: [], children: [] });
}
