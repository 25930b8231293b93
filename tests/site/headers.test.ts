import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';
import { findHeaders } from '../../src/commands/serve.ts';

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

test('no path has one header of two rules', () => {
  const paths = read('site').match(/^\/.*/gm) ?? [];
  expect(paths.length).toBeGreaterThan(20);
  for (const path of paths) {
    const names = findHeaders(read('site'), path.replace('*', 'x')).map(([name]) => name);
    expect(new Set(names).size).toBe(names.length);
  }
});

test('a site under a path has it in each rule', () => {
  expect(read('subSite')).toBe(read('site').replaceAll(/^\//gm, '/paper/'));
});

test('hosts cache only files that never change', () => {
  const lasting = 'public, max-age=31536000, immutable';
  for (const path of ['/assets/a.123456.js', '/data/3.1.1234567890.json', '/zh/tools/1234567890/'])
    expect(find(path)['Cache-Control']).toBe(lasting);
  for (const path of ['/', '/zh/3.1/', '/sw.js', '/pagefind/data.json', '/images/a.png'])
    expect(find(path)['Cache-Control']).toBeUndefined();
});

test('no other site frames a page, and hosts read every rule', () => {
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
