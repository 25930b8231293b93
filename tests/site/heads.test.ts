import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { loadFromString } from 'html-metadata';
import { XmlDocument } from 'libxml2-wasm';
import { describe, expect, inject, test } from 'vitest';
import { toPath } from '../../src/paper/anchor.ts';
import { listMarkers } from '../../src/paper/citation-marker.ts';
import { hreflangOf, localesOf, type View, views } from '../../src/paper/locale.ts';
import { flatten, joinAbstract, listSegments } from '../../src/paper/tree.ts';
import { paper } from '../support/paper.ts';
import { type BuiltPage, findPage, readPages } from '../support/site.ts';
import { readItem } from '../support/zotero.ts';

const { root, record } = paper;
const { title } = record;
const abstract = joinAbstract(root);
const pages = readPages();
const sites = ['site', 'subSite'] as const;

/** Return the absolute address of a path in a built site. */
const toUrl = (name: 'site' | 'subSite', path: string) =>
  record.site + new URL(inject(name).url).pathname + path.slice(1);

/** Return the file in a built site for an absolute address. */
function toFile(name: 'site' | 'subSite', url: string): string {
  const start = toUrl(name, '/');
  if (!url.startsWith(start)) throw new Error(`${url} does not begin with ${start}`);
  const path = decodeURI(url.slice(start.length)).replace(/(^|\/)$/, '$1index.html');
  return join(inject(name).folder, path);
}

function listMetas({ document }: BuiltPage) {
  return [...document.querySelectorAll('meta')].map((meta) => ({
    name: meta.getAttribute('name') ?? meta.getAttribute('property') ?? '',
    content: meta.getAttribute('content') ?? '',
  }));
}

const readMeta = (page: BuiltPage, name: string) =>
  listMetas(page).find((meta) => meta.name === name)?.content;

const placed = (name: 'site' | 'subSite') =>
  readPages(name).filter(({ path }) => !/\/(?:404\.html|offline\/)$/.test(path));

describe('a reader of metadata', () => {
  const none = { zh: undefined, en: undefined };
  const natural = 'Advantages in Natural Resources';
  const both = { zh: '3.1 自然资源优势' };
  test.each([
    ['zh', '', title.zh, title.zh, 'zh-Hans', 'article'],
    ['en', '', title.en, title.en, 'en', 'article'],
    ['bilingual', '', title.zh, `${title.zh} · ${title.en}`, 'zh-Hans', 'article'],
    ['en', '3.1', `${title.en}: 3.1 ${natural}`, `3.1 ${natural}`, 'en', 'article'],
    [
      'bilingual',
      '3.1',
      `${title.zh}：${both.zh}`,
      `${both.zh} · ${natural}`,
      'zh-Hans',
      'article',
    ],
    ['en', 'about', undefined, 'About this text', undefined, 'website'],
    ['zh', 'terms/new-quality-productivity', undefined, '新质生产力', undefined, 'website'],
  ] as const)('finds in %s “%s” what it is', async (view, name, cited, shown, language, type) => {
    const { html } = findPage(pages, toPath(view, name));
    const { general, dublinCore, highwirePress, openGraph } = await loadFromString(html);
    const url = record.site + toPath(view, name);
    expect(general).toMatchObject({ canonical: url });
    expect(openGraph).toMatchObject({ title: shown, type, url });
    const work = highwirePress ?? dublinCore;
    expect(work?.['title']).toBe(cited);
    expect(work?.['language']).toBe(language);
    const text = view !== 'bilingual' && name === '' ? abstract : none;
    if (view === 'zh') expect(highwirePress?.['abstract']).toBe(text?.zh);
    if (view === 'en' && text?.en) expect(openGraph?.['description']).toBe(text.en);
    expect(highwirePress?.['public_url']).toBe(view === 'zh' && name === '' ? url : undefined);
  });

  test.each(pages)('finds nothing invented in $path', async (page) => {
    const { general, dublinCore, highwirePress, jsonLd } = await loadFromString(page.html);
    const invented = /^(?:author|creator|date|publi(?!c_url)|journal|doi|licen|site)/i;
    const found = [general, dublinCore, highwirePress].flatMap((part) => Object.keys(part ?? {}));
    expect(found.filter((key) => invented.test(key))).toEqual([]);
    expect(JSON.stringify(jsonLd ?? '')).not.toMatch(/"(?:author|date\w+|publisher|license)"/);
    const isPlaced = page.document.querySelector('link[rel=canonical]') !== null;
    const site = page.path.startsWith('/en/') ? 'Duidu' : '对读';
    expect(readMeta(page, 'og:site_name')).toBe(isPlaced ? site : undefined);
    expect(page.document.querySelectorAll('.byline, .vcard, time')).toHaveLength(0);
  });
});

