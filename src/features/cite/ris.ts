import type { CslItem } from './item.ts';
import { familyFirst, yearOf } from './parts.ts';

/** Write an item in the format of Research Information Systems, whose lines end with CRLF. */
export function toRis(item: CslItem): string {
  const [first, last] = item.page?.split('-') ?? [];
  const fields: [string, string | undefined][] = [
    ['TY', item['container-title'] ? 'JOUR' : 'ELEC'],
    ...(item.author ?? []).map((name): [string, string] => ['AU', familyFirst(name)]),
    ['TI', item.title],
    ['T2', item['container-title']],
    ['PY', yearOf(item)],
    ['VL', item.volume],
    ['IS', item.issue],
    ['SP', first],
    ['EP', last],
    ['DO', item.DOI],
    ['LA', item.language],
    ['AB', item.abstract],
    ['UR', item.URL],
  ];
  const lines = fields.flatMap(([tag, value]) =>
    value ? [`${tag}  - ${value.replace(/\s+/g, ' ')}\r\n`] : [],
  );
  return `${lines.join('')}ER  - \r\n`;
}
