import { toParagraphAnchor, toSegmentAnchor } from '../paper/anchor.ts';
import { type Locale, mapLocales } from '../paper/locale.ts';
import { type Problem, quote, type Report } from '../paper/problem.ts';
import type { AlignedParagraph, Segment } from '../paper/tree.ts';
import type { ParsedSection } from './section.ts';

/** A segment in the order of its file, and how its paragraph begins. */
interface Line extends Segment {
  prose: boolean;
  first: boolean;
}

/**
 * Pair the segments of a section's two languages by their order, and give them their anchors.
 *
 * The first line without a counterpart (text against a blank line or the end of the file, prose
 * against a block) is reported; what comes after it is out of step by the same fault.
 */
export function alignSection(
  number: string,
  parsed: Record<Locale, ParsedSection>,
  report: Report,
): AlignedParagraph[] {
  const lines = mapLocales((locale) => toLines(parsed[locale]));
  const paragraphs: AlignedParagraph[] = [];
  for (let index = 0; index < Math.max(lines.zh.length, lines.en.length); index++) {
    const zh = lines.zh[index];
    const en = lines.en[index];
    if (!zh || !en || zh.first !== en.first || zh.prose !== en.prose) {
      const lastLine = mapLocales((locale) => lines[locale][index - 1]?.line ?? 1);
      report(
        describeMismatch(
          zh,
          en,
          lastLine,
          mapLocales((locale) => parsed[locale].file),
        ),
      );
      break;
    }
    if (zh.first) {
      const anchor = toParagraphAnchor(number, paragraphs.length + 1);
      paragraphs.push({ anchor, prose: zh.prose, segments: [] });
    }
    const paragraph = paragraphs.at(-1);
    const anchor = toSegmentAnchor(paragraph?.anchor ?? '', (paragraph?.segments.length ?? 0) + 1);
    paragraph?.segments.push({ anchor, zh, en });
  }
  return paragraphs;
}

function toLines({ paragraphs }: ParsedSection): Line[] {
  return paragraphs.flatMap(({ prose, segments }) =>
    segments.map((segment, index) => ({ ...segment, prose, first: index === 0 })),
  );
}

/** Say which line lacks its counterpart, at the place where the counterpart was to be. */
function describeMismatch(
  zh: Line | undefined,
  en: Line | undefined,
  lastLine: Record<Locale, number>,
  files: Record<Locale, string>,
): Problem {
  if (zh && en && zh.first === en.first) {
    const [zhKind, enKind] = [zh, en].map(({ prose }) => (prose ? 'running text' : 'a block'));
    return {
      file: files.en,
      line: en.line,
      expected: `${zhKind}, as in ${files.zh}:${zh.line} ${quote(zh.text)}`,
      found: `${enKind} ${quote(en.text)}`,
      mend: 'use the same kind of Markdown (a list, a table, a paragraph) in both languages',
    };
  }
  // The longer paragraph, or the only text that is left, has the line that stands alone.
  const [alone, locale, other] =
    zh && !(en && zh.first) ? ([zh, 'zh', 'en'] as const) : ([en, 'en', 'zh'] as const);
  return {
    file: files[other],
    line: lastLine[other] + 1,
    expected: `the counterpart of ${files[locale]}:${alone?.line} ${quote(alone?.text ?? '')}`,
    found: zh && en ? 'the end of the paragraph' : 'the end of the file',
    mend: 'give each line its counterpart on the same line, and keep blank lines at the same places',
  };
}
