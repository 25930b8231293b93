import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PDFDict, PDFDocument, PDFHexString, PDFName } from '@cantoo/pdf-lib';
import { EpubCheck } from '@likecoin/epubcheck-ts';
import { unzipSync } from 'fflate';
import { describe, expect, inject, test } from 'vitest';
import { startInstalled } from '../../src/features/downloads/pdf.ts';
import { printViews } from '../../src/features/downloads/print.ts';
import { toPath } from '../../src/paper/anchor.ts';
import { views } from '../../src/paper/locale.ts';
import { flatten, listSegments } from '../../src/paper/tree.ts';
import { readPaper } from '../../src/read/index.ts';
import { cutFonts } from '../../src/site/fonts/cut-fonts.ts';
import { limitFonts } from '../support/fontconfig.ts';
import { checkSiteLinks } from '../support/links.ts';
import { otherFolder } from '../support/paper.ts';
import { findPage, readPages } from '../support/site.ts';
import { findInvalid } from '../support/valid.ts';
import { makeWorkFolder } from '../support/work.ts';

/** A very different paper, built by pointing CONTENT_DIR at it. */
const { folder } = inject('otherSite');
const paper = readPaper(otherFolder);
const pages = readPages('otherSite');
const sections = flatten(paper.root);
const read = (path: string) => readFileSync(join(folder, path));
const find = (path: string, selector: string) => [
  ...findPage(pages, path).document.querySelectorAll(`main ${selector}`),
];
const textsOf = (path: string, selector: string) =>
  find(path, selector).map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim());

test('has a page for each section in each view, with the same anchors', () => {
  expect(sections.map(({ number }) => number)).toEqual([
    ...['', 'abstract', '0', '1', '2', '2.1', '2.1.1', '2.2', 'notes'],
  ]);
  for (const section of sections) {
    const anchors = listSegments(section).map(({ anchor }) => anchor);
    for (const view of views) {
      const { document } = findPage(pages, toPath(view, section.number));
      const there = anchors.filter((anchor) => document.getElementById(anchor));
      expect(there).toEqual(anchors);
    }
  }
});

test('has no broken link', async () => {
  const { count, broken } = await checkSiteLinks('otherSite');
  expect(count).toBeGreaterThan(500);
  expect(broken).toEqual([]);
});

test.each(pages)('$path is valid HTML', async ({ html }) => {
  expect(await findInvalid(html)).toEqual([]);
});

test('has its own name, mark, colors and text', () => {
  for (const { path, html, document } of pages) {
    expect(document.querySelector('.brand')?.textContent, path).toMatch(
      /对照丛刊\s+Parallel Papers/,
    );
    expect(document.querySelector('footer')?.textContent, path).toMatch(
      /测试协会主办|Society for Tests/,
    );
    expect(html, path).toContain(':root{--link:#1c5d8c;--link-dark:#8cc4ec}');
    expect(html, path).not.toMatch(/对读项目|Duidu project|3\.1-p2s4/);
  }
  expect(read('favicon.svg')).toEqual(readFileSync(`${otherFolder}/images/logo.svg`));
  expect(read('icon-192.png')).not.toEqual(readFileSync('public/icon-192.png'));
  expect(textsOf('/en/about/', '#site p')).toEqual([
    'We publish papers in two languages. Send us yours.',
  ]);
  expect(textsOf('/en/about/', '#rights a')).toEqual([
    'CC-BY-4.0',
    'https://example.org/parallel-papers',
  ]);
  expect(JSON.parse(`${read('manifest.webmanifest')}`).short_name).toBe('对照丛刊');
});

test.each([
  ['/', 'en', /^Beyond .* · 字数.* \| Parallel Papers$/],
  ['/zh/', 'zh-Hans', /对照丛刊$/],
])('an English original gives %s the language %s', (path, lang, title) => {
  const { documentElement, title: own } = findPage(pages, path).document;
  expect(documentElement.lang).toBe(lang);
  expect(own).toMatch(title);
});

