import { mapLocales } from '../../src/paper/locale.ts';
import { ContentError, formatProblem, type Problem, type Source } from '../../src/paper/problem.ts';
import { type Carried, makeVersion } from '../../src/read/read.ts';
import { normalizeSource, prepareKeep, type Sources } from '../../src/read/sources.ts';

/** The files of a content folder by their paths in it: `zh/3.1.md`. */
export type Files = Readonly<Record<string, string>>;

/** A small paper without a fault. */
export const soundFiles: Files = {
  'paper.yaml': `title: { zh: 题, en: Title }
original: zh
site: https://example.org
source: { zh: 甲, en: A }
translations: { default: { by: project, zh: 乙, en: B } }
markers: { zh: 丁, en: D }
`,
  'terms.yaml': '- zh: 生产力\n  en: productivity\n  aliases: [productive forces]\n',
  'zh/abstract.md': '# 摘要\n\n生产力增长百分之五。\n',
  'en/abstract.md': '# Abstract\n\nProductivity grew by 5 percent.\n',
  'zh/1.md': '# 一\n\n第一句[1]。\n第二句见[下节](1.1.md#1.1-p1)。\n\n第三句。\n',
  'en/1.md':
    '# One\n\nThe first sentence[1].\nThe second, see [below](1.1.md#1.1-p1).\n\nThe third.\n',
  'zh/1.1.md': '# 细节\n\n细节。\n',
  'en/1.1.md': '# Details\n\nDetails.\n',
};

/** Make what would be read from a folder that has these files. */
function toSources(files: Files, report: (problem: Problem) => void): Sources {
  const folder = 'content';
  const read = (path: string): Source | undefined => {
    const text = files[path];
    const file = `${folder}/${path}`;
    if (text !== undefined) return { file, text: normalizeSource(file, text, report) };
    if (path.endsWith('.yaml'))
      report({ file, line: 1, expected: 'it', found: 'nothing', mend: '-' });
    return undefined;
  };
  return {
    folder,
    record: read('paper.yaml'),
    terms: read('terms.yaml'),
    permalinks: read('permalinks.json'),
    sections: mapLocales((locale) => {
      const paths = Object.keys(files).filter((path) => path.startsWith(`${locale}/`));
      return new Map(paths.map((path) => [path.slice(3, -'.md'.length), read(path)]));
    }),
    images: new Map([['map.png', { width: 4, height: 3 }]]),
  };
}

/** What reading some files comes to: a paper, or what is wrong with them. */
export interface Outcome {
  carried?: Carried;
  /** Everything that was reported, as it is said. */
  problems: string[];
}

/**
 * Read files, which have no other error than one about the content.
 *
 * @param keep what is done with them before a paper is made of them
 */
export function readFiles(
  files: Files,
  day?: string,
  keep = (sources: Sources): Sources => sources,
): Outcome {
  const problems: Problem[] = [];
  const sources = keep(toSources(files, (problem) => problems.push(problem)));
  try {
    const carried = makeVersion(sources, problems, day);
    return { carried, problems: carried.warnings.map(formatProblem) };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return { problems: error.message.split('\n\n').slice(1) };
  }
}

/** Make what reads files again and again as they are edited, and makes anew what has changed in them. */
export function makeReader(day?: string): (files: Files) => Outcome {
  const keep = prepareKeep();
  return (files) => readFiles(files, day, keep);
}
