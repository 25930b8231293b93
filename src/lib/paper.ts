import { alignSection } from './align.ts';
import { compareNumbers, isSectionNumber, parentOf, reservedNames } from './number.ts';
import { applyPermalinks, digestText } from './permalinks/apply.ts';
import { toProblems } from './permalinks/check.ts';
import { type Permalinks, parsePermalinks } from './permalinks/file.ts';
import { type Change, reconcile } from './permalinks/reconcile.ts';
import { ContentError, type Problem, type Report } from './problem.ts';
import { type PaperRecord, parseRecord } from './record.ts';
import { type Heading, parseSection } from './section.ts';
import { readSources, type Sources } from './source.ts';
import { parseTerms, type Term } from './terms.ts';
import { flatten, type Section } from './tree.ts';
import { type Bilingual, locales, mapLocales } from './view.ts';

/** A paper in two languages, aligned. */
export interface Paper {
  record: PaperRecord;
  terms: Term[];
  /** The whole paper as a tree of its sections. */
  root: Section;
  /** Every address that was published; absent before the first version. */
  permalinks?: Permalinks;
}

/** What became of a paper since its last version. */
export interface Carried {
  paper: Paper;
  changes: Change[];
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
 * @throws {ContentError} with everything that is wrong in it
 */
export function readVersion(folder: string, day?: string): Carried {
  const problems: Problem[] = [];
  const report: Report = (problem) => problems.push(problem);
  const sources = readSources(folder, report);
  const record = sources.record && parseRecord(sources.record, report);
  const terms = sources.terms && parseTerms(sources.terms, report);
  const sections = readSections(sources, record?.markers !== undefined, report);
  if (record) checkTranslations(record, sections, folder, report);
  const previous = sources.permalinks && parsePermalinks(sources.permalinks, report);
  if (!record || !terms || problems.length > 0) throw new ContentError(problems);
  const paper = { record, terms, root: buildTree(record.title, sections) };
  if (!previous && day === undefined) return { paper, changes: [] };
  const { next, changes } = reconcile(previous, digestText(paper.root, terms), day ?? '');
  const root = applyPermalinks(paper.root, next);
  if (day === undefined && changes.length > 0) {
    throw new ContentError(toProblems(changes, root, folder, sources.permalinks?.text ?? ''));
  }
  return { paper: { ...paper, root, permalinks: next }, changes };
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
  if (!zh || !en) {
    const [missing, present] = zh ? ['en', 'zh'] : ['zh', 'en'];
    report({
      file: `${sources.folder}/${missing}/${number}.md`,
      line: 1,
      expected: `the counterpart of ${sources.folder}/${present}/${number}.md`,
      found: 'no such file',
      mend: 'add it, with a line for each line of the other language',
    });
    return undefined;
  }
  const parsed = {
    zh: parseSection(zh, hasMarkers, report),
    en: parseSection(en, hasMarkers, report),
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

/** Report names that cannot be the number of a section. */
function checkNumbers(numbers: ReadonlySet<string>, folder: string, report: Report): void {
  if (numbers.size === 0) {
    report({
      file: `${folder}/zh`,
      line: 1,
      expected: 'sections, such as zh/1.md and en/1.md',
      found: 'no Markdown file',
      mend: 'add the text, a section a file',
    });
  }
  for (const number of numbers) {
    const file = `${folder}/zh/${number}.md`;
    const parent = parentOf(number);
    if (parent && !numbers.has(parent)) {
      const mend = `add ${parent}.md in both languages; a title is enough`;
      report({ file, line: 1, expected: `the section ${parent} around it`, found: 'none', mend });
    }
    if (!isSectionNumber(number)) {
      const mend = 'rename the file in both languages';
      const expected = 'a number such as 3.1, or a small-letter name that no page of the site has';
      report({ file, line: 1, expected, found: number, mend });
    }
  }
}

/** Report notes on the translation of a section that is not there. */
function checkTranslations(
  record: PaperRecord,
  sections: readonly Section[],
  folder: string,
  report: Report,
): void {
  const known = new Set(['default', 'title', ...sections.map(({ number }) => number)]);
  for (const name of Object.keys(record.translations)) {
    if (known.has(name)) continue;
    const mend = 'name a section as its file is named, or “title”, or “default”';
    report({
      file: `${folder}/paper.yaml`,
      line: 1,
      expected: 'translations of sections',
      found: `one of ${name}`,
      mend,
    });
  }
}

function buildTree(title: Bilingual, sections: Section[]): Section {
  const root: Section = {
    number: '',
    title: mapLocales((locale) => toTitle(title[locale])),
    paragraphs: [],
    children: sections.filter(({ number }) => parentOf(number) === ''),
  };
  const byNumber = new Map(sections.map((section) => [section.number, section]));
  for (const section of sections) byNumber.get(parentOf(section.number))?.children.push(section);
  keepUniqueSlugs(root);
  return root;
}

function toTitle(text: string): Heading {
  return { line: 1, nodes: [{ type: 'text', value: text }], text };
}

/** Drop each readable id that an anchor or an earlier heading has already. */
function keepUniqueSlugs(root: Section): void {
  const sections = flatten(root);
  const taken = new Set([...reservedNames, ...sections.map(({ number }) => number)]);
  for (const heading of sections.flatMap(({ title }) => [title.zh, title.en])) {
    if (heading.slug === undefined) continue;
    if (taken.has(heading.slug)) delete heading.slug;
    else taken.add(heading.slug);
  }
}
