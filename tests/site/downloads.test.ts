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
    stream instanceof PDFRawStream ? `${Buffer.from(decodePDFRawStream(stream).decode())}` : '';

  /** Map the glyphs of a font to their characters. */
  const readMap = (font: PDFDict) => {
    const rules = decode(font.lookup(PDFName.of('ToUnicode')));
    const map = new Map<number, string>();
    for (const [, ...codes] of rules.matchAll(/^<(\w+)> (?:<(\w+)> )?<(\w{4})>$/gm)) {
      const [first = 0, last = first, to = 0] = codes.map((code) => code && Number(`0x${code}`));
      for (let at = +first; at <= +last; at++) map.set(at, String.fromCharCode(+to + at - +first));
    }
    return map;
  };

  /** Read the text that is laid over a page. */
  const readHead = (page: PDFPage) => {
    const forms = page.node.Resources()?.lookup(PDFName.of('XObject'), PDFDict).values() ?? [];
    const form = pdf.context.lookup(forms.at(-1)) as PDFRawStream;
    const fonts = form.dict.lookup(PDFName.of('Resources'), PDFDict).lookup(PDFName.of('Font'));
    let map = new Map<number, string>();
    return [...decode(form).matchAll(/\/(F\d+) [\d.]+ Tf|<(\w+)> Tj/g)].reduce(
      (text, [, name, codes]) => {
        if (name) map = readMap((fonts as PDFDict).lookup(PDFName.of(name), PDFDict));
        return (
          text + (codes?.match(/..../g) ?? []).map((code) => map.get(Number(`0x${code}`))).join('')
        );
      },
      '',
    );
  };

  test('has only fonts of the site, whose characters are those of the text', () => {
    const fonts = entries.filter((dict) => dict.has(PDFName.of('ToUnicode')));
    const names = fonts.map((font) => String(font.get(PDFName.of('BaseFont'))));
    expect(names.filter((name) => !/\+Duidu(?:Han|Latin)-/.test(name))).toEqual([]);
    const text = fonts.flatMap((font) => [...readMap(font).values()]);
    expect(text.filter((sign) => /[\u2e80-\u2fdf]/.test(sign))).toEqual([]);
    if (view !== 'en') expect(text).toEqual(expect.arrayContaining([...'没第版月']));
  });

  test('has the section and its address over each page but the first', () => {
    const [first, ...heads] = pdf.getPages().map(readHead);
    expect(first).toBe('');
    const starts = flatten(paper.root).map(({ number, title }) => [
      addNumber(number, title[leadOf(view)].text).slice(0, 4),
      paper.record.site + toPath(view, number),
    ]);
    for (const head of heads) {
      const isOfSection = ([start = '', end = '']: string[]) =>
        head.startsWith(start) && head.endsWith(end);
      expect(starts.some(isOfSection), head).toBe(true);
    }
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
  expect(read('/3.1/')).toMatch(/^译者：对读\s+Translated by Duidu$/);
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
