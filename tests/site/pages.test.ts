import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { settingsScript } from '../../src/features/settings/settings.ts';
import { sortEntries, toConcordance } from '../../src/features/terms/concordance.ts';
import { speculationRules } from '../../src/page/head/head.ts';
import {
  facesScript,
  firstPaintScript,
  unloadedScript,
} from '../../src/page/head/inline-scripts.ts';
import { toPath } from '../../src/paper/anchor.ts';
import {
  langOf,
  langs,
  leadOf,
  locales,
  localesFrom,
  localesOf,
  views,
} from '../../src/paper/locale.ts';
import { flatten, listSegments, type Section } from '../../src/paper/tree.ts';
import { checkSiteLinks } from '../support/links.ts';
import { paper } from '../support/paper.ts';
import { findPage, readPages } from '../support/site.ts';
import { findInvalid } from '../support/valid.ts';

const pages = readPages();
const { root, record, terms } = paper;
const sections = flatten(root);
const entries = toConcordance(terms, root);
const termNames = entries.map(({ slug }) => `terms/${slug}`);
const tools = ['search', 'about', 'settings', 'terms'];
const names = [...sections.map(({ number }) => number), ...tools, ...termNames];
const viewOf = (path: string) =>
  locales.find((each) => path.startsWith(`/${each}/`)) ?? 'bilingual';
// These are shown in place of other pages.
const unplaced = ['/404.html', '/offline/'];
const listed = pages.filter(({ path }) => !unplaced.includes(path));

test('every address ever published is on a page', () => {
  const ids = pages.flatMap(({ document }) => [...document.querySelectorAll('[id]')]);
  const there = new Set(ids.map(({ id }) => id));
  const kept = Object.values(paper.permalinks?.sections ?? {});
  const anchors = kept.flatMap(({ paragraphs }) =>
    Object.entries(paragraphs).flatMap(([anchor, all]) => [anchor, ...Object.keys(all)]),
  );
  expect(anchors.length).toBeGreaterThan(90);
  expect(anchors.filter((anchor) => !there.has(anchor))).toEqual([]);
});

test('every section and term has a page in each view, and no page is extra', () => {
  const paths = views.flatMap((view) => names.map((name) => toPath(view, name)));
  expect(pages.map(({ path }) => path).sort()).toEqual([...paths, ...unplaced].sort());
});

test.each(['site', 'subSite'] as const)('no link of the %s is broken', async (name) => {
  const { count, broken } = await checkSiteLinks(name);
  expect(count).toBeGreaterThan(1000);
  expect(broken).toEqual([]);
});

test.each(pages)('$path is valid HTML', async ({ html }) => {
  expect(await findInvalid(html)).toEqual([]);
});

describe('the text', () => {
  test.each(sections)('of “$number” is complete in every view', (section) => {
    for (const view of views) {
      const { document } = findPage(pages, toPath(view, section.number));
      for (const segment of listSegments(section)) {
        const element = document.getElementById(segment.anchor);
        for (const locale of localesOf(view)) {
          const cell = element?.querySelector(`:scope > [lang=${langs[locale]}]`);
          const shown = view === 'bilingual' ? cell : element;
          expect(shown?.textContent).toBe(segment[locale].text);
        }
      }
    }
  });

  test('has no white space between Chinese sentences and one space between English ones', () => {
    const textOf = (path: string, id: string) => {
      const { document } = findPage(pages, path);
      const paragraph = document.getElementById(id)?.cloneNode(true) as Element;
      for (const link of paragraph.querySelectorAll('.self')) link.remove();
      return paragraph.textContent?.trim() ?? '';
    };
    expect(textOf('/zh/3.1/', '3.1-p1')).not.toMatch(/\s/);
    expect(textOf('/en/3.1/', '3.1-p1')).toMatch(/outstanding\. Many kinds/);
    expect(textOf('/en/3.1/', '3.1-p1')).not.toMatch(/\s{2}/);
  });
});

