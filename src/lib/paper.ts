import { reservedNames } from './address.ts';
import { alignSection } from './align.ts';
import { collectProblems, type Report } from './problem.ts';
import { type PaperRecord, parseRecord } from './record.ts';
import { type Heading, parseSection } from './section.ts';
import { readSources, type Sources } from './source.ts';
import { parseTerms, type Term } from './terms.ts';
import { compareNumbers, flatten, parentOf, type Section } from './tree.ts';
import { type Locale, locales, mapLocales } from './view.ts';

/** A paper in two languages, aligned. */
export interface Paper {
  record: PaperRecord;
  terms: Term[];
  /** The whole paper as a tree of its sections. */
  root: Section;
}

/**
 * Read a content folder into a paper.
 *
 * @param folder the path of a folder laid out like `content/`
 * @throws {ContentError} with everything that is wrong in it
 */
export function readPaper(folder: string): Paper {
  const { record, terms, root } = collectProblems((report) => {
    const sources = readSources(folder, report);
    const record = parseRecord(sources.record, report);
    const terms = parseTerms(sources.terms, report);
    const sections = readSections(sources, report);
    return { record, terms, root: buildTree(record?.title, sections) };
  });
  if (!record || !terms) throw new Error('readPaper: a file that cannot be read was not reported');
  return { record, terms, root };
}

/** Read every section, in reading order. */
function readSections(sources: Sources, report: Report): Section[] {
  const numbers = new Set(locales.flatMap((locale) => [...sources.sections[locale].keys()]));
  checkNumbers(numbers, sources.folder, report);
  return [...numbers].sort(compareNumbers).flatMap((number) => {
    const section = readSection(number, sources, report);
    return section ? [section] : [];
  });
}

function readSection(number: string, sources: Sources, report: Report): Section | undefined {
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
  const parsed = { zh: parseSection(zh, report), en: parseSection(en, report) };
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
    if (!/^[a-z0-9]+(?:[.-][a-z0-9]+)*$/.test(number) || reservedNames.includes(number)) {
      const mend = 'rename the file in both languages';
      const expected = 'a number such as 3.1, or a small-letter name that no page of the site has';
      report({ file, line: 1, expected, found: number, mend });
    }
  }
}

function buildTree(title: Record<Locale, string> | undefined, sections: Section[]): Section {
  const root: Section = {
    number: '',
    title: mapLocales((locale) => toTitle(title?.[locale] ?? '')),
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
  const taken = new Set(sections.map(({ number }) => number));
  for (const heading of sections.flatMap(({ title }) => [title.zh, title.en])) {
    if (heading.slug === undefined) continue;
    if (taken.has(heading.slug)) delete heading.slug;
    else taken.add(heading.slug);
  }
}
