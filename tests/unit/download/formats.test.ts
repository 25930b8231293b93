import { readFileSync } from 'node:fs';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import Ajv2020 from 'ajv/dist/2020.js';
import { unzipSync } from 'fflate';
import {
  DtdValidator,
  XmlBufferInputProvider,
  XmlDocument,
  XmlDtd,
  XsdValidator,
  xmlRegisterInputProvider,
} from 'libxml2-wasm';
import { parseHTML } from 'linkedom';
import { describe, expect, test } from 'vitest';
import { makeBookPages } from '../../../src/features/downloads/book-pages.ts';
import { makeEpub } from '../../../src/features/downloads/epub.ts';
import { toGlossary, toTbx } from '../../../src/features/downloads/glossary.ts';
import { toData, toSchema } from '../../../src/features/downloads/paper-json.ts';
import { toTei } from '../../../src/features/downloads/tei.ts';
import { listUnits, toTmx, toTsv, toXliff } from '../../../src/features/downloads/units.ts';
import { toSearchRecords } from '../../../src/features/search/search-index.ts';
import { toPath } from '../../../src/paper/anchor.ts';
import { formatSize, langs, localesOf, type View, views } from '../../../src/paper/locale.ts';
import { findProvenance } from '../../../src/paper/schema.ts';
import type { Addresses } from '../../../src/paper/tree.ts';
import { flatten, listSegments } from '../../../src/paper/tree.ts';
import { readPaper } from '../../../src/read/index.ts';
import { otherFolder, paper } from '../../support/paper.ts';
import { readFiles, soundFiles } from '../../support/sources.ts';

const site = 'https://duidu.example';
const addresses: Addresses = {
  toPage: (view, name) => site + toPath(view, name),
  toFile: (path) => `${site}/${path}`,
};
const units = listUnits(paper, addresses);
const segments = listSegments(paper.root);
const otherPaper = readPaper(otherFolder);
const text = new TextDecoder();

describe('the units', () => {
  test('are the title, the headings and the sentences, in reading order', () => {
    expect(units.map(({ anchor }) => anchor).slice(0, 4)).toEqual([
      ...['title', 'abstract', 'abstract-p1s1', 'abstract-p1s2'],
    ]);
    expect(units).toHaveLength(segments.length + flatten(paper.root).length);
  });

  test('name the translator of their English', () => {
    const author = units.filter(({ by }) => by === 'author').map(({ section }) => section);
    expect(new Set(author)).toEqual(new Set(['abstract']));
  });
});

/** Read the schema of XLIFF 2.0, with the part of the schema of XML that it imports. */
function readXliffSchema(): XsdValidator {
  const schema = readFileSync('tests/fixtures/xliff20.xsd', 'utf8');
  const [, location = ''] = /schemaLocation="(.*?)"/.exec(schema) ?? [];
  const names = ['lang', 'space'].map((name) => `<xs:attribute name="${name}" type="xs:string"/>`);
  const ofXml = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">${names.join('')}</xs:schema>`;
  xmlRegisterInputProvider(new XmlBufferInputProvider({ [location]: Buffer.from(ofXml) }));
  return XsdValidator.fromDoc(XmlDocument.fromString(schema));
}

test('a section without its own translation note has that of its parent', () => {
  const note = { by: 'author' as const, zh: '甲', en: 'A' };
  const record = { ...paper.record, translations: { ...paper.record.translations, '3': note } };
  expect(findProvenance(record, '3.1')).toBe(note);
});

test('continued lines are joined in every format', () => {
  const lines = [
    '> 先生说，\n> 读书**贵在**\n> *得间*',
    '- 用 LeanCloud\n  AVObject',
    '[^a]: 注，\n注完',
  ];
  const write = (text: string) =>
    `# ${text}\n\n${text} Python\\\nthree[^a]\n\n${lines.join('\n\n')}\n`;
  const files = { ...soundFiles, 'zh/2.md': write('甲'), 'en/2.md': write('A') };
  const { reading } = readFiles(files);
  const joined = reading?.paper ?? paper;
  const rows = listUnits(joined, addresses);
  const pages = makeBookPages({ ...addresses, paper: joined, view: 'bilingual' }).pages.map(
    ({ html }) => html,
  );
  const data = JSON.stringify([toData(joined, addresses, site, []), toSearchRecords(joined.root)]);
  const html = pages.join('').replace(/<[^>]*>/g, '');
  const texts = [
    '先生说，读书贵在得间',
    '用 LeanCloud AVObject',
    '甲 Python three[1]',
    '[1] 注，注完',
  ];
  for (const format of [toTsv(rows), toTmx(rows, 'zh'), data, html]) {
    for (const text of texts) expect(format).toContain(text);
  }
});

