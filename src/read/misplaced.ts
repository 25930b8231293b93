import { isDeepStrictEqual } from 'node:util';
import type { Locale } from '../paper/locale.ts';
import { type Fault, quote } from '../paper/report.ts';
import type { Segment } from '../paper/tree.ts';
import type { FitWords } from '../text/lexicon.ts';
import type { ParsedSection } from './markdown/index.ts';

/** The two files of a section. */
export type Files = Readonly<Record<Locale, ParsedSection>>;

/** The minimum and the maximum number of lines by which two files are compared. */
const [fewest, most] = [4, 8];

/** Find sections whose text belongs to another section, or to the other language, in one of their files. */
export function findMisplaced(
  sections: readonly Files[],
  misfit: (zh: Segment, en: Segment, fitWords: FitWords) => number,
  fitWords: FitWords,
): Map<Files, Fault & { path: string }> {
  const measure = (
    zh: ParsedSection,
    en: ParsedSection,
    fit: FitWords,
    limit = Infinity,
  ): number => {
    const [ours, theirs] = [listHead(zh), listHead(en)];
    const length = Math.min(ours.length, theirs.length);
    let sum = length < fewest ? Infinity : 0;
    for (const [at, line] of ours.slice(0, length).entries()) {
      // Costs are never negative, so stop at the limit.
      if (sum < limit * length) sum += misfit(line, theirs[at] ?? line, fit);
    }
    return sum / length;
  };
  const doubtful = sections.filter(({ zh, en }) => measure(zh, en, () => undefined) > 1);
  const found = new Map<Files, Fault & { path: string }>();
  for (const files of doubtful.slice(0, 20)) {
    const { zh, en } = files;
    const own = measure(zh, en, fitWords);
    const report = (file: ParsedSection, place: string) =>
      found.set(files, {
        path: file.path,
        expected: `the counterpart of ${file === zh ? en.path : zh.path}`,
        found: `${quote(file.heading.text)}, which ${place}`,
        fix: 'put each text into the file of its section; two files may be swapped',
      });
    if (isChinese(en) && !isChinese(zh)) report(zh, 'is in English');
    for (const other of own < Infinity ? sections : []) {
      if (other === files || found.has(files)) continue;
      const isNear = (one: ParsedSection, two: ParsedSection) =>
        measure(one, two, fitWords, own / 2) < own / 2;
      const [isHere, isThere] = [isNear(zh, other.en), isNear(other.zh, en)];
      // One good fit may be chance: require one in both directions, or a copy.
      if (isHere && (isThere || isCopy(zh, other.zh))) report(zh, `fits ${other.en.path}`);
      else if (isThere && isCopy(en, other.en)) report(en, `fits ${other.zh.path}`);
    }
  }
  return found;
}

function listHead({ heading, paragraphs }: ParsedSection): Segment[] {
  const prose = paragraphs.filter((paragraph) => paragraph.prose);
  return [heading, ...prose.flatMap(({ segments }) => segments)].slice(0, most);
}

const isCopy = (one: ParsedSection, other: ParsedSection) =>
  isDeepStrictEqual(
    listHead(one).map(({ text }) => text),
    listHead(other).map(({ text }) => text),
  );

const isChinese = ({ heading, paragraphs }: ParsedSection) =>
  [heading, ...(paragraphs[0]?.segments ?? [])].every(({ text }) => /\p{Script=Han}/u.test(text));
