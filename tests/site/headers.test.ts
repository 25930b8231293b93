import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { findHeaders } from '../../src/commands/serve.ts';
import { listFiles } from '../../src/site/files.ts';

const read = (name: 'site' | 'subSite') =>
  readFileSync(join(inject(name).folder, '_headers'), 'utf8');
const find = (path: string) => Object.fromEntries(findHeaders(read('site'), path));

test.each([
  ['/downloads/paper.tmx', 'application/x-tmx+xml'],
  ['/downloads/paper.xlf', 'application/xliff+xml'],
  ['/downloads/paper-zh.epub', 'application/epub+zip'],
  ['/downloads/paper.json', 'application/json; charset=utf-8'],
  ['/en/cite/ris/3.1.ris', 'application/x-research-info-systems; charset=utf-8'],
])('%s is sent as %s', (path, type) => {
  expect(find(path)['Content-Type']).toBe(type);
});

test('no path has a header from two rules', () => {
  const paths = read('site').match(/^\/.*/gm) ?? [];
  expect(paths.length).toBeGreaterThan(20);
  for (const path of paths) {
    const names = findHeaders(read('site'), path.replace('*', 'x')).map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('a site under a path has the path in each rule', () => {
  // File names contain a digest of the content, and so depend on the path.
  const list = (name: 'site' | 'subSite') => read(name).replace(/(assets|data|tools)\/.*/g, '$1/…');
  expect(list('subSite')).toBe(list('site').replaceAll(/^\//gm, '/paper/'));
});

test('hosts cache only files that never change', () => {
  const lasting = 'public, max-age=31536000, immutable';
  const files = listFiles(inject('site').folder);
  const fixed = files.filter((path) => /^(?:assets|data|(?:(?:zh|en)\/)?tools)\//.test(path));
  expect(fixed.length).toBeGreaterThan(30);
  for (const path of fixed) {
    expect(find(`/${path.replace('index.html', '')}`)['Cache-Control'], path).toBe(lasting);
  }
  // A missing file would be missing for a year.
  for (const path of [
    '/',
    '/zh/3.1/',
    '/sw.js',
    '/pagefind/data.json',
    '/assets/none.js',
    '/data/',
  ])
    expect(find(path)['Cache-Control'], path).toBeUndefined();
});

test('no other site may frame a page, and hosts read every rule', () => {
  expect(find('/zh/3.1/')['Content-Security-Policy']).toBe("frame-ancestors 'none'");
  // Cloudflare Pages reads 100 rules and lines of 2,000 characters.
  expect(read('site').match(/^\//gm)?.length).toBeLessThan(100);
  expect(
    Math.max(
      ...read('site')
        .split('\n')
        .map(({ length }) => length),
    ),
  ).toBeLessThan(2000);
});
