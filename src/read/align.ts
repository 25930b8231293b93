import { type Locale, mapLocales } from '../paper/locale.ts';
import { type Parsed, quote, Report } from '../paper/report.ts';
import type { Permalinks } from '../paper/schema.ts';
import type { PairedSection, Section, Segment } from '../paper/tree.ts';
import type { ParsedSection } from './markdown/index.ts';

interface Line extends Segment {
  prose: boolean;
  first: boolean;
}

/** Pair the lines by order, and report the first without counterpart: all others are then out of step. */
export function alignSection(
  zhSection: ParsedSection,
  enSection: ParsedSection,
  number: string,
): Parsed<PairedSection> {
  const parsed = { zh: zhSection, en: enSection };
  const lines = mapLocales((locale) => listLines(parsed[locale]));
  const report = new Report();
  const paragraphs: PairedSection['paragraphs'] = [];
  for (let index = 0; index < Math.max(lines.zh.length, lines.en.length); index++) {
    const [zh, en] = [lines.zh[index], lines.en[index]];
    if (!zh || !en || zh.first !== en.first || zh.prose !== en.prose) {
      const last = mapLocales((locale) => lines[locale][index - 1]?.line ?? 1);
      reportMismatch(zh, en, last, { zh: zhSection.path, en: enSection.path }, report);
      break;
    }
    if (zh.first) paragraphs.push({ prose: zh.prose, segments: [] });
    paragraphs.at(-1)?.segments.push({ zh, en });
  }
  const title = mapLocales((locale) => parsed[locale].heading);
  return { result: { number, title, paragraphs }, messages: report.messages };
}

/** Give the lines of a section the anchors that its permalinks have, or else those of their order. */
export function giveAnchors(section: PairedSection, permalinks?: Permalinks): Section {
  const recorded = permalinks?.sections[section.number]?.paragraphs ?? {};
  const names = Object.entries(recorded);
  const paragraphs = section.paragraphs.map(({ prose, segments }, index) => {
    const [anchor, anchors = {}] = names[index] ?? [`${section.number}-p${index + 1}`];
    const known = Object.entries(anchors);
    return {
      ...{ anchor, prose },
      segments: segments.map((pair, at) => {
        const [name, [, , changed] = []] = known[at] ?? [`${anchor}s${at + 1}`];
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

function reportMismatch(
  zh: Line | undefined,
  en: Line | undefined,
  last: Record<Locale, number>,
  paths: Record<Locale, string>,
  report: Report,
): void {
  if (zh && en && zh.first === en.first) {
    const [zhKind, enKind] = [zh, en].map(({ prose }) => (prose ? 'running text' : 'a block'));
    report.add(paths.en, 'alignment', {
      line: en.line,
      expected: `${zhKind}, as in ${paths.zh}:${zh.line} ${quote(zh.text)}`,
      found: `${enKind} ${quote(en.text)}`,
      fix: 'use the same kind of Markdown (a list, a table, a paragraph) in both languages',
    });
    return;
  }
  // The longer paragraph, or the only text that is left, has the line that stands alone.
  const [alone, locale, other] =
    zh && !(en && zh.first) ? ([zh, 'zh', 'en'] as const) : ([en, 'en', 'zh'] as const);
  report.add(paths[other], 'alignment', {
    line: last[other] + 1,
    expected: `the counterpart of ${paths[locale]}:${alone?.line} ${quote(alone?.text ?? '')}`,
    found: zh && en ? 'the end of the paragraph' : 'the end of the file',
    fix: 'give each line its counterpart on the same line, and keep blank lines at the same places',
  });
}
