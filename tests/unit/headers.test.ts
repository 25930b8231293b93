import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { downloads } from '../../src/lib/downloads.ts';
import { findHeaders, parseHeaders } from '../../src/lib/headers.ts';

const text = `# A comment
/*
  X-One: 1

/assets/*
  Cache-Control: public, max-age=31536000, immutable
  X-One: 2
/a.b/*/c
\tX-Two: a: b
`;

test.each<[string, [string, string][]]>([
  ['/', [['x-one', '1']]],
  [
    '/assets/a/b.js',
    [
      ['x-one', '2'],
      ['cache-control', 'public, max-age=31536000, immutable'],
    ],
  ],
  [
    '/a.b/x/y/c',
    [
      ['x-one', '1'],
      ['x-two', 'a: b'],
    ],
  ],
  ['/aXb/x/c', [['x-one', '1']]],
])('%s has its headers', (path, headers) => {
  expect(findHeaders(parseHeaders(text), path)).toEqual(new Map(headers));
});

describe('the headers of the site', () => {
  const rules = parseHeaders(readFileSync('public/_headers', 'utf8'));

  test.each(downloads.flatMap(({ files }) => files))('send $file as $type', ({ file, type }) => {
    // Hosts know PDF themselves.
    const sent = findHeaders(rules, `/downloads/${file}`).get('content-type') ?? 'application/pdf';
    expect(sent.replace(/; charset=utf-8$/, '')).toBe(type);
  });

  test('are each one that the hosts can have: no path fits two of them', () => {
    const paths = rules.map(({ path }) => path.replace('*', 'x'));
    for (const path of paths) {
      expect(rules.filter((rule) => findHeaders([rule], path).size > 0)).toHaveLength(1);
    }
  });
});
