import type { Locale } from '../paper/locale.ts';
import { quote, type Report } from '../paper/problem.ts';
import { remember } from '../paper/remember.ts';
import type { Segment } from '../paper/tree.ts';
import { flatten, type Section } from '../paper/tree.ts';
import { tokenize } from '../text/tokens.ts';

/** How many English words a Chinese character makes as a rule, where a paper is too short to tell. */
const usual = 0.65;

/** How many times as long, or as short, as its counterpart a sentence is when it is looked at. */
const most = 2.6;

/** How many characters a sentence has at least for its length to mean something. */
const fewest = 10;

/**
 * Warn of sentences that are much longer or shorter than their counterparts, as those of this paper go:
 * half of one may be missing, or it may stand against another (as in Gale & Church, 1993).
 *
 * @param folder the content folder, for messages
 */
export function checkLengths(root: Section, folder: string, report: Report): void {
  const rows = root.children.flatMap(flatten).flatMap(({ number, paragraphs }) =>
    paragraphs
      .filter(({ prose }) => prose)
      .flatMap(({ segments }) =>
        segments
          .map(({ zh, en }) => ({
            number,
            zh,
            en,
            lengths: [lengthOf(zh), lengthOf(en)] as const,
          }))
          .filter(({ lengths: [zh, en] }) => Math.max(zh, en / usual) >= fewest),
      ),
  );
  const ratio = rows.length < 12 ? usual : median(rows.map(({ lengths: [zh, en] }) => en / zh));
  for (const { number, zh, en, lengths } of rows) {
    const times = lengths[1] / lengths[0] / ratio;
    if (times <= most && times >= 1 / most) continue;
    const place = (locale: Locale, { line }: Segment) => `${folder}/${locale}/${number}.md:${line}`;
    report({
      file: `${folder}/en/${number}.md`,
      line: en.line,
      level: 'warning',
      expected: `about ${Math.round(lengths[0] * ratio)} words for ${place('zh', zh)} ${quote(zh.text)}`,
      found: `${lengths[1]}, ${quote(en.text)}`,
      mend: 'see whether the two lines say the same; if they do, all is well',
    });
  }
}

/** Return the length of a text in Chinese characters and words; of one without any, 1. */
const lengthOf = remember(({ text }: Segment): number =>
  Math.max(1, tokenize(text).filter(({ kind }) => kind !== 'mark').length),
);

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? usual;
}
