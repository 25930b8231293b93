import { quote } from '../paper/report.ts';
import type { Segment } from '../paper/tree.ts';
import { type CheckedPaper, type PaperFault, toPath } from './index.ts';
import { markerPattern } from './markers.ts';

/** English words per Chinese character, used when a paper is too short to measure. */
export const usual = 0.65;

/** Find sentences much longer or shorter than their counterparts, by the ratio of this paper (Gale & Church, 1993). */
export function* checkLengths({ sections, folder }: CheckedPaper): Generator<PaperFault> {
  const rows = sections.flatMap(({ number, paragraphs }) =>
    paragraphs
      .filter(({ prose }) => prose)
      .flatMap(({ segments }) => segments)
      .map(({ zh, en }) => ({ number, zh, en, characters: lengthOf(zh), words: lengthOf(en) }))
      // The length of a short sentence means little.
      .filter(({ characters, words }) => Math.max(characters, words / usual) >= 10),
  );
  const ratios = rows.map(({ characters, words }) => words / characters).sort((a, b) => a - b);
  const ratio = (rows.length < 12 ? undefined : ratios[Math.floor(rows.length / 2)]) ?? usual;
  for (const { number, zh, en, characters, words } of rows) {
    const expected = characters * ratio;
    // A difference of a dozen words is a matter of style.
    const isUsual = words <= 2.6 * expected && words >= expected / 2.6;
    if (isUsual || Math.abs(words - expected) <= 12) continue;
    const place = `${toPath(folder, 'zh', number)}:${zh.line}`;
    yield {
      path: toPath(folder, 'en', number),
      line: en.line,
      expected: `about ${Math.round(expected)} words for ${place} ${quote(zh.text)}`,
      found: `${words}, ${quote(en.text)}`,
      fix: 'compare the two lines; if they say the same, accept the warning in paper.yaml',
    };
  }
}

const unit = /\p{Script=Han}|(?:(?!\p{Script=Han})[\p{L}\p{N}\p{M}])+/gu;

/** Return the length of a text in Chinese characters or words, at least 1. */
export function lengthOf({ text }: Segment): number {
  return Math.max(1, text.replace(markerPattern, ' ').match(unit)?.length ?? 0);
}