describe.each([
  ['paper', paper],
  ['other paper', otherPaper],
])('the files of the %s', (_name, paper) => {
  const units = listUnits(paper, addresses);
  const tmx = toTmx(units, paper.record.original, '2026-11-27');
  const id = addresses.toFile('downloads/paper.schema.json');
  const data = JSON.parse(JSON.stringify(toData(paper, addresses, id, [])));

  test('are a table with a line for each unit', () => {
    const [head = '', ...lines] = toTsv(units).replace('\uFEFF', '').trimEnd().split('\n');
    const names = head.split('\t');
    const read = lines.map((line) => {
      // Excel would take 4.10 for 4.1.
      expect(line).not.toMatch(/(?:^|\t)[\d.]+\t/);
      const cells = line.split('\t').map((cell) => cell.replace(/^§(?=\d)/, ''));
      return Object.fromEntries(cells.map((cell, index) => [names[index], cell]));
    });
    const inLine = units.map((unit) =>
      Object.entries(unit).map(([name, text]) => [name, text.replaceAll('\n', ' ')]),
    );
    expect(read).toEqual(inLine.map((fields) => Object.fromEntries(fields)));
  });

  test('are a translation memory that is valid by its DTD', () => {
    const dtd = XmlDtd.fromString(readFileSync('tests/fixtures/tmx14.dtd', 'utf8'));
    const validator = new DtdValidator(dtd);
    expect(() => validator.validate(XmlDocument.fromString(tmx))).not.toThrow();
    const faulty = tmx.replace(/<tuv.*\n.*<\/tu>/, '</tu>').replace('<seg>', '<segment/><seg>');
    expect(() => validator.validate(XmlDocument.fromString(faulty))).toThrow();
    expect(tmx).toContain(' creationdate="20261127T000000Z"/>');
    expect(tmx).toContain(`srclang="${paper === otherPaper ? 'en-US' : 'zh-CN'}"`);
  });

  test('are XLIFF that is valid by its schema', () => {
    const validator = readXliffSchema();
    const xliff = toXliff(units, paper.record.original);
    expect(() => validator.validate(XmlDocument.fromString(xliff))).not.toThrow();
    for (const fault of [
      ['srcLang', 'lang'],
      ['<source>', '<source><seg/>'],
      ['<segment ', '<seg '],
    ]) {
      const faulty = xliff.replaceAll(...(fault as [string, string]));
      expect(() => validator.validate(XmlDocument.fromString(faulty))).toThrow();
    }
  });

  test('are a memory with each sentence once, in both languages', () => {
    const { document } = parseHTML(tmx.replace(/^.*\n.*\n/, ''));
    const read = [...document.querySelectorAll('tu')].map((tu) => [
      tu.getAttribute('tuid'),
      ...['zh-CN', 'en-US'].map(
        (lang) => tu.querySelector(`[xml\\:lang=${lang}] seg`)?.textContent,
      ),
      tu.querySelector('[type=x-translation-by]')?.textContent,
    ]);
    expect(read).toEqual(units.map(({ anchor, zh, en, by }) => [anchor, zh, en, by]));
  });

  test('are an edition in TEI with each sentence once, and its counterpart', () => {
    const { document } = parseHTML(toTei(paper, addresses).replace(/^.*\n/, ''));
    const texts = new Map(
      [...document.querySelectorAll('seg')].map((seg) => [
        seg.getAttribute('xml:id'),
        seg.textContent,
      ]),
    );
    const pairs = [...document.querySelectorAll('link')].map((link) => link.getAttribute('target'));
    const { original } = paper.record;
    const other = original === 'zh' ? 'en' : 'zh';
    const all = listSegments(paper.root);
    expect(pairs).toEqual(all.map(({ anchor: id }) => `#${original}-${id} #${other}-${id}`));
    for (const { anchor, zh, en } of all) {
      expect([texts.get(`zh-${anchor}`), texts.get(`en-${anchor}`)]).toEqual([zh.text, en.text]);
    }
    const ids = [...document.querySelectorAll('[xml\\:id]')].map((each) =>
      each.getAttribute('xml:id'),
    );
    expect(new Set(ids).size).toBe(ids.length);
    XmlDocument.fromString(toTei(paper, addresses)).dispose();
  });

  test('are the terms for translators, each wording in its language', () => {
    const { document } = parseHTML(toTbx(paper.terms, 'Terms').replace(/^.*\n/, ''));
    const read = [...document.querySelectorAll('termEntry')].map((entry) =>
      [...entry.querySelectorAll('langSet')].map((set) => [
        set.getAttribute('xml:lang'),
        ...[...set.querySelectorAll('term')].map(({ textContent }) => textContent),
      ]),
    );
    expect(read).toHaveLength(paper.terms.length);
    for (const [index, { zh, en, aliases = [] }] of paper.terms.entries()) {
      const [chinese = [], english = []] = read[index] ?? [];
      expect(chinese.slice(0, 2)).toEqual(['zh-CN', zh]);
      expect(english.slice(0, 2)).toEqual(['en-US', en]);
      expect([...chinese.slice(2), ...english.slice(2)].sort()).toEqual([...aliases].sort());
    }
    const { original } = paper.record;
    const [first = ''] = toGlossary(paper.terms, original).split('\n');
    const [term] = paper.terms;
    expect(first.split('\t').slice(0, 2)).toEqual(
      original === 'zh' ? [term?.zh, term?.en] : [term?.en, term?.zh],
    );
  });

  test('are data that fit their schema, with each sentence once', () => {
    const validate = new Ajv2020({ formats: { date: true } }).compile(toSchema(id));
    validate(data);
    expect(validate.errors).toBeNull();
    const spoiled = [structuredClone(data), structuredClone(data), structuredClone(data)];
    delete spoiled[0].sections[0].paragraphs[0].segments[0].en;
    spoiled[1].price = 1;
    spoiled[2].sections[0].translation = 'machine';
    expect(spoiled.map((each) => validate(each))).toEqual([false, false, false]);
    const read = data.sections.flatMap((section: (typeof data.sections)[number]) =>
      section.paragraphs.flatMap((paragraph: typeof data) => paragraph.segments),
    );
    expect(read).toEqual(
      listSegments(paper.root).map(({ anchor, zh, en }) => ({ anchor, zh: zh.text, en: en.text })),
    );
    expect(data.version).toBe(Object.keys(paper.permalinks?.versions ?? {}).length || undefined);
  });
});