describe('Markdown of the other paper', () => {
  test('becomes a table, aligned', () => {
    expect(textsOf('/en/1/', 'th')).toEqual(['Reader', 'Pages', 'Time (s)']);
    expect(textsOf('/zh/1/', 'td')).toEqual(['甲', '3', '181', '乙', '3', '204']);
    expect(find('/1/', 'td.align-right')).toHaveLength(8);
  });

  test('becomes a figure with its caption and size', () => {
    const [image] = find('/en/1/', 'figure img');
    expect(image?.getAttribute('alt')).toMatch(/^Two columns;/);
    expect(['src', 'width', 'height'].map((name) => image?.getAttribute(name))).toEqual([
      ...['/images/columns.svg', '480', '200'],
    ]);
    expect(textsOf('/en/1/', 'figcaption')).toEqual(['Figure 1. The way of the eye.']);
    expect(read('images/columns.svg')).toEqual(readFileSync(`${otherFolder}/images/columns.svg`));
  });

  test('becomes notes with links back', () => {
    const [reference] = find('/zh/2.1/', '[role="doc-noteref"]');
    const notes = find('/zh/2.1/', '[role="doc-footnote"]');
    // The first reference in the Chinese text is to the second note.
    expect(reference?.textContent).toBe('[2]');
    expect(reference?.getAttribute('href')).toBe(`#${notes[1]?.parentElement?.id}`);
    const back = notes[1]?.querySelector('[role="doc-backlink"]')?.getAttribute('href');
    expect(back).toBe('#2.1-p1s1');
    expect(notes[1]?.textContent?.trim()).toBe('[2] 一页，即一眼所见。');
  });

  test('becomes formulas in MathML', () => {
    const [formula] = find('/en/2.1/', 'math[display="block"]');
    expect(formula?.getAttribute('alttext')).toContain('\\sqrt{d_i^2');
    expect(formula?.querySelectorAll('msqrt, mfrac')).toHaveLength(2);
    expect(find('/en/2.1/', 'p math').map(({ textContent }) => textContent)).toEqual(['d', 'n']);
  });

  test('becomes code, lists, quotations and ticked boxes', () => {
    expect(textsOf('/en/2.1.1/', 'pre')[0]).toContain('// <b>"4"</b> & a little');
    expect(find('/zh/2.1/', 'ul > li > ol > li')).toHaveLength(3);
    expect(textsOf('/en/2.1/', 'blockquote p')).toHaveLength(2);
    expect(textsOf('/en/2.2/', '.contains-task-list li')).toEqual([
      '☑ the reader’s haste',
      '☐ the reader’s age',
    ]);
  });

  test('joins a line that continues on the next', () => {
    const [segment] = listSegments(paper.root).filter(({ en }) => en.text.includes('emoji'));
    expect(segment?.en.text).toMatch(/counts as 1\. So does an emoji\.$/);
    expect(segment?.zh.text).toMatch(/一个表情符号也一样。$/);
    expect(textsOf('/en/1/', `[id="${segment?.anchor}"]`)).toEqual([segment?.en.text]);
  });

  test('loads its stylesheet only on its own pages', () => {
    const sheets = (path: string) =>
      findPage(pages, path).document.querySelectorAll('link[rel="stylesheet"]').length;
    expect(['/en/1/', '/2/', '/'].map(sheets)).toEqual([1, 1, 1]);
    expect(['/zh/notes/', '/en/abstract/'].map(sheets)).toEqual([0, 0]);
  });
});

test('cites its authors, in each language', () => {
  const citation = read('en/cite/bib/2.1.bib').toString();
  expect(citation).toContain('Li, Ji');
  expect(citation).toContain('{Society for Tests}');
  expect(read('zh/cite/ris/paper.ris').toString()).toContain('李𠮷');
});

test.each(views)('offers a %s book that passes epubcheck', async (view) => {
  const book = read(`downloads/paper-${view}.epub`);
  expect((await EpubCheck.validate(book)).messages).toEqual([]);
  const files = unzipSync(book);
  const opf = new TextDecoder().decode(files['book/package.opf']);
  expect(opf).toMatch(/href="2\.1\.xhtml"[^>]* properties="mathml"/);
  expect(Buffer.from(files['book/images/columns.svg'] ?? [])).toEqual(read('images/columns.svg'));
});

test('keeps characters outside the basic plane in its data', () => {
  expect(String(read('downloads/paper.json'))).toContain('𠮷、𪚥、𰻞');
});

/** Print the paper without emoji and what the site’s fonts lack, which only the system can have. */
async function print(variables: Record<string, string>) {
  const copy = makeWorkFolder();
  cpSync(folder, copy, { recursive: true });
  const { missing } = await cutFonts(paper);
  const ofSystem = new RegExp(`[${missing}\\p{Extended_Pictographic}]`, 'gu');
  for (const view of views) {
    const file = join(copy, toPath(view, ''), 'index.html');
    writeFileSync(file, readFileSync(file, 'utf8').replace(ofSystem, ''));
  }
  const browser = await startInstalled(variables);
  if (!browser) throw new Error('Expected a browser that prints, found none');
  try {
    await printViews(browser, copy, paper);
    return views.map((view) => readFileSync(join(copy, `downloads/paper-${view}.pdf`)));
  } finally {
    await browser.close();
    rmSync(copy, { recursive: true });
  }
}

test('its formulas are printed in the same bytes on a machine with other fonts', async () => {
  const [first, second] = [await print({}), await print(limitFonts())];
  expect(second.map((pdf, index) => pdf.equals(first[index] as Buffer))).toEqual([
    true,
    true,
    true,
  ]);
  const { context } = await PDFDocument.load(first[1] as Buffer, { updateMetadata: false });
  const dicts = context
    .enumerateIndirectObjects()
    .flatMap(([, object]) => (object instanceof PDFDict ? [object] : []));
  const list = (key: string) => dicts.flatMap((dict) => dict.get(PDFName.of(key)) ?? []);
  expect(list('BaseFont').filter((name) => /STIXTwoMath/.test(String(name)))).not.toEqual([]);
  const titles = list('Title').flatMap((title) =>
    title instanceof PDFHexString ? [title.decodeText()] : [],
  );
  expect(titles).toContain('2.1 眼睛的模型 2.1 A Model of the Eye');
});
