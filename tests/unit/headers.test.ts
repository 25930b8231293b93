import { describe, expect, test } from 'vitest';
import { formatNginx } from '../../src/commands/nginx-config.ts';
import { findHeaders, formatHeaders, listHeaderRules } from '../../src/site/headers.ts';
import { findStyle, toHeaderPolicy, toPagePolicy } from '../../src/site/policy.ts';

const style = 'p{margin:0}';
const rules = listHeaderRules('/', style);

test.each([
  ['downloads/paper.tmx', 'application/x-tmx+xml'],
  ['downloads/paper-zh.epub', 'application/epub+zip'],
  ['downloads/paper.json', 'application/json; charset=utf-8'],
  ['en/cite/ris/3.1.ris', 'application/x-research-info-systems; charset=utf-8'],
])('%s is sent as %s', (path, type) => {
  expect(findHeaders(rules, `/${path}`).get('content-type')).toBe(type);
});

test('no path has the same header of two rules, as hosts would join them', () => {
  const paths = rules.map(({ path }) => path.replace('*', 'x'));
  for (const path of paths) {
    const names = rules
      .filter((rule) => findHeaders([rule], path).size > 0)
      .flatMap(({ headers }) => headers.map(([name]) => name));
    expect(new Set(names).size).toBe(names.length);
  }
});

test('what is in a path has it before it', () => {
  expect(listHeaderRules('/paper/', style).map(({ path }) => path)).toEqual(
    rules.map(({ path }) => `/paper${path}`),
  );
});

test('only what has its content in its name is kept without being asked for', () => {
  const caching = (path: string) => findHeaders(rules, path).get('cache-control');
  expect(caching('/assets/a.12345678.js')).toBe('public, max-age=31536000, immutable');
  for (const path of ['/', '/zh/3.1/', '/sw.js', '/pagefind/data.json', '/images/a.png']) {
    expect(caching(path)).toBeUndefined();
  }
});

test('the file of a host names each path with its headers below', () => {
  expect(formatHeaders(rules).split('\n').slice(0, 3)).toEqual([
    '/*',
    `  Content-Security-Policy: ${toHeaderPolicy(style)}`,
    '  X-Content-Type-Options: nosniff',
  ]);
  // Cloudflare Pages reads 100 rules and lines of 2,000 characters.
  expect(rules.length).toBeLessThan(100);
  expect(
    Math.max(
      ...formatHeaders(rules)
        .split('\n')
        .map(({ length }) => length),
    ),
  ).toBeLessThan(2000);
});

test('each place of nginx has all headers, as it takes none from around it', () => {
  const snippet = formatNginx(listHeaderRules('/paper/', style), '/srv/site', '/paper/');
  const places = snippet.match(/^ {2}location [^@][^{]*\{.*?^ {2}\}/gms) ?? [];
  expect(places.length).toBeGreaterThan(10);
  for (const place of places) {
    expect(place).toContain('Content-Security-Policy');
    const serves = place.includes('try_files');
    expect(place.match(/Cache-Control/g) ?? []).toHaveLength(serves ? 1 : 0);
  }
});

describe('the policy', () => {
  test('allows nothing inline but by its digest, and no text that becomes a script', () => {
    expect(toPagePolicy(style)).not.toMatch(/unsafe-inline|unsafe-eval|https?:|\*|data:/);
    expect(toPagePolicy(style)).toContain("require-trusted-types-for 'script'");
    expect(toHeaderPolicy(style)).toContain("frame-ancestors 'none'");
  });

  test.each([
    ['<style>a{}</style>', 'a{}'],
    ['<meta content="<style>b{}</style>"><style>a{}</style>', 'a{}'],
    ['<script>"<style>b{}</style>"</script><style>a{}</style>', 'a{}'],
    ['<link rel="stylesheet" href="a.css">', /has no style/],
  ])('names the one style of %s', (html, expected) => {
    if (typeof expected === 'string') expect(findStyle(html)).toBe(expected);
    else expect(() => findStyle(html)).toThrow(expected);
  });
});
