import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, test } from 'vitest';
import { toBibtex } from '../../src/lib/cite/bibtex.ts';
import { toItem } from '../../src/lib/cite/item.ts';
import { toRis } from '../../src/lib/cite/ris.ts';
import type { Addresses } from '../../src/lib/described.ts';
import { makeBookPages } from '../../src/lib/download/book-pages.ts';
import { toTmx } from '../../src/lib/download/tmx.ts';
import { toTsv } from '../../src/lib/download/tsv.ts';
import { listUnits } from '../../src/lib/download/units.ts';
import { toGraph } from '../../src/lib/graph.ts';
import { renderHtml } from '../../src/lib/html.ts';
import type { Paper } from '../../src/lib/paper.ts';
import { toSpeechChoices } from '../../src/lib/speech.ts';
import { flatten, listSegments } from '../../src/lib/tree.ts';
import { locales } from '../../src/lib/view.ts';
import { findActive } from '../support/inert.ts';
import { payloads } from '../support/payloads.ts';
import { type Files, readFiles, soundFiles } from '../support/sources.ts';

const addresses: Addresses = {
  toPage: (view, name) => `https://example.org/${view}/${name}`,
  toFile: (path) => `https://example.org/${path}`,
};

/** Write a text as YAML, which takes JSON, so that it is one value. */
const quote = (text: string) => JSON.stringify(text);
const both = (text: string) => `{ zh: ${text}, en: ${text} }`;
/** Write a text so that Markdown takes it for nothing but a text. */
const escape = (text: string) => text.replace(/[!-/:-@[-`{-~]/g, '\\$&');

/** Put a text into a section, in both languages alike. */
function inSection(text: string): Files {
  return { 'zh/1.md': text, 'en/1.md': text };
}

function inRecord(field: string, value: string): Files {
  const rest = soundFiles['paper.yaml']?.replace(new RegExp(`^${field}:.*\\n`, 'm'), '');
  return { 'paper.yaml': `${field}: ${value}\n${rest}` };
}

/** Where a text may stand in the content. */
const places: Readonly<Record<string, (text: string) => Files>> = {
  'a line': (text) => inSection(`# A\n\n${text}\n`),
  'a line, escaped': (text) => inSection(`# A\n\n${escape(text)}\n`),
  'a title': (text) => inSection(`# ${text}\n\nA.\n`),
  'a title, escaped': (text) => inSection(`# ${escape(text)}\n\nA.\n`),
  'the text of a link': (text) => inSection(`# A\n\n[${escape(text)}](1.1.md).\n`),
  'a link': (text) => inSection(`# A\n\n[A](${text}).\n`),
  'a link, in brackets': (text) => inSection(`# A\n\n[A](<${text}>).\n`),
  'a web address': (text) => inSection(`# A\n\n[A](<https://example.org/${text}>).\n`),
  'the title of a link': (text) => inSection(`# A\n\n[A](1.1.md "${escape(text)}").\n`),
  'a definition': (text) => inSection(`# A\n\n[A][a].\n\n[a]: <${text}>\n`),
  'an image': (text) => inSection(`# A\n\n![A](<${text}>)\n`),
  'the words of an image': (text) => inSection(`# A\n\n![${escape(text)}](../images/map.png)\n`),
  'a caption': (text) => inSection(`# A\n\n![A](../images/map.png "${escape(text)}")\n`),
  'a cell': (text) => inSection(`# A\n\n| A |\n|---|\n| ${text} |\n`),
  'a cell, escaped': (text) => inSection(`# A\n\n| A |\n|---|\n| ${escape(text)} |\n`),
  'a quotation': (text) => inSection(`# A\n\n> ${escape(text)}\n`),
  'an item': (text) => inSection(`# A\n\n- [ ] ${text}\n`),
  code: (text) => inSection(`# A\n\n\`\`\`\`\`${text}\n${text}\n\`\`\`\`\`\n`),
  'code in a line': (text) => inSection(`# A\n\n\`\`\` ${text} \`\`\`\n`),
  'a note': (text) => inSection(`# A\n\nA[^1].\n\n[^1]: ${escape(text)}\n`),
  'the label of a note': (text) => inSection(`# A\n\nA[^${text}].\n\n[^${text}]: A.\n`),
  'a formula': (text) => inSection(`# A\n\nA $$${text}$$.\n`),
  'words in a formula': (text) => inSection(`# A\n\n$$\n\\text{${text}}\n$$\n`),
  'the title of the paper': (text) => inRecord('title', both(quote(text))),
  'a field, as it is': (text) => inRecord('title', both(text)),
  'its source': (text) => inRecord('source', both(quote(text))),
  'who translated it': (text) =>
    inRecord(
      'translations',
      `{ default: { by: project, zh: ${quote(text)}, en: ${quote(text)} } }`,
    ),
  'the name of a translation': (text) =>
    inRecord(
      'translations',
      `{ default: { by: project, zh: A, en: A }, ${quote(text)}: { by: project, zh: A, en: A } }`,
    ),
  'its markers': (text) => inRecord('markers', both(quote(text))),
  'an author': (text) =>
    inRecord('authors', `[${both(quote(text))}, ${both(quote(`${text}, A`))}]`),
  'a journal': (text) => inRecord('journal', both(quote(text))),
  'a volume': (text) =>
    inRecord('journal', `${both('A')}\nvolume: ${quote(text)}\nissue: ${quote(text)}`),
  pages: (text) => inRecord('pages', quote(text)),
  'a DOI': (text) => inRecord('doi', quote(`10.1234/${text}`)),
  'an address of the site': (text) => inRecord('site', quote(`https://${text}`)),
  'another field': (text) => inRecord(quote(text), 'A'),
  'a record': (text) => ({ 'paper.yaml': text }),
  'a term': (text) => ({ 'terms.yaml': `- zh: ${quote(text)}\n  en: ${quote(text)}\n` }),
  'an alias': (text) => ({ 'terms.yaml': `- { zh: A, en: A, aliases: [${quote(text)}] }\n` }),
  'the addresses': (text) => ({ 'permalinks.json': text }),
  'the name of a file': (text) => ({ [`zh/${text}.md`]: '# A\n', [`en/${text}.md`]: '# A\n' }),
};

/** List what is wrong with what is made of a paper. */
function findFaults(paper: Paper): string[] {
  const texts = [
    ...flatten(paper.root).map(({ title }) => title),
    ...listSegments(paper.root),
  ].flatMap((text) => locales.map((locale) => text[locale]));
  const units = listUnits(paper, addresses);
  const item = toItem(paper, '', 'en', 'https://example.org/en/');
  const pages = makeBookPages(paper, 'bilingual', addresses.toPage).pages;
  return [
    ...texts.flatMap(({ nodes }) => findActive(renderHtml(nodes, 'en', '/'))),
    ...pages.flatMap(({ name, html }) => findBroken(name, html)),
    ...pages.flatMap(({ html }) => findActive(html.slice(html.indexOf('<body')))),
    ...findBroken('TMX', toTmx(units, 'zh')),
    ...(toTsv(units).split('\n').length === units.length + 2 ? [] : ['lines in the table']),
    ...(/^(?:[A-Z][A-Z0-9] {2}- [^\r\n]*\r\n)+$/.test(toRis(item)) ? [] : ['lines in RIS']),
    ...(isBalanced(toBibtex(item)) ? [] : ['braces in BibTeX']),
    ...(toGraph('en', paper, addresses).includes('<') ? ['< in JSON-LD'] : []),
  ];
}

function findBroken(name: string, xml: string): string[] {
  try {
    XmlDocument.fromString(xml).dispose();
    return [];
  } catch (error) {
    return [`${name}: ${String(error).trim()}`];
  }
}

/** Tell whether the braces that TeX counts are paired: all of them, as it counts those after \ too. */
function isBalanced(tex: string): boolean {
  let depth = 0;
  for (const [sign] of tex.matchAll(/[{}]/g)) {
    depth += sign === '{' ? 1 : -1;
    if (depth < 0) return false;
  }
  return depth === 0;
}

test('there are a few hundred payloads', () => {
  expect(payloads.length).toBeGreaterThan(400);
});

describe.each(Object.entries(places))('what stands for %s', (_place, put) => {
  test('is refused with its place, or is a text', () => {
    const faults = payloads.flatMap((payload) => {
      const { carried, problems } = readFiles({ ...soundFiles, ...put(payload) });
      const found = carried
        ? findFaults(carried.paper)
        : problems.filter((problem) => !/^content\/[^\n]*:\d+:\d+\n {2}expected: /.test(problem));
      return found.length > 0 ? [{ payload: payload.slice(0, 200), found }] : [];
    });
    expect(faults).toEqual([]);
  });
});
