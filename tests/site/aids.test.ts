import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { toPinyinFile } from '../../src/features/pinyin/pinyin.ts';
import { toConcordance, toTermData } from '../../src/features/terms/concordance.ts';
import { flatten } from '../../src/paper/tree.ts';
import { paper } from '../support/paper.ts';

const { root, terms } = paper;
const { folder } = inject('site');
const sections = flatten(root).map((section) => ({
  section,
  path: `pinyin/${section.number || 'title'}.json`,
}));

function read(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

const termsFile = `data/${readdirSync(join(folder, 'data')).find((name) => name.startsWith('terms.'))}`;

test('the file of terms has each with its wordings and its counts', () => {
  expect(JSON.parse(read(termsFile))).toEqual(toTermData(toConcordance(terms, root)));
});

test.each(sections)('$path has how the section reads', ({ section, path }) => {
  expect(JSON.parse(read(path))).toEqual(toPinyinFile(section));
});

test('there is no other pinyin', () => {
  const names = readdirSync(join(folder, 'pinyin')).map((name) => `pinyin/${name}`);
  expect(names.sort()).toEqual(sections.map(({ path }) => path).sort());
});

test.each([[termsFile, 1500], ...sections.map(({ path }): [string, number] => [path, 1200])])(
  '%s is at most %i bytes',
  (path, budget) => {
    expect(brotliCompressSync(read(path)).length).toBeLessThanOrEqual(budget);
  },
);
