import { type CslItem, toItem } from '../../src/features/cite/csl-item.ts';
import { romanize } from '../../src/features/pinyin/spelling.ts';
import { toPath } from '../../src/paper/anchor.ts';
import { type View, views } from '../../src/paper/locale.ts';
import type { PaperRecord } from '../../src/paper/schema.ts';
import { paper } from './paper.ts';

/** The access date of the citations in the fixtures. */
export const accessed = '2026-11-23';

/** A complete record with invented facts. */
export const completeRecord: PaperRecord = {
  ...paper.record,
  title: { zh: '一篇论文', en: 'A Paper' },
  authors: [
    { zh: '张三', en: 'Zhang, San' },
    { zh: '李四光', en: 'Li, Siguang' },
  ],
  journal: { zh: '某刊', en: 'A Journal' },
  year: 2024,
  volume: '12',
  issue: '3',
  pages: '101-118',
  doi: '10.1234/abcd.5678',
};

const five: PaperRecord['authors'] = [
  ...(completeRecord.authors ?? []),
  { zh: '王五', en: 'Wang, Wu' },
  { zh: '赵六', en: 'Zhao, Liu' },
  { zh: '某研究院', en: 'Institute of Something' },
] as PaperRecord['authors'];

const { journal: _journal, volume, issue, pages, doi, ...unpublished } = completeRecord;
const { doi: _doi, ...withoutDoi } = completeRecord;
const { authors: _authors, year: _year, ...anonymous } = unpublished;

function translate(record: PaperRecord, ...by: { zh: string; en: string }[]): PaperRecord {
  const [first = { zh: '王译', en: 'Wang, Yi' }, ...others] = by;
  return { ...record, translations: { default: { by: [first, ...others], zh: '译', en: 'By' } } };
}

/** Records with different facts, which styles format differently. */
export const records: Readonly<Record<string, PaperRecord>> = {
  two: completeRecord,
  five: { ...completeRecord, authors: five },
  'no-doi': { ...withoutDoi, title: { zh: '何为论文？', en: 'What Is a Paper?' } },
  'no-journal': unpublished,
  translated: translate(completeRecord),
  'translated page': translate(
    { ...unpublished, original: 'en' },
    ...(completeRecord.authors ?? []),
  ),
  'translated by others': translate(anonymous, { zh: '某社', en: 'A Society' }),
};

/** The items in the fixtures: this paper, a chapter and a section of it, and other records. */
export const citedItems: Readonly<Record<string, CslItem>> = Object.fromEntries([
  ...['', '3', '3.1'].flatMap((number) =>
    views.map((view) => [`this ${number || 'paper'} ${view}`, cite(paper.record, number, view)]),
  ),
  ...Object.entries(records).flatMap(([name, record]) =>
    (['zh', 'en'] as const).map((view) => [`${name} ${view}`, cite(record, '', view)]),
  ),
]);

/** Make the item of a section in a record. */
export function cite(record: PaperRecord, number: string, view: View): CslItem {
  const url = `https://duidu.example${toPath(view, number)}`;
  return toItem({ ...paper, record }, number, view, url, {
    site: { zh: '对读', en: 'Duidu' },
    romanize,
  });
}
