import { type Locale, locales, mapLocales } from '../paper/locale.ts';
import type { AlignedSegment, Paper } from '../paper/tree.ts';
import { flatten } from '../paper/tree.ts';
import { UnreadableError } from './document.ts';
import { readCell } from './merging.ts';
import { splitSentences } from './segmenter.ts';

/** An edit of a row: `zh-up` moves the first Chinese sentence to the row before. */
export type Action = 'split' | 'join' | 'edit' | `${Locale}-${'up' | 'down'}`;

/** The sentences of a row in each language. */
type Row = Record<Locale, string[]>;

/** The prose rows of a section, and the index of the reviewed one. */
interface Review {
  number: string;
  rows: readonly AlignedSegment[];
  at: number;
}

/** Find a prose row by its anchor, with all prose rows of its section. */
export function findRow({ root }: Paper, anchor: string): Review | undefined {
  for (const { number, paragraphs } of flatten(root)) {
    const rows = paragraphs.flatMap(({ prose, segments }) => (prose ? segments : []));
    const at = rows.findIndex((row) => row.anchor === anchor);
    if (at >= 0) return { number, rows, at };
  }
  return undefined;
}

/** Read the sentences of a row. */
export function readRow(sources: Record<Locale, string>, row: AlignedSegment): Row {
  return mapLocales((locale) => readCell(sources[locale].split('\n'), row[locale].line));
}

/**
 * Change a row, and return the files of its section.
 *
 * @param edited the row in each language, one sentence per line; an empty line starts another row
 * @throws {UnreadableError} if the row lacks the neighbor or the sentences that the action needs
 */
export function reviewRow(
  sources: Record<Locale, string>,
  { number, rows, at }: Review,
  action: Action,
  edited: Record<Locale, string>,
): Record<Locale, string> {
  const needed = /^(?:split|edit)$/.test(action) ? 1 : 2;
  const from = action.endsWith('up') ? at - 1 : at;
  const touched = rows.slice(Math.max(0, from), from + needed);
  const none = 'expected a row before or after this one, found none; edit this row instead';
  if (touched.length < needed) throw new UnreadableError(`${number}.md: ${none}`);
  const old = touched.map((row) => readRow(sources, row));
  const changed =
    action === 'edit' ? readEdited(edited, number) : change(old as [Row, Row], action, number);
  return mapLocales((locale) => {
    const lines = sources[locale].split('\n');
    const end = sources[locale].includes('\r\n') ? '\r' : '';
    const starts = touched.map((row) => row[locale].line - 1);
    const ends = starts.map((start, index) => start + (old[index]?.[locale].length ?? 0));
    const written = changed.map((row) => row[locale].map((line) => `${line}${end}`).join('\\\n'));
    // Keep the paragraph break before the second row.
    const gap = needed === 2 && changed.length === 2 ? lines.slice(ends[0], starts[1]) : [];
    const [first = '', ...rest] = written;
    lines.splice(starts[0] ?? 0, (ends.at(-1) ?? 0) - (starts[0] ?? 0), first, ...gap, ...rest);
    return lines.join('\n');
  });
}

function change([first, second]: [Row, Row], action: Action, number: string): Row[] {
  if (action === 'join') return [mapLocales((one) => [...first[one], ...second[one]])];
  if (action === 'split') {
    const all = mapLocales((one) => divide(first, one, number));
    return [mapLocales((one) => all[one].slice(0, 1)), mapLocales((one) => all[one].slice(1))];
  }
  const locale = action.startsWith('zh') ? 'zh' : 'en';
  const isUp = action.endsWith('up');
  const [giver, taker] = isUp ? [second, first] : [first, second];
  const kept = divide(giver, locale, number);
  const moved = (isUp ? kept.shift() : kept.pop()) ?? '';
  const taken = isUp ? [...taker[locale], moved] : [moved, ...taker[locale]];
  const changed = [
    { ...giver, [locale]: kept },
    { ...taker, [locale]: taken },
  ];
  return isUp ? changed.reverse() : changed;
}

/** Split a cell into two or more sentences. */
function divide(row: Row, locale: Locale, number: string): string[] {
  const lines = row[locale];
  const sentences = lines.length > 1 ? [...lines] : splitSentences(lines.join(''), locale);
  if (sentences.length > 1) return sentences;
  const found = `expected two sentences, found one (“${lines.join('').slice(0, 40)}”)`;
  throw new UnreadableError(`${locale}/${number}.md: ${found}; edit the row or join it`);
}

function readEdited(edited: Record<Locale, string>, number: string): Row[] {
  const { zh, en } = mapLocales((locale) =>
    edited[locale]
      .trim()
      .split(/\n\s*\n/)
      .map((row) => row.split('\n').map((line) => line.trim())),
  );
  if (zh.length !== en.length || !edited.zh.trim() || !edited.en.trim()) {
    const found = 'expected as many rows in each language, found fewer in one';
    throw new UnreadableError(`${number}.md: ${found}; put an empty line between rows`);
  }
  return zh.map((row, at) => ({ zh: row, en: en[at] ?? [] }));
}

/** List the reasons of the report’s doubtful rows by anchor, skipping rows whose text has changed. */
export function listDoubts(report: string, { root }: Paper): Record<string, string> {
  const squeeze = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');
  const items = report.matchAll(/^- zh\/\S+ · en\/\S+: (.*)\n {2}- (.*)\n {2}- (.*)$/gm);
  const reasons = new Map([...items].map(([, why = '', ...both]) => [squeeze(both.join('')), why]));
  const segments = flatten(root).flatMap(({ paragraphs }) =>
    paragraphs.flatMap(({ segments }) => segments),
  );
  return Object.fromEntries(
    segments.flatMap(({ anchor, ...texts }) => {
      const why = reasons.get(squeeze(locales.map((locale) => texts[locale].text).join('')));
      return why ? [[anchor, why]] : [];
    }),
  );
}