test('the files add no character to the text', () => {
  const unit = { ...units[0], zh: '甲\t乙\n丙', en: '"a"' } as (typeof units)[number];
  expect(toTsv([unit]).split('\n')[1]?.split('\t')[3]).toBe('甲 乙 丙');
  expect(toTmx([{ ...unit, zh: '甲<乙&丙\u0007' }], 'zh')).toContain('<seg>甲&lt;乙&amp;丙</seg>');
});

const books = new Map(
  await Promise.all(views.map(async (view) => [view, await makeBook(view)] as const)),
);

describe.each([...books])('the %s book', (view, book) => {
  const files = unzipSync(book);
  const read = (name: string) => text.decode(files[`book/${name}`]);

  test('passes epubcheck without an error or a warning', async () => {
    const { messages } = await EpubCheck.validate(book);
    expect(messages).toEqual([]);
  });

  test('begins with its uncompressed media type', () => {
    expect(text.decode(book.slice(30, 58))).toBe('mimetypeapplication/epub+zip');
  });

  test('has the same bytes each time, on any machine', async () => {
    const { TZ } = process.env;
    process.env['TZ'] = 'Pacific/Kiritimati';
    const elsewhere = await makeBook(view);
    process.env['TZ'] = TZ ?? '';
    if (TZ === undefined) delete process.env['TZ'];
    expect(Buffer.from(elsewhere).equals(Buffer.from(book))).toBe(true);
  });

  test('has each sentence by its anchor, in its language', () => {
    for (const section of flatten(paper.root).slice(1)) {
      const { document } = parseHTML(read(`${section.number}.xhtml`));
      for (const segment of section.paragraphs.flatMap((paragraph) => paragraph.segments)) {
        const place = document.getElementById(segment.anchor);
        for (const locale of localesOf(view)) {
          const cell =
            view === 'bilingual' ? place?.querySelector(`[lang=${langs[locale]}]`) : place;
          expect(cell?.textContent).toBe(segment[locale].text);
          expect(cell?.closest('[lang]')?.getAttribute('lang')).toBe(langs[locale]);
        }
      }
    }
  });

  test('has a table of contents of all sections, and working links', () => {
    const names = Object.keys(files).filter((name) => name.endsWith('.xhtml'));
    const pages = new Map(
      names.map((name) => [name.slice(5), parseHTML(read(name.slice(5))).document]),
    );
    expect(pages.get('nav.xhtml')?.querySelectorAll('[role=doc-toc] li')).toHaveLength(19);
    for (const [name, document] of pages) {
      for (const link of document.querySelectorAll('a[href]')) {
        const href = link.getAttribute('href') ?? '';
        if (href.startsWith('https:')) continue;
        const [file = name, id] = href.split('#');
        expect(pages.has(file), href).toBe(true);
        if (id) expect(pages.get(file)?.getElementById(id), href).not.toBeNull();
      }
    }
  });

  test('has the fonts of its languages and no others', () => {
    const fonts = Object.keys(files).filter((name) => name.endsWith('.ttf'));
    const scripts = localesOf(view).map((locale) => (locale === 'zh' ? 'han' : 'latin'));
    // One more has the characters of the notes in Chinese.
    expect(fonts).toHaveLength(2 * scripts.length + (view === 'en' ? 0 : 1));
    expect(fonts.every((name) => scripts.some((script) => name.includes(script)))).toBe(true);
  });
});

test.each([
  [0, '1 kB'],
  [1499, '1 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [12_340_000, '12.3 MB'],
])('formatSize writes %i bytes as %s', (bytes, size) => {
  expect(formatSize(bytes)).toBe(size);
});

function makeBook(view: View): Promise<Uint8Array> {
  return makeEpub(paper, view, addresses.toPage, () => {
    throw new Error('There is no image');
  });
}