test.each(listed)('the head of $path names the page and its counterparts', ({ path, document }) => {
  const name = path.replace(/^\/(zh|en)\//, '/').slice(1, -1);
  const read = (selector: string, attribute = 'href') =>
    document.querySelector(selector)?.getAttribute(attribute);
  expect(document.documentElement.getAttribute('lang')).toBe(langOf(viewOf(path)));
  expect(read('link[rel=canonical]')).toBe(record.site + path);
  expect(read('link[hreflang=zh-Hans]')).toBe(record.site + toPath('zh', name));
  expect(read('link[hreflang=en]')).toBe(record.site + toPath('en', name));
  expect(read('link[hreflang=x-default]')).toBe(record.site + toPath('bilingual', name));
  expect(read('meta[name=description]', 'content')?.length).toBeGreaterThan(4);
});

test('every page has a title of its own', () => {
  expect(new Set(pages.map(({ document }) => document.title)).size).toBe(pages.length);
});

describe('the navigation', () => {
  test.each(listed)('$path has its toggle and its contents', ({ path, document }) => {
    const toggle = [...document.querySelectorAll('.toggle a')];
    expect(toggle.map(({ textContent }) => textContent)).toEqual(['中文', '双语', 'English']);
    const current = toggle.filter((link) => link.hasAttribute('aria-current'));
    expect(current.map((link) => link.getAttribute('href'))).toEqual([path]);
    // Every section on the page of the whole paper; elsewhere the chapters, and the sections of this one.
    const [, name = ''] = /([^/]*)\/$/.exec(path.replace(/^\/(zh|en)\//, '/')) ?? [];
    const isUnfolded = (number: string) =>
      !name || !number.includes('.') || number.split('.')[0] === name.split('.')[0];
    expect(document.querySelectorAll('.contents li')).toHaveLength(
      sections.filter(({ number }) => number && isUnfolded(number)).length,
    );
    const view = viewOf(path);
    const terms = document.querySelector(`.contents a[href="${toPath(view, 'terms')}"]`);
    expect(terms?.hasAttribute('aria-current')).toBe(path === toPath(view, 'terms'));
  });

  test.each(sections.map(({ number }) => number))('“%s” is marked in the contents', (number) => {
    for (const view of views) {
      const { document } = findPage(pages, toPath(view, number));
      const current = [...document.querySelectorAll('.contents [aria-current=page]')];
      expect(current.map((link) => link.getAttribute('href'))).toEqual([toPath(view, number)]);
    }
  });

  test('links a chapter to its sections, and a section to its neighbors', () => {
    const links = (path: string, selector: string) =>
      [...findPage(pages, path).document.querySelectorAll(selector)].map((link) =>
        link.getAttribute('href'),
      );
    expect(links('/zh/3/', 'h2 a:not(.self)')).toEqual(['/zh/3.1/', '/zh/3.2/', '/zh/3.3/']);
    expect(links('/en/3.1/', '.up a')).toEqual(['/en/3/']);
    expect(links('/zh/3/', '.up a')).toEqual(['/zh/']);
    expect(links('/3.1/', '.pager a')).toEqual(['/2/', '/3.2/']);
  });

  test('gives each heading, each paragraph and each sentence a link to itself', () => {
    for (const view of views) {
      for (const section of sections) {
        const { document } = findPage(pages, toPath(view, section.number));
        const links = [...document.querySelectorAll('main .self')];
        expect(links.map((link) => link.getAttribute('href'))).toEqual(
          listAnchors(section).map((anchor) => `#${anchor}`),
        );
        for (const link of links) {
          const place = document.getElementById(link.getAttribute('href')?.slice(1) ?? '');
          // In a paragraph, the links of sentences come before its own.
          expect(place?.contains(link) || link.nextElementSibling === place).toBe(true);
        }
      }
    }
  });
});

function listAnchors(section: Section): string[] {
  return flatten(section).flatMap(({ number, paragraphs }) => [
    ...(number === '' ? [] : [number]),
    ...paragraphs.flatMap(({ anchor, segments }) => [
      anchor,
      ...segments.map((segment) => segment.anchor),
    ]),
  ]);
}

describe('the terms', () => {
  test.each(views)('are listed in the order of the %s view, with their counts', (view) => {
    const { document } = findPage(pages, toPath(view, 'terms'));
    const rows = [...document.querySelectorAll('.terms tbody tr')].map((row) => [
      row.querySelector('a')?.getAttribute('href'),
      [...row.querySelectorAll('.count')].map(({ textContent }) => Number(textContent)),
    ]);
    const expected = sortEntries(entries, leadOf(view)).map(({ slug, counts }) => [
      toPath(view, `terms/${slug}`),
      [...localesFrom(view).map((locale) => counts[locale]), counts.sentences],
    ]);
    expect(rows).toEqual(expected);
  });

  test.each(entries.map((entry) => [entry.slug, entry] as const))(
    '%s has its sentences in both languages in every view',
    (slug, { sections, counts }) => {
      for (const view of views) {
        const { document } = findPage(pages, toPath(view, `terms/${slug}`));
        const select = (selector: string) => [
          ...document.querySelectorAll(`.concordance ${selector}`),
        ];
        const segments = sections.flatMap(({ hits }) => hits.map(({ segment }) => segment));
        const links = sections.flatMap(({ section: { number }, hits }) =>
          hits.map(({ segment }) => `${toPath(view, number)}#${segment.anchor}`),
        );
        const hrefs = select('li a').map((link) => link.getAttribute('href') ?? '');
        // Each page names the data for its marks.
        expect(hrefs.every((href) => href.includes('?mark='))).toBe(true);
        expect(hrefs.map((href) => href.replace(/\?[^#]*/, ''))).toEqual(links);
        for (const locale of locales) {
          const lang = `[lang=${langs[locale]}]`;
          expect(select(`li ${lang}`).map(({ textContent }) => textContent)).toEqual(
            segments.map((segment) => segment[locale].text),
          );
          expect(select(`${lang} mark`)).toHaveLength(counts[locale]);
        }
      }
    },
  );

  test('link to each other in the order of the view', () => {
    for (const view of views) {
      const paths = sortEntries(entries, leadOf(view)).map(({ slug }) =>
        toPath(view, `terms/${slug}`),
      );
      for (const [index, path] of paths.entries()) {
        const next = findPage(pages, path).document.querySelector('.pager [rel=next]');
        expect(next?.getAttribute('href')).toBe(paths[index + 1]);
      }
    }
  });
});

test('the headings of every page start with one h1 and skip no level', () => {
  for (const { path, document } of pages) {
    const headings = [...document.querySelectorAll('main :is(h1, h2, h3, h4, h5, h6)')];
    const levels = headings.map(({ tagName }) => Number(tagName.slice(1)));
    expect(
      levels.filter((level) => level === 1),
      path,
    ).toHaveLength(1);
    const steps = levels.slice(1).map((level, at) => level - (levels[at] ?? 0));
    expect(Math.max(0, ...steps), path).toBeLessThanOrEqual(1);
  }
});

test('the 404 page is bilingual, not listed, and without scripts has all addresses', () => {
  const { document, html } = findPage(pages, '/404.html');
  const [, plain = ''] = /<noscript>(.*?)<\/noscript>/s.exec(html) ?? [];
  for (const view of views) {
    expect(plain).toContain(`<a href="${toPath(view, '3.1')}">${toPath(view, '3.1')}</a>`);
  }
  expect(document.querySelector('h1')?.textContent).toMatch(/页面不存在\s+Page not found/);
  expect(document.querySelector('meta[name=robots]')?.getAttribute('content')).toBe('noindex');
});

test('only the index files that search needs are published', () => {
  const files = readdirSync(join(inject('site').folder, 'pagefind'), { encoding: 'utf8' });
  expect(files.sort()).toEqual([expect.stringMatching(/^data\.[0-9a-f]{10}\.json$/), 'index']);
});

test('the policy has the digests of the scripts and the style in the markup', () => {
  const toDigest = (text: string) => createHash('sha256').update(text).digest('base64');
  for (const { document } of pages) {
    expect(document.querySelectorAll('[style], [onclick]')).toHaveLength(0);
    const inline = [...document.querySelectorAll('style, script:not([src], [type$=json])')];
    const [style = '', rules = '', script] = inline.map(({ textContent }) => textContent);
    expect(inline).toHaveLength(3);
    expect(rules).toBe(speculationRules);
    const waits = document.documentElement.getAttribute('data-view') !== 'zh';
    const isTool = /^(?:search|settings)$/.test(
      document.documentElement.getAttribute('data-page') ?? '',
    );
    const hasSections = document.querySelectorAll('section[data-file]').length > 1;
    const expected = [
      settingsScript,
      hasSections ? firstPaintScript : '',
      waits ? facesScript : '',
      isTool ? unloadedScript : '',
    ];
    expect(script, document.title).toBe(expected.filter(Boolean).join(';'));
    expect(style).toContain('@view-transition{navigation:auto}');
    const policy = document.querySelector('meta[http-equiv=Content-Security-Policy]');
    const content = policy?.getAttribute('content');
    const digests = [script ?? '', rules, style].map(toDigest);
    expect(content?.match(/(?<='sha256-)[^']+/g)).toEqual(digests);
    expect(content).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*|data:/);
    expect(content).toContain("require-trusted-types-for 'script'");
  }
});
