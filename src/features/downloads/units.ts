import type { Addresses, Paper } from '../../paper/paper.ts';
import { findProvenance, type Provenance } from '../../paper/record.ts';
import { flatten, type Section } from '../../paper/tree.ts';

/** A text in both languages, as those who take the paper along get it. */
export interface Unit {
  /** Its anchor; a title has that of its section, and the paper's own has `title`. */
  anchor: string;
  section: string;
  kind: 'title' | 'sentence' | 'block';
  zh: string;
  en: string;
  /** Who made the translation. */
  by: Provenance['by'];
  /** Its address in the view with both languages. */
  url: string;
}

/** List everything in a paper that is aligned, in reading order. */
export function listUnits({ record, root }: Paper, { toPage }: Addresses): Unit[] {
  return flatten(root).flatMap((section) => {
    const page = toPage('bilingual', section.number);
    const { by } = findProvenance(record, section.number);
    const make = (kind: Unit['kind'], anchor: string, zh: string, en: string): Unit => ({
      ...{ anchor, section: section.number, kind, zh, en, by },
      url: kind === 'title' ? page : `${page}#${anchor}`,
    });
    return [
      make('title', section.number || 'title', section.title.zh.text, section.title.en.text),
      ...listRows(section).map(({ kind, anchor, zh, en }) => make(kind, anchor, zh.text, en.text)),
    ];
  });
}

function listRows({ paragraphs }: Section) {
  return paragraphs.flatMap(({ prose, segments }) =>
    segments.map((segment) => ({
      ...segment,
      kind: prose ? ('sentence' as const) : ('block' as const),
    })),
  );
}
