import type { Nodes } from 'hast';
import { fromHtml } from 'hast-util-from-html';
import { XmlDocument } from 'libxml2-wasm';
import { visit } from 'unist-util-visit';
import { expect, test } from 'vitest';
import { toBibtex, toRis } from '../../src/features/cite/citation-files.ts';
import { toItem } from '../../src/features/cite/csl-item.ts';
import { makeBookPages } from '../../src/features/downloads/book-pages.ts';
import { toTbx } from '../../src/features/downloads/glossary.ts';
import { toTei } from '../../src/features/downloads/tei.ts';
import { listUnits, toTmx, toTsv, toXliff } from '../../src/features/downloads/units.ts';
import { toConcordance } from '../../src/features/terms/concordance.ts';
import { toGraph } from '../../src/page/head/graph.ts';
import { locales } from '../../src/paper/locale.ts';
import type { Addresses, Paper } from '../../src/paper/tree.ts';
import { flatten } from '../../src/paper/tree.ts';
import { renderHtml } from '../../src/text/html.ts';
import { readCases } from '../support/cases.ts';
import { toLiteral } from '../support/hostile.ts';
import { payloads } from '../support/payloads.ts';
import { type Files, readFiles } from '../support/sources.ts';
import { share } from '../support/thorough.ts';

const toAddresses = ({ record }: Paper): Addresses => ({
  toPage: (_view, name) => new URL(name, record.site).href,
  toFile: (path) => new URL(path, record.site).href,
});

/** The elements and attributes that a page may have from a text: none that loads or runs anything. */
const elements =
  /^(?:a|p|span|sup|div|em|strong|del|code|pre|img|figure|figcaption|blockquote|ul|ol|li|table|thead|tbody|tr|td|th|br|math|semantics|m[a-z]+)$/;
const attributes =
  /^(?:href|src|alt|title|width|height|loading|className|tabIndex|id|role|start|display|alttext|xmlns|style|(?!on)[a-z]+)$/;
const links = /^(?:https?:|mailto:|\/(?!\/)|#)/;

/** List the parts of a text that a browser would treat as more than text. */
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

/** List the faults of everything made from a paper. */
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
    ...makeBookPages({ ...addresses, paper, view: 'bilingual' }).pages.map(({ html }) => html),
    toTmx(units, record.original),
    toXliff(units, record.original),
    toTei(paper, addresses),
    toTbx(terms, record.title.en),
  ];
  const items = locales.map((locale) =>
    toItem(paper, '', locale, addresses.toPage(locale, ''), {
      site: record.title,
      romanize: String,
    }),
  );
  const slugs = toConcordance(terms, root).map(({ slug }) => slug);
  const kept = Object.keys(paper.permalinks?.aliases ?? {});
  return [
    ...active,
    ...xml.flatMap(findMalformed),
    ...(toTsv(units)
      .trimEnd()
      .split('\n')
      .every((row) => row.split('\t').length === 8)
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
    // The book's pages name no DTD, and no reading system loads one.
    XmlDocument.fromString(xml.replace('<!DOCTYPE html>\n', '')).dispose();
    return [];
  } catch (error) {
    return [String(error)];
  }
}

/** Tell whether the braces of a BibTeX entry balance, and it is a single entry. */
function isBalanced(entry: string): boolean {
  let depth = 0;
  for (const [sign] of entry.replaceAll(/\\[{}]/g, '').matchAll(/[{}]/g)) {
    depth += sign === '{' ? 1 : -1;
    if (depth < 1 && !entry.endsWith('}\n')) return false;
  }
  return depth === 0 && /^@\w+\{[^{}]*\{[\s\S]*\n\}\n$/.test(entry);
}

/** Return files as read from a disk, which cannot contain lone surrogates. */
function toStored(files: Files): Files {
  return Object.fromEntries(
    Object.entries(files).map(([path, text]) => [path, Buffer.from(text).toString()]),
  );
}

/** List the faults in how files are treated: they are refused by file and line, or are inert. */
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

interface Place {
  title?: string;
  lines?: string;
  record?: string;
  field?: string;
  site?: string;
  terms?: string;
  sound: string;
}

/** Put a text in a place of a small paper. */
function put({ title = 'x', lines = 'x', ...place }: Place, text: string): Files {
  const quoted = JSON.stringify(text);
  const forms: Record<string, string> = {
    ...{ TEXT: text, QUOTED: quoted, ESCAPED: quoted.slice(1, -1), LITERAL: toLiteral(text) },
    ...{ TEX: text.replace(/[\\{}$%#&~_^]/g, '\\$&'), FIRST: text.replace(/[\n`].*/s, '') },
  };
  const fill = (template: string) =>
    template.replace(/\b[A-Z]{3,}\b/g, (name) => forms[name] ?? name);
  const { site = 'https://example.org', field = '', terms = '[]\n' } = place;
  const record = `title: { zh: 题, en: Title }
original: zh
site: ${site}
source: { zh: 甲, en: A }
translations: { default: { by: project, zh: 乙, en: B } }
${field}
`;
  const section = fill(`# ${title}\n\n${lines}\n`);
  return {
    ...{ 'paper.yaml': fill(place.record ?? record), 'terms.yaml': fill(terms) },
    ...{ 'zh/1.md': section, 'en/1.md': section },
  };
}

const places: readonly (readonly [name: string, put: (text: string) => Files, sound: string])[] = [
  ...Object.entries(readCases<Record<string, Place>>('hostile')).map(
    ([name, place]) => [name, (text: string) => put(place, text), place.sound] as const,
  ),
  ['the name of a file', nameFile, '2'],
  ['a kept address', keepAddress, '2'],
];

const plain = put({ sound: '' }, '');

function nameFile(text: string): Files {
  const name = text.replace(/\n+/g, '\n');
  return { ...plain, [`zh/${name}.md`]: '# 二\n', [`en/${name}.md`]: '# Two\n' };
}

function keepAddress(text: string): Files {
  const { reading } = readFiles(plain, {});
  const alias = { to: text, why: 'removed', version: 1, from: [text] };
  const kept = { ...reading?.paper.permalinks, aliases: { [text]: alias } };
  return { ...plain, 'permalinks.json': JSON.stringify(kept) };
}

// Each place gets a part of the payloads, and each payload some of the places.
const step = Math.round(1 / share);

test.each(places.map((place, at) => [...place, at] as const))(
  'hostile content is refused by its line, or stays text: %s',
  (_place, put, sound, start) => {
    expect(readFiles(put(sound)).problems).toEqual([]);
    const some = payloads.filter((_, at) => (at + start) % step === 0);
    const faults = some.flatMap((payload) =>
      judge(put(payload)).map((fault) => `${JSON.stringify(payload).slice(0, 90)} → ${fault}`),
    );
    expect(faults).toEqual([]);
  },
  60_000,
);
