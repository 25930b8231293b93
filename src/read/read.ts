import { checkAgreement } from '../check/agreement.ts';
import { checkCharacters } from '../check/characters.ts';
import { checkLengths } from '../check/lengths.ts';
import { checkLinks } from '../check/links.ts';
import { checkNumbers } from '../check/numbering.ts';
import { type Bilingual, locales, mapLocales } from '../paper/locale.ts';
import { compareNumbers, parentOf, reservedNames } from '../paper/number.ts';
import type { Paper } from '../paper/paper.ts';
import type { Permalinks } from '../paper/permalinks.ts';
import { ContentError, isError, type Problem, type Report, type Source } from '../paper/problem.ts';
import type { PaperRecord } from '../paper/record.ts';
import { rememberReports } from '../paper/remember.ts';
import { flatten, type Heading, type Section } from '../paper/tree.ts';
import { applyPermalinks, digestText } from '../permalinks/apply.ts';
import { toProblems } from '../permalinks/changes.ts';
import { parsePermalinks } from '../permalinks/file.ts';
import { type Change, reconcile } from '../permalinks/reconcile.ts';
import { alignSection } from './align.ts';
import { joinNotes } from './footnotes.ts';
import type { Images } from './markdown/figures.ts';
import { parseSection } from './section.ts';
import { readSources, type Sources } from './sources.ts';
import { parseRecord, parseTerms } from './yaml.ts';

/** A paper, what became of it since its last version, and what is to be looked at in it. */
export interface Carried {
  paper: Paper;
  changes: Change[];
  warnings: Problem[];
}

/**
 * Read a content folder into a paper.
 *
 * @param folder the path of a folder laid out like `content/`
 * @throws {ContentError} with everything that is wrong in it
 */
export function readPaper(folder: string): Paper {
  return readVersion(folder).paper;
}

/**
 * Read a content folder into a paper, and what is new in it.
 *
 * @param day the day of a new version, for a text that differs from what its permalinks have; without
 *   it, the difference is an error
 * @param keep what is done with the files before a paper is made of them
 * @throws {ContentError} with everything that is wrong in it
 */
export function readVersion(
  folder: string,
  day?: string,
  keep = (read: Sources): Sources => read,
): Carried {
  const problems: Problem[] = [];
  const sources = keep(readSources(folder, (problem) => problems.push(problem)));
  return makeVersion(sources, problems, day);
}

/**
 * Make a paper of the files of a content folder; `readVersion` says how.
 *
 * @param problems those that were found when the files were read
 * @throws {ContentError} with everything that is wrong in them
 */
export function makeVersion(
  sources: Sources,
  problems: readonly Problem[] = [],
  day?: string,
): Carried {
  const found = [...problems];
  const report: Report = (problem) => found.push(problem);
  checkFiles(sources, report);
  const record = sources.record && remembered.parseRecord(sources.record, report);
  const terms = sources.terms && remembered.parseTerms(sources.terms, report);
  const sections = readSections(sources, record?.markers !== undefined, report);
  const previous = sources.permalinks && remembered.parsePermalinks(sources.permalinks, report);
  if (record && sources.record) checkTranslations(record, sections, sources.record, report);
  const isAligned = !found.some(isError);
  const root = buildTree(record?.title ?? { zh: '', en: '' }, sections);
  checkAgreement(root, terms ?? [], record?.original ?? 'zh', sources.folder, report);
  checkLengths(root, sources.folder, report);
  // What a link leads to is only known where everything is there.
  const isWhole = isAligned && record && terms;
  const carried = isWhole && carryOver({ record, terms, root }, previous, day);
  if (carried) checkLinks(carried.paper.root, sources.folder, report);
  if (!carried || found.some(isError)) throw new ContentError(found);
  const { paper, changes } = carried;
  if (previous && day === undefined && changes.length > 0) {
    const text = sources.permalinks?.text ?? '';
    throw new ContentError(toProblems(changes, paper.root, sources.folder, text));
  }
  return { ...carried, warnings: found };
}

/** Give a paper the addresses of its last version, if it has one, and lead its notes to them. */
function carryOver(
  plain: Paper,
  previous: Permalinks | undefined,
  day: string | undefined,
): Pick<Carried, 'paper' | 'changes'> {
  if (!previous && day === undefined) {
    return { paper: { ...plain, root: joinNotes(plain.root) }, changes: [] };
  }
  const { next, changes } = reconcile(previous, digestText(plain.root, plain.terms), day ?? '');
  const root = joinNotes(applyPermalinks(plain.root, next));
  return { paper: { ...plain, root, permalinks: next }, changes };
}