test.each(flatten(root).flatMap(({ number }) => views.map((view) => [view, number] as const)))(
  'Zotero reads %s “%s” as a web page with its address and language',
  (view, number) => {
    const page = findPage(pages, toPath(view, number));
    const item = readItem(listMetas(page));
    expect(item).toMatchObject({ itemType: 'webpage', creators: [], date: undefined });
    expect(readMeta(page, 'z:itemType')).toBe('webpage');
    expect(item.url).toBe(record.site + page.path);
    expect(item.language).toBe(page.document.documentElement.getAttribute('lang'));
    expect(item.title?.startsWith(title[view === 'en' ? 'en' : 'zh'])).toBe(true);
    if (number === '') expect(item.abstractNote).toBe(abstract?.[view === 'en' ? 'en' : 'zh']);
  },
);

test('only the page of the original has the metadata of a whole paper', () => {
  const announced = pages.filter((page) => readMeta(page, 'citation_title'));
  expect(announced.map(({ path }) => path)).toEqual(['/zh/']);
});

test.each(sites)('the text pages of the %s are cited by their own addresses', (name) => {
  const numbers = flatten(root).map(({ number }) => number);
  const expected = views.flatMap((view) =>
    numbers.map((number) => toUrl(name, toPath(view, number))),
  );
  const found = readPages(name).flatMap(({ document }) =>
    [...document.querySelectorAll('link[rel=cite-as]')].map((link) => link.getAttribute('href')),
  );
  expect(found.sort()).toEqual(expected.sort());
});

describe.each(sites)('the graph of the %s', (name) => {
  test.each(views)('describes the paper in the %s view', (view) => {
    const page = findPage(readPages(name), new URL(toUrl(name, toPath(view, ''))).pathname);
    const scripts = page.document.querySelectorAll('script[type="application/ld+json"]');
    expect(scripts).toHaveLength(1);
    const graph = JSON.parse(scripts[0]?.textContent ?? '');
    const nodes = listNodes(graph['@graph']);
    const described = nodes.filter((node) => '@type' in node).map((node) => node['@id']);
    const numbers = flatten(root).map(({ number }) => number);
    const urls = localesOf(view).flatMap((locale) =>
      numbers.map((number) => toUrl(name, toPath(locale, number))),
    );
    const wholes = ['zh', 'en'].map((locale) => toUrl(name, `/${locale}/`));
    expect(described.sort()).toEqual([...new Set([...wholes, ...urls])].sort());
    for (const node of nodes) expect(existsSync(toFile(name, String(node['@id'])))).toBe(true);
    const [chinese, english] = graph['@graph'];
    expect(chinese).toMatchObject({ '@type': 'ScholarlyArticle', inLanguage: 'zh-Hans' });
    expect(chinese.workTranslation['@id']).toBe(english['@id']);
    expect(english.translationOfWork['@id']).toBe(chinese['@id']);
    expect(english.abstract).toBe(view === 'zh' ? undefined : abstract?.en);
  });

  test('is only on pages of the whole paper', () => {
    const described = readPages(name).filter(({ html }) => html.includes('application/ld+json'));
    expect(described).toHaveLength(views.length);
  });
});

type Node = Record<string, unknown>;

/** List every named object of a graph. */
function listNodes(value: unknown): Node[] {
  if (typeof value !== 'object' || value === null) return [];
  const inside = Object.values(value).flatMap(listNodes);
  return '@id' in value ? [value as Node, ...inside] : inside;
}

describe.each(sites)('the pictures of the %s', (name) => {
  const folder = join(inject(name).folder, 'pictures');

  test('are one PNG per section, in the size that previews require', () => {
    const expected = flatten(root).map(({ number }) => `${number || 'paper'}.png`);
    expect(readdirSync(folder).sort()).toEqual(expected.sort());
    for (const file of expected) {
      const png = readFileSync(join(folder, file));
      expect(png.toString('latin1', 0, 8)).toBe('\x89PNG\r\n\x1a\n');
      expect([png.readUInt32BE(16), png.readUInt32BE(20)], file).toEqual([1200, 630]);
      expect(png.length, file).toBeLessThan(100_000);
    }
  });

  test('are at the address that each page names', () => {
    for (const page of placed(name)) {
      const number = page.document.querySelector('main h1')?.closest('section')?.id ?? 'paper';
      const image = readMeta(page, 'og:image') ?? '';
      expect(image).toBe(toUrl(name, `/pictures/${number}.png`));
      expect(existsSync(toFile(name, image))).toBe(true);
      expect(readMeta(page, 'og:image:width')).toBe('1200');
      expect(readMeta(page, 'og:image:alt')?.length).toBeGreaterThan(4);
    }
  });
});

