import { type Locale, mapLocales } from '../paper/locale.ts';
import { quote } from '../paper/report.ts';
import { type AlignedSegment, flatten, listSegments, type Paper } from '../paper/tree.ts';
import { fault } from './document.ts';
import { readCell } from './merging.ts';
import { splitSentences } from './segmenter.ts';

/** A row as sentences in each language. */
type Row = Record<Locale, string[]>;

/** An edit of a row: `zh-up` moves its first Chinese sentence to the row before. */
export interface Edit {
  action: 'join' | 'edit' | `${Locale}-${'up' | 'down'}`;
  /** The row in each language, one sentence per line; an empty line starts another row. */
  edited?: Record<Locale, string>;
}

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

/** Read the lines of a row. */
export function readRow(sources: Record<Locale, string>, row: AlignedSegment): Row {
  return mapLocales((locale) => readCell(sources[locale].split('\n'), row[locale].line));
}

/** Split a cell into sentences, unless it has one on each line. */
export function divide(lines: readonly string[], locale: Locale): string[] {
  return lines.length > 1 ? [...lines] : splitSentences(lines.join(''), locale);
}

/**
 * Change a row, and return the files of its section.
 *
 * @throws {UnreadableError} if the row lacks what the action needs, or stays the same
 */
export function reviewRow(
  sources: Record<Locale, string>,
  { number, rows, at }: Review,
  edit: Edit,
): Record<Locale, string> {
  const needed = edit.action === 'edit' ? 1 : 2;
  const from = edit.action.endsWith('up') ? at - 1 : at;
  const touched = rows.slice(Math.max(0, from), from + needed);
  const file = `${number}.md`;
  if (touched.length < needed) {
    throw fault(file, 'a pair before or after this one', 'none', 'edit this pair instead');
  }
  const old = touched.map((row) => readRow(sources, row));
  const changed = edit.action === 'edit' ? readEdited(edit, file) : moveCut(old, edit, file);
  const written = mapLocales((locale) => {
    const lines = sources[locale].split('\n');
    const end = sources[locale].includes('\r\n') ? '\r' : '';
    const starts = touched.map((row) => row[locale].line - 1);
    const ends = starts.map((start, index) => start + (old[index]?.[locale].length ?? 0));
    const [first = '', ...rest] = changed.map((row) => row[locale].join(`\\${end}\n`) + end);
    // Keep the paragraph break before the second row.
    const gap = needed === 2 && changed.length === 2 ? lines.slice(ends[0], starts[1]) : [];
    lines.splice(starts[0] ?? 0, (ends.at(-1) ?? 0) - (starts[0] ?? 0), first, ...gap, ...rest);
    return lines.join('\n');
  });
  if (written.zh !== sources.zh || written.en !== sources.en) return written;
  throw fault(file, 'a change', 'none', 'edit a text or cancel');
}

/** Join two rows, or move a sentence from one to the other. */
function moveCut(rows: readonly Row[], { action }: Edit, file: string): Row[] {
  const [moved, way] = action.split('-');
  // Only the cell that gives a sentence is divided; the other lines stay.
  const giver = way === 'up' ? 1 : 0;
  const cells = (locale: Locale) =>
    rows.map((row, at) =>
      moved === locale && at === giver ? divide(row[locale], locale) : row[locale],
    );
  const all = mapLocales((locale) => cells(locale).flat());
  if (action === 'join') return [all];
  const cuts = mapLocales((locale) => {
    const shift = moved === locale ? (way === 'up' ? 1 : -1) : 0;
    const cut = (cells(locale)[0]?.length ?? 0) + shift;
    if (cut > 0 && cut < all[locale].length) return cut;
    const found = `only ${quote(rows[giver]?.[locale].join('') ?? '')}`;
    const fix = 'edit the pair, or join it with the other';
    throw fault(`${locale}/${file}`, 'at least two sentences', found, fix);
  });
  return [
    mapLocales((locale) => all[locale].slice(0, cuts[locale])),
    mapLocales((locale) => all[locale].slice(cuts[locale])),
  ];
}

function readEdited({ edited = { zh: '', en: '' } }: Edit, file: string): Row[] {
  const { zh, en } = mapLocales((locale) =>
    edited[locale]
      .trim()
      .split(/\n\s*\n/)
      .map((row) => row.split('\n').map((line) => line.trim())),
  );
  if (zh.length === en.length && edited.zh.trim() && edited.en.trim()) {
    return zh.map((row, at) => ({ zh: row, en: en[at] ?? [] }));
  }
  const fix = 'put an empty line between pairs';
  throw fault(file, 'as many pairs in each language', 'fewer in one', fix);
}

/** Matches a doubtful row in the report: its reason, and its texts in both languages. */
const doubtful = /^- zh\/\S+ · en\/\S+: (.*)((?:\n {2}- .*){2})\n?/gm;

const toLetters = (text: string) => text.replace(/[^\p{L}\p{N}]/gu, '');

/** List the reasons of the report’s doubtful rows by anchor, skipping rows whose text has changed. */
export function listDoubts(report: string, { root }: Paper): Record<string, string> {
  const items = [...report.matchAll(doubtful)];
  const reasons = new Map(items.map(([, why, texts = '']) => [toLetters(texts), why]));
  return Object.fromEntries(
    listSegments(root).flatMap(({ anchor, zh, en }) => {
      const why = reasons.get(toLetters(zh.text + en.text));
      return why ? [[anchor, why]] : [];
    }),
  );
}

/** Remove a row from the doubtful rows of the report. */
export function removeDoubt(report: string, { zh, en }: AlignedSegment): string {
  const row = toLetters(zh.text + en.text);
  let removed = 0;
  const left = report.replace(doubtful, (item, _, texts) => {
    if (toLetters(texts) !== row) return item;
    removed++;
    return '';
  });
  return left.replace(/(?<=^## Doubtful \()\d+/m, (count) => `${Number(count) - removed}`);
}
