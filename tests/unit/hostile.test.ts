import type { Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { XmlDocument } from 'libxml2-wasm';
import { visit } from 'unist-util-visit';
import { describe, expect, test } from 'vitest';
import { toBibtex, toRis } from '../../src/features/cite/citation-files.ts';
import { toItem } from '../../src/features/cite/item.ts';
import { makeBookPages } from '../../src/features/downloads/book-pages.ts';
import { listUnits, toTmx, toTsv } from '../../src/features/downloads/units.ts';
import { toConcordance } from '../../src/features/terms/concordance.ts';
import { toGraph } from '../../src/page/head/graph.ts';
import { locales } from '../../src/paper/locale.ts';
import type { Addresses, Paper } from '../../src/paper/tree.ts';
import { flatten } from '../../src/paper/tree.ts';
import { renderHtml } from '../../src/text/html.ts';
import { toLiteral } from '../support/hostile.ts';
import { payloads } from '../support/payloads.ts';
import { type Files, readFiles } from '../support/sources.ts';
import { isThorough } from '../support/thorough.ts';

const toAddresses = ({ record }: Paper): Addresses => ({
  toPage: (_view, name) => new URL(name, record.site).href,
  toFile: (path) => new URL(path, record.site).href,
});

/** What a page may have of a text: no element or attribute that loads or runs anything. */
const elements =
  /^(?:a|p|span|sup|div|em|strong|del|code|pre|img|figure|figcaption|blockquote|ul|ol|li|table|thead|tbody|tr|td|th|br|math|semantics|m[a-z]+)$/;
const attributes =
  /^(?:href|src|alt|title|width|height|loading|className|tabIndex|id|role|start|display|alttext|xmlns|style|(?!on)[a-z]+)$/;
const links = /^(?:https?:|mailto:|\/(?!\/)|#)/;

/** List what a browser would make of a text that is more than text. */
function listActive(html: string): string[] {
  const found: string[] = [];
  visit(fromHtml(html, { fragment: true }) as Nodes, (node) => {
    if (node.type === 'comment' || node.type === 'doctype') found.push(node.type);
    if (node.type !== 'element') return;
    const { tagName, properties } = node;
    if (!elements.test(tagName)) found.push(tagName);
    for (const [name, value] of Object.entries(properties)) {
      const isLink = name === 'href' || name === 'src';
      if (/^on|^style$/i.test(name) || !attributes.test(name)) found.push(`${tagName} ${name}`);
      else if (isLink && !links.test(String(value))) found.push(`${tagName} ${value}`);
    }
  });
  return found;
}

/** List what is wrong with everything that is made of a paper. */
function listFaults(paper: Paper): string[] {
  const { record, root, terms } = paper;
  const addresses = toAddresses(paper);
  const sections = flatten(root);
  const texts = sections.flatMap(({ title, paragraphs }) => [
    title,
    ...paragraphs.flatMap(({ segments }) => segments),
  ]);
  const active = texts.flatMap((text) =>
    locales.flatMap((locale) => listActive(renderHtml(text[locale].nodes, locale, '/'))),
  );
  const units = listUnits(paper, addresses);
  const xml = [
    ...makeBookPages(paper, 'bilingual', addresses.toPage).pages.map(({ html }) => html),
    toTmx(units, record.original),
  ];
  const items = locales.map((locale) => toItem(paper, '', locale, addresses.toPage(locale, '')));
  const slugs = toConcordance(terms, root).map(({ slug }) => slug);
  const kept = Object.keys(paper.permalinks?.aliases ?? {});
  return [
    ...active,
    ...xml.flatMap(findMalformed),
    ...(toTsv(units)
      .trimEnd()
      .split('\n')
      .every((row) => row.split('\t').length === 7)
      ? []
      : ['TSV']),
    ...(toGraph('bilingual', paper, addresses).includes('<') ? ['JSON-LD'] : []),
    ...items.map(toRis).filter((ris) => !/^(?:[A-Z][A-Z0-9] {2}- [^\r\n]*\r\n)+$/.test(ris)),
    ...items.map(toBibtex).filter((bibtex) => !isBalanced(bibtex)),
    ...[...slugs, ...kept].filter((name) => !/^[a-z0-9][a-z0-9.-]*$/.test(name)),
  ];
}

function findMalformed(xml: string): string[] {
  try {
    // The book's pages name no DTD, and no reader loads one.
    XmlDocument.fromString(xml.replace('<!DOCTYPE html>\n', '')).dispose();
    return [];
  } catch (error) {
    return [String(error)];
  }
}

/** Tell whether the braces of an entry for BibTeX close where they are to, and it is one entry. */
function isBalanced(entry: string): boolean {
  let depth = 0;
  for (const [sign] of entry.replaceAll(/\\[{}]/g, '').matchAll(/[{}]/g)) {
    depth += sign === '{' ? 1 : -1;
    if (depth < 1 && !entry.endsWith('}\n')) return false;
  }
  return depth === 0 && /^@\w+\{[^{}]*\{[\s\S]*\n\}\n$/.test(entry);
}

/** Return files as they are read from a disk, where a lone surrogate cannot be. */
function toStored(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, Buffer.from(text).toString()]),
  );
}

/** Say what is wrong with how files are taken: they are refused, by file and line, or are inert. */
function judge(files: Files): string[] {
  const { reading, problems } = readFiles(toStored(files), {});
  if (reading) return listFaults(reading.paper);
  return problems.length > 0
    ? problems.filter(
        (problem) =>
          !/^content\/.+:\d+:\d+(?: \(warning: [\w-]+\))?\n {2}expected: /s.test(problem),
      )
    : ['refused without a reason'];
}