describe.each(sites)('the sitemap of the %s', (name) => {
  const names = {
    s: 'http://www.sitemaps.org/schemas/sitemap/0.9',
    x: 'http://www.w3.org/1999/xhtml',
  };

  /** Read each address of the sitemap, with its alternates by language. */
  function readSitemap(): Map<string, Record<string, string>> {
    const document = XmlDocument.fromBuffer(readFileSync(join(inject(name).folder, 'sitemap.xml')));
    const urls = document.find('/s:urlset/s:url', names).map((url) => {
      const links = url
        .find('x:link[@rel="alternate"]', names)
        .map((link) => [link.get('@hreflang')?.content ?? '', link.get('@href')?.content ?? '']);
      return [url.get('s:loc', names)?.content ?? '', Object.fromEntries(links)] as const;
    });
    document.dispose();
    return new Map(urls);
  }

  test('has each page that search engines may list', () => {
    const listed = placed(name).filter((page) => readMeta(page, 'robots') !== 'noindex');
    const canonical = listed.map(({ document }) =>
      document.querySelector('link[rel=canonical]')?.getAttribute('href'),
    );
    const urls = [...readSitemap().keys()].filter((url) => url.endsWith('/'));
    expect(urls.sort()).toEqual(canonical.sort());
    expect(canonical.length).toBeGreaterThan(3 * flatten(root).length);
    const sitemap = readFileSync(join(inject(name).folder, 'sitemap.xml'), 'utf8');
    expect(sitemap.match(/<lastmod>\d{4}-\d\d-\d\d</g)).toHaveLength(readSitemap().size);
  });

  test('names the counterparts that the pages name', () => {
    const sitemap = readSitemap();
    for (const [url, alternates] of sitemap) {
      if (!url.endsWith('/')) continue;
      expect(Object.keys(alternates).sort()).toEqual(views.map(hreflangOf).sort());
      for (const other of Object.values(alternates)) expect(sitemap.get(other)).toEqual(alternates);
      expect(Object.values(alternates)).toContain(url);
      expect(existsSync(toFile(name, url))).toBe(true);
    }
  });

  test('has the downloads that pages, their heads and the data have', () => {
    const data = readFileSync(join(inject(name).folder, 'downloads/paper.json'), 'utf8');
    const listed = JSON.parse(data)
      .downloads.map(({ url }: { url: string }) => url)
      .sort();
    expect([...readSitemap().keys()].filter((url) => !url.endsWith('/')).sort()).toEqual(listed);
    const offering = placed(name).filter(({ document }) => document.querySelector('.downloads'));
    expect(offering).toHaveLength(2 * views.length);
    for (const { document } of offering) {
      for (const links of ['link[rel=alternate][type]', '.downloads a']) {
        const urls = [...document.querySelectorAll(links)].map(
          (link) => new URL(link.getAttribute('href') ?? '', paper.record.site).href,
        );
        expect(urls.sort()).toEqual(listed);
      }
    }
  });

  test('is named by robots.txt', () => {
    const robots = readFileSync(join(inject(name).folder, 'robots.txt'), 'utf8');
    expect(robots).toContain('User-agent: *\nAllow: /\n');
    expect(robots).toContain(`\nSitemap: ${toUrl(name, '/sitemap.xml')}\n`);
  });
});

test.each(['search', 'settings'])('%s is a tool, not listed by search engines', (name) => {
  for (const view of views) {
    const page = findPage(pages, toPath(view, name));
    expect(readMeta(page, 'robots')).toBe('noindex');
  }
});

test.each(views)('the note on markers links to their places in the %s view', (view: View) => {
  const { document } = findPage(pages, toPath(view, 'about'));
  const links = [...document.querySelectorAll('#markers li a')].map((a) => a.getAttribute('href'));
  const places = listMarkers(root).map(
    ({ section, segment }) => `${toPath(view, section.number)}#${segment.anchor}`,
  );
  const shown = localesOf(view).length;
  expect(places).toHaveLength(5);
  expect(links).toEqual(places.flatMap((place) => Array(shown).fill(place)));
  const text = document.querySelector('#markers ol')?.textContent ?? '';
  for (const { label } of listMarkers(root)) expect(text).toContain(label);
  const whole = listSegments(root).map((segment) => segment[localesOf(view)[0] ?? 'zh'].text);
  expect(whole.some((sentence) => text.includes(sentence))).toBe(false);
});
