import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { addNumber } from '../../src/paper/number.ts';
import { flatten } from '../../src/paper/tree.ts';
import { listFiles } from '../../src/site/files.ts';
import { paper, paperFolder } from '../support/paper.ts';

const source = existsSync('content/source.txt') ? readFileSync('content/source.txt', 'utf8') : '';
const start = source.indexOf(paper.record.title.zh);

// Both are about the first book, which editors may change or replace.
test.runIf(start > 0)('the first book equals its source, character for character', () => {
  const sections = paper.root.children.flatMap(flatten);
  const text = sections.map(({ number, title, paragraphs }) => [
    addNumber(number, title.zh.text),
    ...paragraphs.flatMap((paragraph) => paragraph.segments.map(({ zh }) => zh.text)),
  ]);
  expect([paper.record.title.zh, ...text.flat()].join('').replace(/\s/g, '')).toBe(
    source.slice(start).replace(/\s/g, ''),
  );
  const abstract = sections[0]?.paragraphs[0]?.segments.map(({ en }) => en.text);
  const words = source.slice(0, start).replace(/\s+/g, ' ').trim();
  expect(`Abstract ${abstract?.join(' ')}`).toBe(words);
});

test.runIf(process.env['THOROUGH'])(
  'the paper of the tests equals the first book, file by file',
  () => {
    for (const file of listFiles(paperFolder)) {
      expect(readFileSync(`content/${file}`), file).toEqual(readFileSync(`${paperFolder}/${file}`));
    }
    const own = listFiles('content').filter((file) => !/^(?:versions|source|README)\b/.test(file));
    expect(own).toEqual(listFiles(paperFolder));
  },
);