const record = `title: { zh: 题, en: Title }
original: zh
site: https://example.org
source: { zh: 甲, en: A }
translations: { default: { by: project, zh: 乙, en: B } }
`;
const inText = (text: string): Files => ({
  'paper.yaml': record,
  'terms.yaml': '[]\n',
  'zh/1.md': `# 一\n\n${text}\n`,
  'en/1.md': `# One\n\n${text}\n`,
});
const inRecord = (text: string): Files => ({ ...inText('x'), 'paper.yaml': text });
const inField = (field: string): Files => inRecord(`${record}${field}\n`);
const quote = (text: string): string => JSON.stringify(text);
const both = (text: string): string => `{ zh: ${quote(text)}, en: ${quote(text)} }`;

/** Every place of the content that a text can be in, and a text that is sound there. */
const places: Readonly<Record<string, [put: (text: string) => Files, sound: string]>> = {
  'a sentence': [inText, 'x'],
  'a title': [(text) => ({ ...inText('x'), 'zh/1.md': `# ${text}\n\nx\n` }), 'x'],
  'escaped text': [
    (text) => {
      const it = toLiteral(text);
      const blocks = [
        `${it} [${it}](1.md "${it}") **${it}**`,
        `![${it}](../images/map.png "${it}")`,
        `| ${it} | x |\n|---|---|\n| x | ${it} |`,
        `> ${it}`,
        `- ${it}`,
        'x[^a]',
        `[^a]: ${it}`,
      ].join('\n\n');
      return {
        ...inText(''),
        'zh/1.md': `# ${it}\n\n${blocks}\n`,
        'en/1.md': `# ${it}\n\n${blocks}\n`,
      };
    },
    'x',
  ],
  'the address of a link': [(text) => inText(`x [y](${text}) z`), '1.md'],
  'the escaped address of a link': [(text) => inText(`x [y](<${toLiteral(text)}>) z`), '1.md'],
  'a definition': [(text) => inText(`x [y][z] z\n\n[z]: ${text}`), '1.md'],
  'a link to a section': [(text) => inText(`x [y](1.md#${text}) z`), '1-p1'],
  'the address of an image': [(text) => inText(`![x](${text})`), '../images/map.png'],
  'a table': [(text) => inText(`| x | y |\n|---|---|\n| ${text} | y |`), 'x'],
  code: [
    (text) => inText(`\`\`\`\`\`\`${text.replace(/[\n`].*/s, '')}\n${text}\n\`\`\`\`\`\``),
    'x',
  ],
  'code in a line': [(text) => inText(`x \`\`\`\`\` ${text} \`\`\`\`\` y`), 'x'],
  'the label of a note': [(text) => inText(`x[^${text}]\n\n[^${text}]: y`), 'x'],
  'a formula': [(text) => inText(`x $$ ${text} $$ y`), 'x'],
  'the text in a formula': [
    (text) => inText(`x $$\\text{${text.replace(/[\\{}$%#&~_^]/g, '\\$&')}}$$ y`),
    'x',
  ],
  'a formula of its own': [(text) => inText(`$$\n${text}\n$$`), 'x'],
  'the record': [
    (text) =>
      inRecord(`title: ${both(text)}
original: zh
site: https://example.org
source: ${both(text)}
translations: { default: { by: project, zh: ${quote(text)}, en: ${quote(text)} } }
markers: ${both(text)}
authors: [${both(text)}, { zh: x, en: ${quote(`x, ${text}`)} }]
journal: ${both(text)}
volume: ${quote(text)}
issue: ${quote(text)}
`),
    'x',
  ],
  'the pages': [(text) => inField(`journal: ${both('x')}\npages: ${quote(text)}`), '1-2'],
  'the DOI': [(text) => inField(`doi: ${quote(`10.1234/${text}`)}`), 'x'],
  'the site': [(text) => inRecord(record.replace('https://example.org', quote(text))), 'http://x'],
  'the host of the site': [
    (text) => inRecord(record.replace('https://example.org', quote(`https://${text}`))),
    'x',
  ],
  'a term': [
    (text) => ({
      ...inText('x'),
      'terms.yaml': `- zh: ${quote(text)}\n  en: ${quote(text)}\n  aliases: [${quote(text)}, x]\n`,
    }),
    'x',
  ],
  'the name of a file': [
    (text) => ({
      ...inText('x'),
      [`zh/${text.replace(/\n+/g, '\n')}.md`]: '# 二\n',
      [`en/${text.replace(/\n+/g, '\n')}.md`]: '# Two\n',
    }),
    '2',
  ],
  'a kept address': [
    (text) => {
      const { reading } = readFiles(inText('x'), {});
      const alias = { to: text, why: 'removed', version: 1, from: [text] };
      const kept = { ...reading?.paper.permalinks, aliases: { [text]: alias } };
      return { ...inText('x'), 'permalinks.json': JSON.stringify(kept) };
    },
    '2',
  ],
  'the record as a whole': [inRecord, record],
};

describe('what is hostile in the content', () => {
  // Each place has a share of the payloads, and each payload some of the places.
  const step = isThorough ? 1 : 16;
  test.each(Object.entries(places).map(([place, how], at) => [place, how, at] as const))(
    'is refused by its line or is but text: %s',
    (_place, [put, sound], start) => {
      expect(readFiles(put(sound)).problems).toEqual([]);
      const some = payloads.filter((_, at) => (at + start) % step === 0);
      const faults = some.flatMap((payload) =>
        judge(put(payload)).map((fault) => `${quote(payload).slice(0, 90)} → ${fault}`),
      );
      expect(faults).toEqual([]);
    },
    60_000,
  );
});
