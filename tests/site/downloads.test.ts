import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  decodePDFRawStream,
  PDFDict,
  PDFDocument,
  PDFHexString,
  PDFName,
  type PDFPage,
  PDFRawStream,
  PDFString,
} from '@cantoo/pdf-lib';
import { unzipSync } from 'fflate';
import { describe, expect, inject, test } from 'vitest';
import { downloads } from '../../src/features/downloads/downloads.ts';
import { toPath } from '../../src/paper/anchor.ts';
import { formatSize, langOf, leadOf, localesOf, views } from '../../src/paper/locale.ts';
import { addNumber } from '../../src/paper/number.ts';
import { flatten } from '../../src/paper/tree.ts';
import { listFiles } from '../../src/site/files.ts';
import { paper, paperFolder } from '../support/paper.ts';
import { findPage, readPages } from '../support/site.ts';

const { folder, url } = inject('site');

const offering = views.flatMap((view) => [toPath(view, ''), toPath(view, 'about')]);
test.each(offering)('%s offers each file, with its size unless it is a PDF', (path) => {
  const links = [...findPage(readPages(), path).document.querySelectorAll('.downloads a')];
  const read = (link: Element) => ['href', 'type'].map((name) => link.getAttribute(name));
  const sizes = links.map((link) => link.querySelector('small')?.textContent);
  expect(links.map(read)).toEqual(downloads.map(({ file, type }) => [`/downloads/${file}`, type]));
  const sizeOf = (file: string) => formatSize(readFileSync(join(folder, 'downloads', file)).length);
  expect(sizes).toEqual(downloads.map(({ file, make }) => make && sizeOf(file)));
});

test('there are no other downloads', () => {
  expect(readdirSync(join(folder, 'downloads')).sort()).toEqual(
    downloads.map(({ file }) => file).sort(),
  );
});

