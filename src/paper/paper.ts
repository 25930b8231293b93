import type { Permalinks } from './permalinks.ts';
import type { PaperRecord } from './record.ts';
import type { Term } from './term.ts';
import type { Section } from './tree.ts';

/** A paper in two languages, aligned. */
export interface Paper {
  record: PaperRecord;
  terms: Term[];
  /** The whole paper as a tree of its sections. */
  root: Section;
  /** Every address that was published; absent before the first version. */
  permalinks?: Permalinks;
}
