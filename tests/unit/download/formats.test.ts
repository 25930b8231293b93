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
import { toData, toSchema } from '../../../src/features/downloads/paper-json.ts';
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

  test('know who made their English', () => {
    const author = units.filter(({ by }) => by === 'author').map(({ section }) => section);
    expect(new Set(author)).toEqual(new Set(['abstract']));
  });
});

/** Read the schema of XLIFF 2.0, with what it needs of XML’s own. */
function readXliffSchema(): XsdValidator {
  const schema = readFileSync('tests/fixtures/xliff20.xsd', 'utf8');
  const [, location = ''] = /schemaLocation="(.*?)"/.exec(schema) ?? [];
  const names = ['lang', 'space'].map((name) => `<xs:attribute name="${name}" type="xs:string"/>`);
  const ofXml = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="http://www.w3.org/XML/1998/namespace">${names.join('')}</xs:schema>`;
  xmlRegisterInputProvider(new XmlBufferInputProvider({ [location]: Buffer.from(ofXml) }));
  return XsdValidator.fromDoc(XmlDocument.fromString(schema));
}

test('a section without a note of its own has that of what is around it', () => {
  const note = { by: 'author' as const, zh: '甲', en: 'A' };
  const record = { ...paper.record, translations: { ...paper.record.translations, '3': note } };
  expect(findProvenance(record, '3.1')).toBe(note);
});

test('lines that are joined are so in every format', () => {
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
  const pages = makeBookPages(joined, 'bilingual', addresses.toPage).pages.map(({ html }) => html);
  const data = JSON.stringify([toData(joined, addresses, site), toSearchRecords(joined.root)]);
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
  const tmx = toTmx(units, paper.record.original);
  const id = addresses.toFile('downloads/paper.schema.json');
  const data = JSON.parse(JSON.stringify(toData(paper, addresses, id)));

  test('are a table with a line for each unit', () => {
    const [head = '', ...lines] = toTsv(units).trimEnd().split('\n');
    const names = head.split('\t');
    const read = lines.map((line) => {
      return Object.fromEntries(line.split('\t').map((cell, index) => [names[index], cell]));
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

test('the files have no sign that is their own', () => {
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

  test('begins with its media type, as it is', () => {
    expect(text.decode(book.slice(30, 58))).toBe('mimetypeapplication/epub+zip');
  });

  test('is the same bytes each time, wherever it is made', async () => {
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

  test('has a table of contents of all sections, and links that lead somewhere', () => {
    const names = Object.keys(files).filter((name) => name.endsWith('.xhtml'));
    const pages = new Map(
      names.map((name) => [name.slice(5), parseHTML(read(name.slice(5))).document]),
    );
    expect(pages.get('nav.xhtml')?.querySelectorAll('nav li')).toHaveLength(19);
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
    const fonts = Object.keys(files).filter((name) => name.endsWith('.woff2'));
    const scripts = localesOf(view).map((locale) => (locale === 'zh' ? 'han' : 'latin'));
    expect(fonts).toHaveLength(2 * scripts.length);
    expect(fonts.every((name) => scripts.some((script) => name.includes(script)))).toBe(true);
  });
});

test.each([
  [0, '1 kB'],
  [1499, '1 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [12_340_000, '12.3 MB'],
])('%i bytes are %s', (bytes, size) => {
  expect(formatSize(bytes)).toBe(size);
});

function makeBook(view: View): Promise<Uint8Array> {
  return makeEpub(paper, view, addresses.toPage, () => {
    throw new Error('There is no image');
  });
}
