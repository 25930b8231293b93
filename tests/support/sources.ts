import { ContentError, formatMessages } from '../../src/paper/report.ts';
import { type Carry, makePaper, type Reading } from '../../src/read/index.ts';
import { type Sources, toSources } from '../../src/read/sources.ts';

/** The files of a content folder by path in it: `zh/3.1.md`. */
export type Files = Readonly<Record<string, string>>;

/** A small valid paper. */
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

/** The result of reading some files: a paper, or problems. */
export interface Outcome {
  reading?: Reading;
  /** All messages as printed. */
  problems: string[];
}

const encoder = new TextEncoder();
/** The head of a PNG of 4 × 3 pixels. */
const image = Buffer.from('89504e470d0a1a0a0000000d494844520000000400000003', 'hex');

/** Make the sources of a folder with some files and an image. */
function sortFiles(files: Files, last?: Sources): Sources {
  const texts = Object.entries(files).map(([path, text]) => [path, encoder.encode(text)] as const);
  const folder = new Map([...texts, ['images/map.png', image]]);
  return toSources('content', folder, last);
}

function outcomeOf(sources: Sources, carry?: Carry): Outcome {
  try {
    const reading = makePaper(sources, carry);
    return { reading, problems: split(formatMessages(reading.warnings)) };
  } catch (error) {
    if (!(error instanceof ContentError)) throw error;
    return { problems: split(error.message).slice(1) };
  }
}

const split = (messages: string): string[] => messages.split('\n\n').filter(Boolean);

/** Read files; any error except one about the content is rethrown. */
export function readFiles(files: Files, carry?: Carry): Outcome {
  return outcomeOf(sortFiles(files), carry);
}

/** Make a reader for files that are edited again and again, with the caches of development. */
export function makeReader(carry?: Carry): (files: Files) => Outcome {
  let last: Sources | undefined;
  return (files) => {
    last = sortFiles(files, last);
    return outcomeOf(last, carry);
  };
}
