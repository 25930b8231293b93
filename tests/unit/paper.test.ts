import { expect, test } from 'vitest';
import { flatten } from '../../src/paper/tree.ts';
import { type Files, readFiles, soundFiles } from '../support/sources.ts';

const good: Files = {
  ...{ 'paper.yaml': soundFiles['paper.yaml'] ?? '', 'terms.yaml': '[]' },
  ...{ 'zh/1.md': '# 一\n', 'en/1.md': '# One\n' },
  ...{ 'zh/abstract.md': '# 摘要\n\n甲。\n', 'en/abstract.md': '# Abstract\n\nA.\n' },
  ...{ 'zh/1.1.md': '# GDP\n\n乙。\n丙。\n\n丁。\n', 'en/1.1.md': '# GDP\n\nB.\nC.\n\nD.\n' },
};

function read(files: Files) {
  const { reading, problems } = readFiles(files);
  if (!reading) throw new Error(problems.join('\n\n'));
  return reading.paper.root;
}

const listParagraphs = (files: Files) =>
  flatten(read(files)).flatMap(({ paragraphs }) =>
    paragraphs.map(({ anchor, segments }) => [
      anchor,
      ...segments.map((segment) => `${segment.anchor} ${segment.zh.text} ${segment.en.text}`),
    ]),
  );

test('a paper is a tree of sections below the whole', () => {
  const root = read(good);
  expect(root.title.en.text).toBe('Title');
  expect(flatten(root).map(({ number }) => number)).toEqual(['', 'abstract', '1', '1.1']);
});

test('lines pair by order, and get anchors by position', () => {
  expect(listParagraphs(good)).toEqual([
    ['abstract-p1', 'abstract-p1s1 甲。 A.'],
    ['1.1-p1', '1.1-p1s1 乙。 B.', '1.1-p1s2 丙。 C.'],
    ['1.1-p2', '1.1-p2s1 丁。 D.'],
  ]);
});

test('blocks of different length pair too', () => {
  const blocks = { 'zh/1.1.md': '# GDP\n\n> 甲\n> 乙\n\n丙。', 'en/1.1.md': '# GDP\n\n> A\n\nC.' };
  expect(listParagraphs({ ...good, ...blocks }).slice(1)).toEqual([
    ['1.1-p1', '1.1-p1s1 甲乙 A'],
    ['1.1-p2', '1.1-p2s1 丙。 C.'],
  ]);
});

test('no title has the readable id of another title or part of a page', () => {
  const [, abstract, , gdp] = flatten(read(good));
  expect(abstract?.title.zh.slug).toBe('摘要');
  expect(abstract?.title.en).not.toHaveProperty('slug');
  expect([gdp?.title.zh.slug, gdp?.title.en.slug]).toEqual(['gdp', undefined]);
  const root = read({ ...good, 'en/1.md': '# Contents\n' });
  expect(root.children[1]?.title.en).not.toHaveProperty('slug');
});

test('a folder without content gets a list of its files', () => {
  const message = readFiles({}).problems.join('\n\n');
  expect(message).toContain('content/paper.yaml:1:1\n  expected: this file');
  expect(message).toContain('content/zh:1:1\n  expected: sections');
});