/** What depends on one file only, or on both files of a section, is made once for each text of them. */
const remembered = {
  checkCharacters: rememberReports(checkCharacters),
  parsePermalinks: rememberReports(parsePermalinks),
  parseRecord: rememberReports(parseRecord),
  parseTerms: rememberReports(parseTerms),
  alignPair: rememberReports(alignPair),
};

/** Report what no file may have. */
function checkFiles({ record, terms, sections }: Sources, report: Report): void {
  const files = [record, terms, ...locales.flatMap((locale) => [...sections[locale].values()])];
  for (const file of files) if (file) remembered.checkCharacters(file, report);
}

/** Read every section, in reading order. */
function readSections(sources: Sources, hasMarkers: boolean, report: Report): Section[] {
  const numbers = new Set(locales.flatMap((locale) => [...sources.sections[locale].keys()]));
  checkNumbers(numbers, sources.folder, report);
  return [...numbers].sort(compareNumbers).flatMap((number) => {
    const section = readSection(number, sources, hasMarkers, report);
    return section ? [section] : [];
  });
}

function readSection(
  number: string,
  sources: Sources,
  hasMarkers: boolean,
  report: Report,
): Section | undefined {
  const { zh, en } = mapLocales((locale) => sources.sections[locale].get(number));
  const missing = locales.find((locale) => !sources.sections[locale].has(number));
  if (missing) {
    const present = missing === 'zh' ? 'en' : 'zh';
    report({
      file: `${sources.folder}/${missing}/${number}.md`,
      line: 1,
      expected: `the counterpart of ${sources.folder}/${present}/${number}.md`,
      found: 'no such file',
      mend: 'add it, with a line for each line of the other language',
    });
  }
  return zh && en && remembered.alignPair(zh, en, number, hasMarkers, sources.images, report);
}

/** Make a section of its two files, without what is below it. */
function alignPair(
  zh: Source,
  en: Source,
  number: string,
  hasMarkers: boolean,
  images: Images,
  report: Report,
): Section | undefined {
  const parsed = {
    zh: parseSection(zh, { locale: 'zh', hasMarkers, images }, report),
    en: parseSection(en, { locale: 'en', hasMarkers, images }, report),
  };
  if (!parsed.zh || !parsed.en) return undefined;
  const pair = { zh: parsed.zh, en: parsed.en };
  return {
    number,
    title: mapLocales((locale) => pair[locale].heading),
    paragraphs: alignSection(number, pair, report),
    children: [],
  };
}

/** Report notes on the translation of a section that is not there. */
function checkTranslations(
  record: PaperRecord,
  sections: readonly Section[],
  { file, text }: Source,
  report: Report,
): void {
  const known = new Set(['default', 'title', ...sections.map(({ number }) => number)]);
  for (const name of Object.keys(record.translations)) {
    if (known.has(name)) continue;
    const line = 1 + text.split('\n').findIndex((one) => one.includes(`${name}:`));
    const mend = 'name a section as its file is named, or “title”, or “default”';
    const expected = 'translations of sections';
    report({ file, line: Math.max(1, line), expected, found: `one of ${name}`, mend });
  }
}

function buildTree(title: Bilingual, sections: readonly Section[]): Section {
  const byParent = Map.groupBy(sections, ({ number }) => parentOf(number));
  const addChildren = (section: Section): Section => ({
    ...section,
    children: (byParent.get(section.number) ?? []).map(addChildren),
  });
  const headings = mapLocales((locale) => toTitle(title[locale]));
  return keepUniqueSlugs(
    addChildren({ number: '', title: headings, paragraphs: [], children: [] }),
  );
}

function toTitle(text: string): Heading {
  return { line: 1, nodes: [{ type: 'text', value: text }], text };
}

/** Drop each readable id that an anchor or an earlier heading has already. */
function keepUniqueSlugs(root: Section): Section {
  const taken = new Set([...reservedNames, ...flatten(root).map(({ number }) => number)]);
  const keepFirst = (heading: Heading): Heading => {
    const { slug, ...rest } = heading;
    if (slug === undefined) return heading;
    if (taken.has(slug)) return rest;
    taken.add(slug);
    return heading;
  };
  const keepBelow = (section: Section): Section => ({
    ...section,
    title: mapLocales((locale) => keepFirst(section.title[locale])),
    children: section.children.map(keepBelow),
  });
  return keepBelow(root);
}
