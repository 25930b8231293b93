import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { addNumber } from '../../src/paper/number.ts';
import { flatten, listSegments } from '../../src/paper/tree.ts';
import { readPaper } from '../../src/read/index.ts';

/** This paper's own text, held against the source it was taken from. */
const { root, terms, record } = readPaper('content');
const source = readFileSync('content/source.txt', 'utf8');
const start = source.indexOf('新疆应如何');
const sections = root.children.flatMap(flatten);
const segments = listSegments(root);

describe('the Chinese text', () => {
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

  test.each(segments.map(({ anchor, zh }) => [anchor, zh.text]))(
    'has one sentence in %s',
    (_anchor, text) => {
      expect(text).toMatch(/^[^。]*[。；]$/);
      if (text.length > 120) expect(text.slice(0, -1)).not.toContain('；');
    },
  );
});

describe('the English text', () => {
  test('has the author’s abstract, word for word', () => {
    const abstract = sections[0]?.paragraphs[0]?.segments.map(({ en }) => en.text);
    const words = source.slice(0, start).replace(/\s+/g, ' ').trim();
    expect(`Abstract ${abstract?.join(' ')}`).toBe(words);
  });

  test('has the markers where the Chinese has them', () => {
    const markers = (text: string) => text.match(/\[\d\]/g) ?? [];
    for (const { zh, en } of segments) expect(markers(en.text)).toEqual(markers(zh.text));
    expect(segments.flatMap(({ en }) => markers(en.text))).toEqual([
      '[1]',
      '[2]',
      '[3]',
      '[4]',
      '[5]',
    ]);
  });

  test.each(terms.map((term) => [term.zh, term] as const))(
    'renders %s by its term',
    (_zh, term) => {
      const wordings = [term.en, ...(term.aliases ?? [])].map((text) => text.toLowerCase());
      const lines = [...sections.map(({ title }) => title), ...segments].filter(({ zh }) =>
        zh.text.includes(term.zh),
      );
      expect(lines.length).toBeGreaterThan(0);
      for (const { en } of lines) {
        expect(
          wordings.some((text) => en.text.toLowerCase().includes(text)),
          en.text,
        ).toBe(true);
      }
    },
  );
});

test('the record invents nothing', () => {
  expect(Object.keys(record)).toEqual([
    'title',
    'original',
    'site',
    'source',
    'translations',
    'markers',
  ]);
});
