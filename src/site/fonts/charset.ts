import { readFileSync } from 'node:fs';
import { toString as toText } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import type { Locale } from '../../paper/locale.ts';
import { addNumber } from '../../paper/number.ts';
import type { Paper } from '../../paper/tree.ts';
import { flatten, listLines, listSegments } from '../../paper/tree.ts';
import { toAlphabet } from '../../read/markdown/alphabets.ts';
import { toWordings } from '../../text/phrases.ts';

/** The characters that the site's own font must have, by weight. */
export type Charset = Record<'regular' | 'bold', string>;

// These texts of the interface use the font of the paper; all others use the system's sans-serif font.
const headings = {
  page: ['site', 'notFound', 'contents'],
  search: ['title'],
  terms: ['title'],
  about: [
    ...['title', 'source', 'translation', 'markers', 'reading'],
    ...['addresses', 'downloads', 'rights'],
  ],
  settings: ['title', 'shortcuts'],
  former: ['gone', 'version', 'differences'],
  offline: ['title'],
};
const prose = { page: ['skip', 'wholePaper', 'retry'], terms: ['also', 'comma'] };

/** The English font always has these, for names and words of other languages. */
const latin = `${listRange(' ', '~')}${listRange('\u00a0', 'ÿ')}āǎēěīǐńňōǒūǔǖǘǚǜ–—‘’“”„†‡•…′″‹›€−`;

/** The regular weight has all other letters of European languages too, if the source font has them. */
const extended = ['Āī', 'Įı', 'Ĵť', 'Ũſ'].map(([first = '', last = '']) => listRange(first, last));

/** The parts of a paper that contain its characters. */
export type Lettered = Pick<Paper, 'site' | 'terms' | 'root'> & Partial<Paper>;

/** List the characters that a paper and the interface use in the font of a language, each once. */
export function listCharacters({ site, about, terms, root }: Lettered, locale: Locale): Charset {
  const segments = listSegments(root).map((segment) => segment[locale]);
  const bold = [
    locale === 'en' ? latin : '0123456789年月日',
    ...flatten(root).map(({ number, title }) => addNumber(number, title[locale].text)),
    ...segments.flatMap(({ nodes }) => nodes.flatMap((node) => listTexts(node, ['strong', 'th']))),
    ...readWords(headings, locale),
    site.name?.[locale] ?? '',
    about?.title[locale].text ?? '',
  ];
  const regular = [
    ...(locale === 'en' ? extended : []),
    ...segments.map(({ text }) => text),
    ...terms.flatMap((term) => toWordings(term)[locale]),
    ...readWords(prose, locale),
  ];
  // A section title is bold in the leading language and regular in the translation.
  return { regular: toSet([...bold, ...regular]), bold: toSet(bold) };
}

/** List the characters in formulas, each once, with the italics of letters; '' without formulas. */
export function listSigns({ root }: Pick<Paper, 'root'>): string {
  const texts = flatten(root)
    .flatMap(listLines)
    .flatMap(({ zh, en }) => [...zh.nodes, ...en.nodes])
    .flatMap((node) => listTexts(node, ['math']));
  return toSet(texts.flatMap((text) => [text, toAlphabet(text, 'italic'), '−′']));
}

function readWords(keys: Record<string, string[]>, locale: Locale): string[] {
  const words = JSON.parse(readFileSync(`src/i18n/${locale}.json`, 'utf8'));
  const read = (room: string, name: string) => words[room][name].replace(/\{\w+\}/g, '');
  return Object.entries(keys).flatMap(([room, names]) => names.map((name) => read(room, name)));
}

function toSet(texts: readonly string[]): string {
  return [...new Set(texts.join('').replace(/[\n\r\t]/g, ''))].sort().join('');
}

function listTexts(node: Parameters<typeof toText>[0], names: readonly string[]): string[] {
  const texts: string[] = [];
  visit(node, 'element', (element) => {
    if (names.includes(element.tagName)) texts.push(toText(element));
  });
  return texts;
}

function listRange(first: string, last: string): string {
  const start = first.charCodeAt(0);
  return String.fromCharCode(
    ...Array.from({ length: last.charCodeAt(0) - start + 1 }, (_, at) => start + at),
  );
}
