import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addNumber } from '../../src/paper/number.ts';
import { flatten } from '../../src/paper/tree.ts';
import { readPaper } from '../../src/read/index.ts';

// Whoever edits the text breaks nothing here but where it is no longer that of its source.
const hasSource = existsSync('content/source.txt');

test.runIf(hasSource)('the first book is its source, character for character', () => {
  const source = readFileSync('content/source.txt', 'utf8');
  const start = source.indexOf('新疆应如何');
  const { root } = readPaper('content');
  const sections = root.children.flatMap(flatten);
  const text = sections.map(({ number, title, paragraphs }) => [
    addNumber(number, title.zh.text),
    ...paragraphs.flatMap((paragraph) => paragraph.segments.map(({ zh }) => zh.text)),
  ]);
  expect([root.title.zh.text, ...text.flat()].join('').replace(/\s/g, '')).toBe(
    source.slice(start).replace(/\s/g, ''),
  );
  const abstract = sections[0]?.paragraphs[0]?.segments.map(({ en }) => en.text);
  const words = source.slice(0, start).replace(/\s+/g, ' ').trim();
  expect(`Abstract ${abstract?.join(' ')}`).toBe(words);
});
