import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { expect, inject, test } from 'vitest';
import { readCorrections } from '../../src/features/pinyin/pinyin.ts';
import { spellWords } from '../../src/features/pinyin/spelling.ts';
import { toConcordance, toTermData } from '../../src/features/terms/concordance.ts';
import { views } from '../../src/paper/locale.ts';
import { flatten } from '../../src/paper/tree.ts';
import type { SectionData } from '../../src/ui/load.ts';
import { cite } from '../support/cited.ts';
import { paper, paperFolder } from '../support/paper.ts';
import { readPages } from '../support/site.ts';

const { record, root, terms } = paper;
const corrections = readCorrections(paperFolder);
const { folder } = inject('site');
const files = readdirSync(join(folder, 'data')).filter((name) => !name.startsWith('terms.'));

function read(path: string): string {
  return readFileSync(join(folder, path), 'utf8');
}

const termsFile = `data/${readdirSync(join(folder, 'data')).find((name) => name.startsWith('terms.'))}`;

test('the file of terms has each term with its wordings and counts', () => {
  expect(JSON.parse(read(termsFile))).toEqual(toTermData(toConcordance(terms, root)));
});

test.each(flatten(root))('the data of section “$number” has its texts and citations', (section) => {
  const { number, title, paragraphs } = section;
  const name = files.find((file) => /^(.*)\.\w{10}\.json$/.exec(file)?.[1] === (number || 'title'));
  const segments = paragraphs.flatMap((paragraph) => paragraph.segments);
  const spell = ({ zh, en }: Pick<typeof section.title, 'zh' | 'en'>) => ({
    zh: zh.text,
    en: en.text,
    pinyin: spellWords(zh.text, corrections),
  });
  const data: SectionData = JSON.parse(read(`data/${name}`));
  expect(data.title).toEqual(spell(title));
  expect(data.sentences).toEqual(
    Object.fromEntries(segments.map((segment) => [segment.anchor, spell(segment)])),
  );
  expect(data.items).toEqual(
    Object.fromEntries(views.map((view) => [view, cite(record, number, view)])),
  );
});

test('every page names the data of its sections, and no file is unused', () => {
  const named = readPages().flatMap(({ document }) =>
    [...document.querySelectorAll('[data-file]')].map(
      (section) => `${section.id || 'title'}.${section.getAttribute('data-file')}.json`,
    ),
  );
  expect([...new Set(named)].sort()).toEqual(files.sort());
});

test.each([[termsFile, 1500], ...files.map((file): [string, number] => [`data/${file}`, 3200])])(
  '%s is at most %i bytes',
  (path, budget) => {
    expect(brotliCompressSync(read(path)).length).toBeLessThanOrEqual(budget);
  },
);

test.each([
  ['', /[a-z]{4,}/i],
  ['zh/', /[a-z]{4,}/i],
  ['en/', /\p{Script=Han}/u],
])('the controls in %stools are named in one language', (view, other) => {
  const [version] = readdirSync(join(folder, view, 'tools'));
  const html = read(`${view}tools/${version}/index.html`);
  const names = [...html.matchAll(/ (?:title|aria-label)="([^"]+)"/g)].map(([, name = '']) => name);
  expect(names.length).toBeGreaterThan(15);
  expect(names.filter((name) => other.test(name))).toEqual([]);
  expect(html).not.toContain(' / ');
});
