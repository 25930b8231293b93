import { remember } from '../paper/memoize.ts';
import { quote } from '../paper/report.ts';
import type { Segment } from '../paper/tree.ts';
import { tokenize } from '../text/phrases.ts';
import { type CheckedPaper, type PaperFault, toPath } from './index.ts';

/** English words for a Chinese character, where a paper is too short to tell. */
export const usual = 0.65;

/** Times as long, or as short, as expected. */
const most = 2.6;

/** Words too many or too few that are still a matter of style. */
const spare = 12;

/** Characters that a sentence needs for its length to mean something. */
const fewest = 10;

/** Find sentences much longer or shorter than their counterparts, by the ratio of this paper (Gale & Church, 1993). */
export function* checkLengths({ sections, folder }: CheckedPaper): Generator<PaperFault> {
  const rows = sections.flatMap(({ number, paragraphs }) =>
    paragraphs
      .filter(({ prose }) => prose)
      .flatMap(({ segments }) => segments)
      .map(({ zh, en }) => ({ number, zh, en, characters: lengthOf(zh), words: lengthOf(en) }))
      .filter(({ characters, words }) => Math.max(characters, words / usual) >= fewest),
  );
  const ratio =
    rows.length < 12 ? usual : median(rows.map(({ characters, words }) => words / characters));
  for (const { number, zh, en, characters, words } of rows) {
    const times = words / characters / ratio;
    const isUsual = times <= most && times >= 1 / most;
    if (isUsual || Math.abs(words - characters * ratio) <= spare) continue;
    const place = `${toPath(folder, 'zh', number)}:${zh.line}`;
    yield {
      path: toPath(folder, 'en', number),
      line: en.line,
      expected: `about ${Math.round(characters * ratio)} words for ${place} ${quote(zh.text)}`,
      found: `${words}, ${quote(en.text)}`,
      fix: 'compare the two lines; if they say the same, accept the warning in paper.yaml',
    };
  }
}

/** Return the length of a text in Chinese characters and words; of one without any, 1. */
export const lengthOf = remember(({ text }: Segment): number =>
  Math.max(1, tokenize(text).filter(({ kind }) => kind !== 'mark').length),
);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? usual;
}
