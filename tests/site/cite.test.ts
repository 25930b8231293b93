import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { citeFormats, toBibtex, toRis } from '../../src/features/cite/citation-files.ts';
import { addAccess } from '../../src/features/cite/parts.ts';
import { citeStyles, formatCitation } from '../../src/features/cite/styles.ts';
import { toCitePath, toPath } from '../../src/paper/anchor.ts';
import { views } from '../../src/paper/locale.ts';
import { flatten } from '../../src/paper/tree.ts';
import { cite } from '../support/cited.ts';
import { paper } from '../support/paper.ts';
import { type BuiltPage, findPage, readPages } from '../support/site.ts';

const pages = readPages();
const { root, record } = paper;
const numbers = flatten(root).map(({ number }) => number);
const places = numbers.flatMap((number) => views.map((view) => [number, view] as const));

/** Return the text of each style in a page's panel. */
function readPanel({ document }: BuiltPage): Record<string, string> {
  const entries = [...document.querySelectorAll('main .cite [data-style]')];
  return Object.fromEntries(
    entries.map((entry) => [entry.getAttribute('data-style'), entry.innerHTML.trim()]),
  );
}

test.each(places)(
  'the panel of “%s” in the %s view cites it in every style and names its files',
  (number, view) => {
    const item = cite(record, number, view);
    const expected = citeStyles.map((id) => [
      id,
      formatCitation(item, id)
        .map(({ text, italic }) => (italic ? `<i>${text}</i>` : text))
        .join(''),
    ]);
    const page = findPage(pages, toPath(view, number));
    expect(readPanel(page)).toEqual(Object.fromEntries(expected));
    const links = [...page.document.querySelectorAll('.cite a')];
    expect(links.map((link) => link.getAttribute('href'))).toEqual([
      `${record.site}${toPath(view, number)}`,
      ...citeFormats.map(({ extension }) => toCitePath(view, number, extension)),
    ]);
  },
);

test('every listed page has one panel, and those without a section cite the whole paper', () => {
  for (const page of pages) {
    const isListed =
      page.document.querySelector('link[rel=canonical]') !== null &&
      page.document.querySelector('meta[name=robots]') === null;
    expect(page.document.querySelectorAll('.cite'), page.path).toHaveLength(isListed ? 1 : 0);
  }
  for (const view of views) {
    const whole = readPanel(findPage(pages, toPath(view, '')));
    for (const name of ['about', 'terms']) {
      expect(readPanel(findPage(pages, toPath(view, name)))).toEqual(whole);
    }
  }
});

describe('the files', () => {
  test.each(places)('that cite “%s” in the %s view have the known facts', (number, view) => {
    const item = addAccess(cite(record, number, view), paper.permalinks?.versions['1']);
    const read = (extension: string) =>
      readFileSync(join(inject('site').folder, toCitePath(view, number, extension)), 'utf8');
    expect(read('bib')).toBe(toBibtex(item));
    expect(read('ris')).toBe(toRis(item));
    expect(JSON.parse(read('json'))).toEqual([item]);
  });

  test('name no author or year, and give the date of the version as access date', () => {
    const texts = citeFormats.map(({ extension }) =>
      readFileSync(join(inject('site').folder, toCitePath('zh', '3.1', extension)), 'utf8'),
    );
    const days = /urldate = \{2026-11-27\}|Y2 {2}- 2026\/11\/27|"accessed":.*\[2026,11,27\]/;
    for (const text of texts) {
      expect(text).toMatch(days);
      expect(text.replace(days, '')).not.toMatch(/author|AU {2}-|issued|date|PY {2}-|20\d\d/);
    }
  });

  test('are served under a path too', async () => {
    const { url } = inject('subSite');
    for (const { extension, type } of citeFormats) {
      const response = await fetch(`${url}${toCitePath('en', '3.1', extension).slice(1)}`);
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')?.split(';')[0]).toBe(type);
      expect(await response.text()).toContain('/paper/en/3.1/');
    }
  });
});

test.each(views)('a quoted sentence of the %s view is found once, as annotations need', (view) => {
  const { document } = findPage(pages, toPath(view, '3.1'));
  const text = document.body.textContent ?? '';
  const cells = [...document.querySelectorAll('main :is(.pair > [lang], .single > [id])')];
  expect(cells.length).toBeGreaterThan(6);
  for (const cell of cells) {
    // Hypothesis finds a quotation by its words and 32 characters on each side.
    const exact = cell.textContent ?? '';
    const start = text.indexOf(exact);
    const around = text.slice(start - 32, start + exact.length + 32);
    expect(text.split(around), exact).toHaveLength(2);
  }
});
