import { toParagraphAnchor, toSegmentAnchor } from '../paper/anchor.ts';
import { type Locale, otherOf } from '../paper/locale.ts';
import { type Parsed, quote, Report } from '../paper/report.ts';
import type { Permalinks } from '../paper/schema.ts';
import type { PairedSection, Section, Segment } from '../paper/tree.ts';
import { pairUp } from '../text/pair-up.ts';
import type { ParsedSection } from './markdown/index.ts';

interface Line extends Segment {
  prose: boolean;
  /** Whether it starts a paragraph. */
  first: boolean;
}

/** More missing lines than this, one after the other, are reported as one. */
const many = 3;

/**
 * Pair the lines of a section's two languages by order or, if their structures differ, by best fit.
 *
 * @param misfit how badly two lines fit; 0 if they fit
 */
export function alignSection(
  zhSection: ParsedSection,
  enSection: ParsedSection,
  number: string,
  misfit?: (zh: Segment, en: Segment) => number,
): Parsed<PairedSection> {
  const paths = { zh: zhSection.path, en: enSection.path };
  const lines = { zh: listLines(zhSection), en: listLines(enSection) };
  const report = new Report();
  const paragraphs: PairedSection['paragraphs'] = [];
  const pairs = (
    misfit && !hasSameShape(zhSection, enSection)
      ? pairUp(lines.zh, lines.en, (zh, en) => {
          const isOther = Number(zh.first !== en.first) / 2 + 2 * Number(zh.prose !== en.prose);
          return isOther + misfit(zh, en);
        })
      : lines.zh.map((zh, at) => [zh, lines.en[at]] as const)
  ).map(([zh, en]) => ({ zh, en }));
  const last = { zh: zhSection.heading.line, en: enSection.heading.line };
  // If the first line of a paragraph has no counterpart, the next line starts the paragraph.
  let begins = { zh: false, en: false };
  let reported = 0;
  for (const [index, { zh, en }] of pairs.entries()) {
    begins = { zh: begins.zh || zh?.first === true, en: begins.en || en?.first === true };
    const line = zh ?? en;
    if (zh && en) {
      const isCut = zhSection.isCut || enSection.isCut;
      const firsts = isCut ? { zh: false, en: false } : begins;
      reportMismatch({ ...zh, first: firsts.zh }, { ...en, first: firsts.en }, paths, report);
      if (begins.zh || begins.en || paragraphs.length === 0) {
        paragraphs.push({ prose: zh.prose, segments: [] });
      }
      paragraphs.at(-1)?.segments.push({ zh, en });
      begins = { zh: false, en: false };
    } else if (line && index >= reported) {
      const locale = zh ? 'zh' : 'en';
      const other = otherOf(locale);
      const found = pairs.findIndex((pair, at) => at > index && pair[other]);
      const rest = pairs.slice(index, found < 0 ? undefined : found);
      const next = pairs[found]?.[other];
      const end = rest.length > many ? rest.at(-1)?.[locale] : undefined;
      if (end) reported = index + rest.length;
      const lines = end
        ? `counterparts of ${paths[locale]}:${line.line}–${end.line} ${quote(line.text)} to ${quote(end.text)}`
        : `counterpart of ${paths[locale]}:${line.line} ${quote(line.text)}`;
      report.add(paths[other], 'alignment', {
        line: next && (line.first || !next.first) ? next.line : last[other] + 1,
        expected: `the ${lines}`,
        found: next ? `${quote(next.text)}, which fits another line better` : 'the end of the file',
        fix: 'add it on this line, or delete the other line; both must have the same line number',
      });
    }
    last.zh = zh?.line ?? last.zh;
    last.en = en?.line ?? last.en;
  }
  const title = { zh: zhSection.heading, en: enSection.heading };
  return { result: { number, title, paragraphs }, messages: report.messages };
}

/** Tell whether lines and blank lines are in the same places in both languages of a section. */
export function hasSameShape(zh: ParsedSection, en: ParsedSection): boolean {
  const toShape = ({ paragraphs }: ParsedSection) =>
    paragraphs.map(({ prose, segments }) => `${prose}${segments.length}`).join();
  return toShape(zh) === toShape(en);
}

/** Give the lines of a section the anchors from its permalinks, or else anchors by position. */
export function giveAnchors(section: PairedSection, permalinks?: Permalinks): Section {
  const recorded = permalinks?.sections[section.number]?.paragraphs ?? {};
  const names = Object.entries(recorded);
  const paragraphs = section.paragraphs.map(({ prose, segments }, index) => {
    const [anchor, anchors = {}] = names[index] ?? [toParagraphAnchor(section.number, index + 1)];
    const known = Object.entries(anchors);
    return {
      ...{ anchor, prose },
      segments: segments.map((pair, at) => {
        const [name, [, , changed] = []] = known[at] ?? [toSegmentAnchor(anchor, at + 1)];
        return { ...pair, anchor: name, ...(changed && { changed }) };
      }),
    };
  });
  return { ...section, paragraphs, children: [] };
}

function listLines({ paragraphs }: ParsedSection): Line[] {
  return paragraphs.flatMap(({ prose, segments }) =>
    segments.map((segment, index) => ({ ...segment, prose, first: index === 0 })),
  );
}

/** Report a pair in which only one line starts a paragraph, or only one is a block. */
function reportMismatch(zh: Line, en: Line, paths: Record<Locale, string>, report: Report): void {
  const there = `${paths.zh}:${zh.line} ${quote(zh.text)}`;
  const { line } = en;
  if (zh.prose !== en.prose) {
    const [zhKind, enKind] = [zh, en].map(({ prose }) => (prose ? 'running text' : 'a block'));
    const [expected, found] = [`${zhKind}, as in ${there}`, `${enKind} ${quote(en.text)}`];
    const fix = 'use the same kind of Markdown (a list, a table, a paragraph) in both languages';
    report.add(paths.en, 'alignment', { line, expected, found, fix });
  } else if (zh.first !== en.first) {
    const expected = `${zh.first ? 'a' : 'no'} blank line before it, as before ${there}`;
    const found = `${zh.first ? 'none' : 'one'} before ${quote(en.text)}`;
    const fix = 'keep blank lines in the same places in both languages';
    report.add(paths.en, 'alignment', { line, expected, found, fix });
  }
}
