import type { ElementContent } from 'hast';
import { toString as toText } from 'hast-util-to-string';
import { visit } from 'unist-util-visit';
import {
  aboutWords,
  formerWords,
  pageWords,
  searchWords,
  settingWords,
  termWords,
} from '../i18n/words.ts';
import type { Locale } from '../paper/locale.ts';
import { addNumber } from '../paper/number.ts';
import type { Paper } from '../paper/paper.ts';
import { flatten, listSegments } from '../paper/tree.ts';
import { toWordings } from '../text/wordings.ts';

/** The characters that the site sets in a font of its own: in its regular cut, and in its bold. */
export type Charset = Record<'regular' | 'bold', string>;

// Only these texts of the interface are set like the paper; all others are in the system's sans.
const headings = [
  pageWords.site,
  searchWords.title,
  termWords.title,
  ...[aboutWords.title, aboutWords.source, aboutWords.translation, aboutWords.markers],
  ...[aboutWords.reading, aboutWords.addresses, aboutWords.downloads, aboutWords.rights],
  pageWords.notFound,
  settingWords.title,
  settingWords.shortcuts,
  formerWords.gone,
];
const prose = [pageWords.skip, pageWords.wholePaper, searchWords.retry];

/** What the English font always has, as names and words of other languages may bring it. */
const latin = [
  listRange(' ', '~'),
  listRange('\u00a0', 'ÿ'),
  'āǎēěīǐńňōǒūǔǖǘǚǜ',
  '–—‘’“”„†‡•…′″‹›€−',
].join('');

/** What its regular cut has besides: the rest of what Europe writes, as far as the font has it. */
const extended = [
  listRange('Ā', 'ī'),
  listRange('Į', 'ı'),
  listRange('Ĵ', 'ť'),
  listRange('Ũ', 'ſ'),
].join('');

/** List the characters that a paper and the interface set in a language’s font, each once. */
export function listCharacters({ terms, root }: Paper, locale: Locale): Charset {
  const segments = listSegments(root).map((segment) => segment[locale]);
  const bold = [
    locale === 'en' ? latin : '0123456789',
    ...flatten(root).map(({ number, title }) => addNumber(number, title[locale].text)),
    ...segments.flatMap(({ nodes }) => nodes.flatMap(listBold)),
    ...headings.map((text) => text[locale]),
  ];
  const regular = [
    locale === 'en' ? extended : '',
    ...segments.map(({ text }) => text),
    ...terms.flatMap((term) => toWordings(term)[locale]),
    ...prose.map((text) => text[locale]),
    termWords.also[locale] + termWords.comma[locale],
  ];
  // The title of a section is bold where it leads, and not where it is the translation.
  return { regular: toSet([...bold, ...regular]), bold: toSet(bold) };
}

function toSet(texts: readonly string[]): string {
  const characters = new Set(texts.join(''));
  return [...characters]
    .filter((character) => !/[\n\r\t]/.test(character))
    .sort()
    .join('');
}

/** List the texts in bold inside a node. */
function listBold(node: ElementContent): string[] {
  const texts: string[] = [];
  visit(node, 'element', (element) => {
    if (['strong', 'th'].includes(element.tagName)) texts.push(toText(element));
  });
  return texts;
}

function listRange(first: string, last: string): string {
  const [start, end] = [first.charCodeAt(0), last.charCodeAt(0)];
  return String.fromCharCode(...Array.from({ length: end - start + 1 }, (_, at) => start + at));
}
