import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { search } from '../../src/features/search/search.ts';
import { makeSearchData, toSearchRecords } from '../../src/features/search/search-index.ts';
import { addNumber } from '../../src/paper/number.ts';
import { flatten, listSegments } from '../../src/paper/tree.ts';
import { readPaper, readVersion } from '../../src/read/index.ts';
import { makeMemoryIndex } from '../support/memory-index.ts';
import { paperFolder } from '../support/paper.ts';

/** The first book, held against the source that its text was taken from; another book has no such source. */
const isFirst = existsSync('content/source.txt');
if (!isFirst)
  console.log('content/source.txt is absent: what holds for the first book is not tested');
const paper = readPaper(isFirst ? 'content' : paperFolder);
const { root, terms, record } = paper;
const source = isFirst ? readFileSync('content/source.txt', 'utf8') : '';
const start = source.indexOf('新疆应如何');
const sections = root.children.flatMap(flatten);
const segments = listSegments(root);

describe.runIf(isFirst)('the Chinese text', () => {
  test('is the source’s, character for character', () => {
    const text = sections.map(({ number, title, paragraphs }) => [
      addNumber(number, title.zh.text),
      ...paragraphs.flatMap((paragraph) => paragraph.segments.map(({ zh }) => zh.text)),
    ]);
    expect([root.title.zh.text, ...text.flat()].join('').replace(/\s/g, '')).toBe(
      source.slice(start).replace(/\s/g, ''),
    );
  });

  test('has the paragraphs of the source', () => {
    const counts = sections.map(({ number, paragraphs }) => [number, paragraphs.length]);
    expect(sections).toHaveLength(18);
    expect(counts.filter(([, count]) => count === 0).map(([number]) => number)).toEqual([
      '3',
      '4',
      '5',
    ]);
    expect(counts.filter(([, count]) => Number(count) > 1)).toEqual([['2', 2]]);
  });

  test('has one sentence in each line', () => {
    for (const { anchor, zh } of segments) {
      expect(zh.text, anchor).toMatch(/^[^。]*[。；]$/);
      if (zh.text.length > 120) expect(zh.text.slice(0, -1)).not.toContain('；');
    }
  });
});

describe.runIf(isFirst)('the English text', () => {
  test('has the author’s abstract, word for word', () => {
    const abstract = sections[0]?.paragraphs[0]?.segments.map(({ en }) => en.text);
    const words = source.slice(0, start).replace(/\s+/g, ' ').trim();
    expect(`Abstract ${abstract?.join(' ')}`).toBe(words);
  });
});

describe.runIf(isFirst)('the first book', () => {
  test('has a record that invents nothing', () => {
    expect(Object.keys(record)).toEqual([
      ...['title', 'original', 'site', 'source', 'translations', 'markers'],
    ]);
  });

  test('has no warning of a marker or a term', () => {
    const warnings = readVersion('content').warnings.filter(({ ruleId = '' }) =>
      ['markers', 'terms'].includes(ruleId),
    );
    expect(warnings.map(String)).toEqual([]);
  });

  test('is the paper of the tests, with the same addresses', () => {
    for (const name of ['paper.yaml', 'terms.yaml', 'permalinks.json']) {
      expect(readFileSync(`content/${name}`), name).toEqual(readFileSync(`${paperFolder}/${name}`));
    }
    expect(root).toEqual(readPaper(paperFolder).root);
  });

  test.each([
    ['新质生产力', 14],
    ['new quality productivity', 15],
  ])('has %s found in %i sections', async (typed, count) => {
    const records = toSearchRecords(root);
    const data = makeSearchData(records, terms, record.title);
    const { results, isNear } = await search(typed, data, makeMemoryIndex(records), {});
    expect([isNear, results.length]).toEqual([false, count]);
  });
});
