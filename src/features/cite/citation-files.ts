import type { CslItem, CslName } from './csl-item.ts';
import { accessOf, familyFirst, isChinese, journalOf, yearOf } from './parts.ts';

/** The formats of citation files, with their media types. */
export const citeFormats = [
  { name: 'BibTeX', extension: 'bib', type: 'application/x-bibtex', write: toBibtex },
  { name: 'RIS', extension: 'ris', type: 'application/x-research-info-systems', write: toRis },
  {
    name: 'CSL-JSON',
    extension: 'json',
    type: 'application/vnd.citationstyles.csl+json',
    write: (item: CslItem) => JSON.stringify([item]),
  },
] as const;

/** Write an item as an entry for biblatex: `@online`, or `@article` if a journal published it. */
export function toBibtex(item: CslItem): string {
  const journal = journalOf(item);
  const fields = {
    author: item.author?.map(toName).join(' and '),
    translator: item.translator?.map(toName).join(' and '),
    // A second pair of braces preserves capitals.
    title: `{${escapeTex(item.title)}}`,
    origtitle: item['original-title'] && escapeTex(item['original-title']),
    journaltitle: journal && escapeTex(journal),
    // A list, which a second pair of braces keeps whole.
    organization: journal ? undefined : `{${escapeTex(item['container-title'])}}`,
    date: yearOf(item),
    volume: item.volume && escapeTex(item.volume),
    number: item.issue && escapeTex(item.issue),
    pages: item.page?.replace('-', '--'),
    doi: item.DOI,
    url: item.URL,
    urldate: accessOf(item, '-'),
    keywords: item.keyword && escapeTex(item.keyword),
    langid: isChinese(item) ? 'chinese' : 'english',
  };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value ? [`  ${name} = {${value}},\n`] : [],
  );
  return `@${journal ? 'article' : 'online'}{${item.id},\n${lines.join('')}}\n`;
}

function toName(name: CslName): string {
  const text = escapeTex(familyFirst(name));
  return 'literal' in name ? `{${text}}` : text;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

function escapeTex(text: string): string {
  return text.replace(/[\\~^&%$#_{}]/g, (sign) => escapes[sign] ?? `\\${sign}`);
}

/** Write an item as RIS, whose lines end with CRLF. */
export function toRis(item: CslItem): string {
  const [first, last] = item.page?.split('-') ?? [];
  const fields: [string, string | undefined][] = [
    ['TY', journalOf(item) ? 'JOUR' : 'ELEC'],
    ...(item.author ?? []).map((name): [string, string] => ['AU', familyFirst(name)]),
    ...(item.translator ?? []).map((name): [string, string] => ['A4', familyFirst(name)]),
    ['TI', item.title],
    ['TT', item.custom?.['title-translation']],
    ['OP', item['original-title']],
    ['T2', item['container-title']],
    ['PY', yearOf(item)],
    ['VL', item.volume],
    ['IS', item.issue],
    ['SP', first],
    ['EP', last],
    ['DO', item.DOI],
    ['LA', item.language],
    ['AB', item.abstract],
    ...(item.keyword?.split(', ') ?? []).map((word): [string, string] => ['KW', word]),
    ['UR', item.URL],
    ['Y2', accessOf(item, '/')],
  ];
  const lines = fields.flatMap(([tag, value]) =>
    value ? [`${tag}  - ${value.replace(/\s+/g, ' ')}\r\n`] : [],
  );
  return `${lines.join('')}ER  - \r\n`;
}
