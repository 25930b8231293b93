import { describe, expect, test } from 'vitest';
import { resolveLink, toCitePath, toPath } from '../../src/paper/anchor.ts';
import type { View } from '../../src/paper/locale.ts';
import { findNearest, readPath, readPlace } from '../../src/paper/nearest.ts';
import { addNumber } from '../../src/paper/number.ts';
import { listRanges, readRangeAnchor, toRangeAnchor } from '../../src/paper/range.ts';

test.each<[View, string, string]>([
  ['bilingual', '', '/'],
  ['bilingual', '3.1', '/3.1/'],
  ['zh', '', '/zh/'],
  ['zh', '3', '/zh/3/'],
  ['en', 'search', '/en/search/'],
])('toPath gives %s of “%s” the path %s', (view, name, path) => {
  expect(toPath(view, name)).toBe(path);
});

test.each<[View, string, string, string]>([
  ['bilingual', '3.1', 'bib', '/cite/bib/3.1.bib'],
  ['zh', '', 'json', '/zh/cite/json/paper.json'],
])('toCitePath gives %s of “%s” as %s the path %s', (view, number, extension, path) => {
  expect(toCitePath(view, number, extension)).toBe(path);
});

describe('a range', () => {
  test('is named by its first and its last sentence', () => {
    expect(toRangeAnchor('3.1-p1s2', '3.1-p1s4')).toBe('3.1-p1s2..s4');
    expect(toRangeAnchor('notes-p10s2', 'notes-p10s12')).toBe('notes-p10s2..s12');
  });

  test('has no name across paragraphs', () => {
    expect(toRangeAnchor('3.1-p1s2', '3.1-p2s1')).toBeUndefined();
  });

  test('reads back as its sentences, and nothing else does', () => {
    expect(readRangeAnchor('3.1-p1s2..s4')).toEqual(['3.1-p1s2', '3.1-p1s4']);
    for (const other of ['3.1-p1s2', '', '..', '3.1..s2', '3.1-p1s2..', '3.1-p1s2..s3..s4']) {
      expect(readRangeAnchor(other)).toBeUndefined();
    }
  });

  test('begins with a sentence and ends with each after it', () => {
    expect(listRanges(['a-p1s1', 'a-p1s2', 'b-p1s7', 'a-p1s9'])).toEqual([
      'a-p1s1..s2',
      'a-p1s1..s9',
    ]);
    expect(listRanges([])).toEqual([]);
  });
});

// The section 3.1 has a paragraph of five sentences and one of two.
test.each([
  ['3.1-p1s3.', '3.1-p1s3'],
  ['3.1-p1s3)', '3.1-p1s3'],
  ['3.1-p1s3%E3%80%82', '3.1-p1s3'],
  ['3.1-p1s3）。', '3.1-p1s3'],
  ['3.1-P1S3', '3.1-p1s3'],
  ['3.1-p1s5..s3', '3.1-p1s3..s5'],
  ['3.1-p1s2..s99.', '3.1-p1s2..s5'],
  ['3.1-p1s99', '3.1-p1s5'],
  ['3.1-p9', '3.1-p2'],
  ['3.1-p9s2', '3.1-p2'],
  ['3.1 p2 s2', '3.1-p2s2'],
  ['§3.1, p. 2', undefined],
  ['第3.1节第2段', '3.1-p2'],
  ['第 3.1 节第 1 段第 2 至 4 句', '3.1-p1s2..s4'],
  ['section 3.1 para 1 sentence 2', '3.1-p1s2'],
  ['https://duidu.example/zh/3.1/#3.1-p1s3.', '3.1-p1s3'],
  ['https://duidu.example/zh/3.1/)', '3.1'],
  ['3.1', '3.1'],
  ['4.2-p1s1', undefined],
  ['green development', undefined],
  ['第三章', undefined],
  ['第3.1节 第二段', '3.1-p2'],
  ['第3.1节第一段第十二句', '3.1-p1s5'],
  ['sec. 3.1', '3.1'],
  ['3.1p1s2', '3.1-p1s2'],
  ['3.1 ¶2', '3.1-p2'],
  ['题名[EB/OL]. [2026-11-27]. https://duidu.example/3.1/#3.1-p1s2.', '3.1-p1s2'],
  ['＃３．１-p1s3', '3.1-p1s3'],
  ['“3.1–p1s3”', '3.1-p1s3'],
  ['3.1-p1s3..3.1-p1s5', '3.1-p1s3..s5'],
  ['3.1-p1s3..p2s1', '3.1-p1s3'],
  ['3.1-p1s3（访问', '3.1-p1s3'],
  ['3.1-p1s3?utm_source=x', '3.1-p1s3'],
  ['3.1.p1.s3', '3.1-p1s3'],
  ['3-1-p1s3', '3.1-p1s3'],
  ['3.1-1-3', '3.1'],
  ['3.1-s3', '3.1'],
  ['3.1-p1s', '3.1-p1'],
  ['3.1.2-p1', '3.1'],
])('the place nearest to %s is %s', (typed, expected) => {
  const known = ['3.1', ...['p1', 'p2'].map((name) => `3.1-${name}`)];
  const sentences = [1, 2, 3, 4, 5].map((at) => `3.1-p1s${at}`);
  const anchors = new Set([...known, ...sentences, '3.1-p2s1', '3.1-p2s2']);
  const place = readPlace(typed);
  expect(place && findNearest(place, (anchor) => anchors.has(anchor))).toBe(expected);
});

test.each([
  ['/3.1/)', 'bilingual', '3.1'],
  ['/3.1/%E3%80%82', 'bilingual', '3.1'],
  ['/EN/3.1/', 'en', '3.1'],
  ['/zh/terms/Oil.', 'zh', 'terms/oil'],
  ['//zh//3.1/index.html', 'zh', '3.1'],
  ['/zh-CN/3-1/', 'zh', '3.1'],
  ['/3.1.html', 'bilingual', '3.1'],
  ['/3.1/ZH', 'zh', '3.1'],
  ['/zh/terms/en-route,', 'zh', 'terms/en-route'],
  ['/terms/COVID-2019-2020', 'bilingual', 'terms/covid-2019-2020'],
  ['/%E0%A4%A/', 'bilingual', 'e0%a4%a'],
])('the path %s is read as the page %s of %s', (path, view, name) => {
  expect(readPath(path)).toEqual({ view, name });
});

test.each([
  ['3.1.md', '/zh/3.1/'],
  ['./3.1.md#3.1-p2', '/zh/3.1/#3.1-p2'],
  ['about.md#markers', '/zh/about/#markers'],
  ['/map.pdf', '/map.pdf'],
  ['#3.1-p1', '#3.1-p1'],
  ['https://example.org/a.md', 'https://example.org/a.md'],
  ['//example.org/', '//example.org/'],
  ['mailto:a@example.org', 'mailto:a@example.org'],
])('resolveLink turns %s into %s', (link, resolved) => {
  expect(resolveLink(link, 'zh')).toBe(resolved);
});

test.each([
  ['3.1', 'Base', '3.1 Base'],
  ['abstract', 'Abstract', 'Abstract'],
])('addNumber writes section %s as “%s” → “%s”', (number, title, label) => {
  expect(addNumber(number, title)).toBe(label);
});