test.each(downloads)('$file is served as $type', async ({ file, type }) => {
  const response = await fetch(`${url}downloads/${file}`, { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')?.replace(/;.*$/, '')).toBe(type);
});

test('the addresses in the data include the path of the site', () => {
  const { url: sub, folder: subFolder } = inject('subSite');
  const data = JSON.parse(readFileSync(join(subFolder, 'downloads/paper.json'), 'utf8'));
  const base = new URL(sub).pathname;
  expect(data.sections[4].url).toBe(`${paper.record.site}${base}3.1/`);
  expect(data.$schema).toBe(`${paper.record.site}${base}downloads/paper.schema.json`);
});

test('the archive has the unchanged files of the content', () => {
  const packed = unzipSync(readFileSync(join(folder, 'downloads/paper.zip')));
  const files = listFiles(paperFolder);
  expect(Object.keys(packed).sort()).toEqual(files.map((file) => `content/${file}`));
  for (const file of files) {
    expect(Buffer.from(packed[`content/${file}`] ?? [])).toEqual(
      readFileSync(join(paperFolder, file)),
    );
  }
});

describe.each(views)('the PDF of the %s view', async (view) => {
  const pdf = await PDFDocument.load(readFileSync(join(folder, `downloads/paper-${view}.pdf`)), {
    updateMetadata: false,
  });
  const entries = pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFDict ? [object] : []));
  const listTexts = (key: string, found: readonly PDFDict[]) =>
    found.flatMap((dict) => {
      const text = dict.lookup(PDFName.of(key));
      return text instanceof PDFString || text instanceof PDFHexString ? [text.decodeText()] : [];
    });

  test('is tagged, with its language and title', () => {
    expect(pdf.catalog.has(PDFName.of('StructTreeRoot'))).toBe(true);
    expect(listTexts('Lang', [pdf.catalog])).toEqual([langOf(view)]);
    expect(pdf.getTitle()).toContain(paper.record.title[leadOf(view)]);
  });

  const decode = (stream: unknown) =>
    stream instanceof PDFRawStream
      ? Buffer.from(decodePDFRawStream(stream).decode()).toString()
      : '';
  const printed = entries.filter((dict) => dict.has(PDFName.of('ToUnicode')));

  test('has only fonts of the site, whose characters are those of the text', () => {
    const names = printed.map((font) => String(font.get(PDFName.of('BaseFont'))));
    expect(names.filter((name) => !/\+Duidu(?:Han|Latin)-/.test(name))).toEqual([]);
    const codes = printed.flatMap(
      (font) => decode(font.lookup(PDFName.of('ToUnicode'))).match(/<[\dA-F]{4}>/g) ?? [],
    );
    const text = codes.map((code) => String.fromCharCode(Number.parseInt(code.slice(1, 5), 16)));
    expect(text.filter((sign) => /[\u2e80-\u2fdf]/.test(sign))).toEqual([]);
    if (view !== 'en') expect(text).toEqual(expect.arrayContaining([...'没第版月']));
  });

  /** Read the text that lies over a page, by the characters of its fonts. */
  const readHead = (page: PDFPage) => {
    const forms = page.node.Resources()?.lookup(PDFName.of('XObject'), PDFDict).values() ?? [];
    const form = pdf.context.lookup(forms.at(-1)) as PDFRawStream;
    const own = form.dict.lookup(PDFName.of('Resources'), PDFDict).lookup(PDFName.of('Font'));
    let map = new Map<string, string>();
    const texts = [...decode(form).matchAll(/\/(F\d+) [\d.]+ Tf|<(\w+)> Tj/g)].map(
      ([, name, codes]) => {
        if (name) map = readMap((own as PDFDict).lookup(PDFName.of(name), PDFDict));
        return codes
          ?.match(/..../g)
          ?.map((code) => map.get(code))
          .join('');
      },
    );
    return texts.join('');
  };
  const readMap = (font: PDFDict) => {
    const rules = decode(font.lookup(PDFName.of('ToUnicode'))).matchAll(
      /^<(\w+)> (?:<(\w+)> )?<(\w{4})>$/gm,
    );
    const toCode = (hex = '') => Number.parseInt(hex, 16);
    return new Map(
      [...rules].flatMap(([, first, last = first, to]) =>
        Array.from(
          { length: toCode(last) - toCode(first) + 1 },
          (_, at) =>
            [
              (toCode(first) + at).toString(16).toUpperCase().padStart(4, '0'),
              String.fromCharCode(toCode(to) + at),
            ] as const,
        ),
      ),
    );
  };

  test('has the section and its address over each page but the first', () => {
    const heads = pdf.getPages().map(readHead);
    const { site } = paper.record;
    const sections = heads.map((head) =>
      flatten(paper.root).find(
        ({ number, title }) =>
          head.startsWith(addNumber(number, title[leadOf(view)].text).slice(0, 4)) &&
          head.endsWith(site + toPath(view, number)),
      ),
    );
    expect(heads[0]).toBe('');
    expect(sections.slice(1)).not.toContain(undefined);
  });

  test('has every heading in its outline once', () => {
    const outline = entries.filter((dict) => dict.has(PDFName.of('Dest')));
    const headings = flatten(paper.root).map(({ number, title }) =>
      localesOf(view)
        .map((locale) => addNumber(number, title[locale].text))
        .join(' '),
    );
    expect(listTexts('Title', outline).sort()).toEqual(headings.sort());
  });

  test('has links to permanent addresses', () => {
    const links = entries.flatMap((dict) => {
      const action = dict.lookup(PDFName.of('A'));
      return action instanceof PDFDict ? listTexts('URI', [action]) : [];
    });
    expect(links.length).toBeGreaterThan(10);
    expect(links.filter((link) => !link.startsWith(`${paper.record.site}/`))).toEqual([]);
  });

  test('has the date of the text', () => {
    const { versions = {} } = paper.permalinks ?? {};
    const day = new Date(Object.values(versions).at(-1) ?? '');
    expect([pdf.getCreationDate(), pdf.getModificationDate()]).toEqual([day, day]);
  });
});

test('each section names the translator of its English, where shown', () => {
  const pages = readPages();
  const read = (path: string) =>
    findPage(pages, path)
      .document.querySelector('.reading-time a[href$="#translation"]')
      ?.textContent?.trim();
  expect(read('/en/abstract/')).toBe('Translated by the author');
  expect(read('/en/3.1/')).toBe('Translated by Duidu');
  expect(read('/3.1/')).toMatch(/^对读译\s+Translated by Duidu$/);
  expect(read('/zh/3.1/')).toBeUndefined();
  expect(read('/en/')).toBeUndefined();
});

test('each page has the version of the text', () => {
  for (const { path, document } of readPages()) {
    const text = document.querySelector('footer')?.textContent ?? '';
    expect(text).toMatch(
      path.startsWith('/en/') ? /Text version 1, 27 November 2026/ : /文本第 1 版，2026年11月27日/,
    );
  }
});
