import { describe, expect, test } from 'vitest';
import { resolveLink, toPath } from '../../src/lib/address.ts';
import { addNumber } from '../../src/lib/number.ts';
import type { View } from '../../src/lib/view.ts';

describe('toPath', () => {
  test.each<[View, string, string]>([
    ['bilingual', '', '/'],
    ['bilingual', '3.1', '/3.1/'],
    ['zh', '', '/zh/'],
    ['zh', '3', '/zh/3/'],
    ['en', 'search', '/en/search/'],
  ])('gives %s of “%s” the path %s', (view, name, path) => {
    expect(toPath(view, name)).toBe(path);
  });
});

describe('resolveLink', () => {
  test.each([
    ['3.1.md', '/zh/3.1/'],
    ['./3.1.md#3.1-p2', '/zh/3.1/#3.1-p2'],
    ['about.md#markers', '/zh/about/#markers'],
    ['/map.pdf', '/map.pdf'],
    ['#3.1-p1', '#3.1-p1'],
    ['https://example.org/a.md', 'https://example.org/a.md'],
    ['//example.org/', '//example.org/'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
  ])('turns %s into %s', (link, resolved) => {
    expect(resolveLink(link, 'zh')).toBe(resolved);
  });
});

describe('addNumber', () => {
  test.each([
    ['3.1', 'Base', '3.1 Base'],
    ['abstract', 'Abstract', 'Abstract'],
  ])('writes section %s as “%s” → “%s”', (number, title, label) => {
    expect(addNumber(number, title)).toBe(label);
  });
});
