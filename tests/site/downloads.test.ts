import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { unzipSync } from 'fflate';
import { describe, expect, inject, test } from 'vitest';
import { downloads } from '../../src/features/downloads/downloads.ts';
import { toPath } from '../../src/paper/anchor.ts';
import { formatSize, localesOf, views } from '../../src/paper/locale.ts';
import { addNumber } from '../../src/paper/number.ts';
import { flatten } from '../../src/paper/tree.ts';
import { listFiles } from '../../src/site/files.ts';
import { paper, paperFolder } from '../support/paper.ts';
import { findPage, readPages } from '../support/site.ts';

const { folder, url } = inject('site');
const files = downloads.flatMap((group) => group.files);

describe.each(views.flatMap((view) => [toPath(view, ''), toPath(view, 'about')]))('%s', (path) => {
  const links = [...findPage(readPages(), path).document.querySelectorAll('.downloads a')];

  test('offers each file, and says how large it is', () => {
    expect(
      links.map((link) => [
        link.getAttribute('href'),
        link.getAttribute('type'),
        link.querySelector('small')?.textContent,
      ]),
    ).toEqual(
      files.map(({ file, type }) => [
        `/downloads/${file}`,
        type,
        formatSize(readFileSync(join(folder, 'downloads', file)).length),
      ]),
    );
  });
});

test('there are no other downloads', () => {
  expect(readdirSync(join(folder, 'downloads')).sort()).toEqual(
    files.map(({ file }) => file).sort(),
  );
});

test.each(files)('$file is served as $type', async ({ file, type }) => {
  const response = await fetch(`${url}downloads/${file}`, { method: 'HEAD' });
  expect(response.status).toBe(200);
  expect(response.headers.get('content-type')?.replace(/;.*$/, '')).toBe(type);
});

test('the addresses in the data are those of the site under its path', () => {
  const { url: sub, folder: subFolder } = inject('subSite');
  const data = JSON.parse(readFileSync(join(subFolder, 'downloads/paper.json'), 'utf8'));
  const base = new URL(sub).pathname;
  expect(data.sections[4].url).toBe(`${paper.record.site}${base}3.1/`);
  expect(data.$schema).toBe(`${paper.record.site}${base}downloads/paper.schema.json`);
});

test('the archive has the files of the content as they are, but for its fonts', () => {
  const packed = unzipSync(readFileSync(join(folder, 'downloads/paper.zip')));
  const files = listFiles(paperFolder).filter((file) => !file.startsWith('fonts/'));
  expect(Object.keys(packed).sort()).toEqual(files.map((file) => `content/${file}`));
  for (const file of files) {
    expect(Buffer.from(packed[`content/${file}`] ?? [])).toEqual(
      readFileSync(join(paperFolder, file)),
    );
  }
});

describe.each(views)('the PDF of the %s view', (view) => {
  const pdf = readFileSync(join(folder, `downloads/paper-${view}.pdf`), 'latin1');

  test('is tagged, has an outline and says its language', () => {
    expect(pdf.startsWith('%PDF-')).toBe(true);
    expect(pdf).toContain('/StructTreeRoot');
    expect(pdf).toContain('/Outlines');
    expect(pdf).toMatch(view === 'en' ? /\/Lang \(en\)/ : /\/Lang \(zh-Hans\)/);
  });

  test('has every heading in its outline, once', () => {
    const titles = [...pdf.matchAll(/\/Title\(((?:\\.|[^\\)])*)\) *\/Dest/gs)].map(
      ([, text = '']) => {
        const bytes = Buffer.from(text.replace(/\\(.)/gs, '$1'), 'latin1');
        return text.startsWith('\u00fe\u00ff')
          ? bytes.subarray(2).swap16().toString('utf16le')
          : text;
      },
    );
    const headings = flatten(paper.root).map(({ number, title }) =>
      localesOf(view)
        .map((locale) => addNumber(number, title[locale].text))
        .join(' '),
    );
    expect(titles.sort()).toEqual(headings.sort());
  });

  test('has links to the addresses for good', () => {
    const links = pdf.match(/\/URI \([^)]*\)/g) ?? [];
    const own = links.filter((link) => !link.startsWith(`/URI (${paper.record.site}/`));
    expect(links.length).toBeGreaterThan(10);
    expect(own).toEqual([]);
  });

  test('has the day of the text as its time', () => {
    const { versions = {} } = paper.permalinks ?? {};
    const day = Object.values(versions).at(-1)?.replaceAll('-', '');
    expect(pdf.match(/\(D:\d+/g)?.every((time) => time === `(D:${day}000000`)).toBe(true);
  });
});

test('each section says who made its English, where that is shown', () => {
  const pages = readPages();
  const read = (path: string) =>
    findPage(pages, path).document.querySelector('.reading-time a')?.textContent?.trim();
  expect(read('/en/abstract/')).toBe('In the author’s own translation');
  expect(read('/en/3.1/')).toBe('Translated for this site');
  expect(read('/3.1/')).toMatch(/^译文为本站所译\s+Translated for this site$/);
  expect(read('/zh/3.1/')).toBeUndefined();
  expect(read('/en/')).toBeUndefined();
});

test('each page says which version of the text it has', () => {
  for (const { path, document } of readPages()) {
    const text = document.querySelector('footer')?.textContent ?? '';
    expect(text).toMatch(
      path.startsWith('/en/') ? /Text version 1, 24 November 2026/ : /文本第 1 版，2026年11月24日/,
    );
  }
});
