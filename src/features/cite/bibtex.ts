import type { CslItem, CslName } from './item.ts';
import { isChinese, yearOf } from './parts.ts';

/** Write an item as an entry for biblatex: `@online`, or `@article` if a journal published it. */
export function toBibtex(item: CslItem): string {
  const journal = item['container-title'];
  const fields = {
    author: item.author?.map(toName).join(' and '),
    // A second pair of braces keeps the capitals as they are.
    title: `{${escapeTex(item.title)}}`,
    journaltitle: journal && escapeTex(journal),
    date: yearOf(item),
    volume: item.volume && escapeTex(item.volume),
    number: item.issue && escapeTex(item.issue),
    pages: item.page?.replace('-', '--'),
    doi: item.DOI,
    url: item.URL,
    langid: isChinese(item) ? 'chinese' : 'english',
  };
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value ? [`  ${name} = {${value}},\n`] : [],
  );
  return `@${journal ? 'article' : 'online'}{${item.id},\n${lines.join('')}}\n`;
}

function toName(name: CslName): string {
  return 'literal' in name
    ? `{${escapeTex(name.literal)}}`
    : `${escapeTex(name.family)}, ${escapeTex(name.given)}`;
}

const escapes: Readonly<Record<string, string>> = {
  '\\': '\\textbackslash{}',
  '~': '\\textasciitilde{}',
  '^': '\\textasciicircum{}',
};

/** Escape what TeX would take for a command. */
function escapeTex(text: string): string {
  return text.replace(/[\\~^&%$#_{}]/g, (sign) => escapes[sign] ?? `\\${sign}`);
}
