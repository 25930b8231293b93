import { beforeAll, describe, expect, test } from 'vitest';
import {
  decodeCbor,
  listChunks,
  makeSearchIndex,
  type SearchIndex,
} from '../../src/features/search/pagefind.ts';
import {
  isShort,
  makeIndex,
  type SearchFile,
  toSearchRecords,
} from '../../src/features/search/search-index.ts';
import type { Paper, Section } from '../../src/paper/tree.ts';
import { readPaper } from '../../src/read/index.ts';
import { tokenize } from '../../src/text/phrases.ts';
import { makeMemoryIndex } from '../support/memory-index.ts';
import { otherFolder, paper, paperFolder } from '../support/paper.ts';

/** Make the index of a paper, and read it as a browser does. */
async function openIndex(paper: Paper): Promise<SearchIndex> {
  const [data, ...files] = await makeIndex(paper, '1');
  const { map, records }: SearchFile = JSON.parse(String(data?.content));
  const texts = new Map(files.map(({ path, content }) => [path, String(content)]));
  const take = async (path: string) => JSON.parse(texts.get(path) ?? '');
  return makeSearchIndex(
    map,
    (name) => take(`index/${name}.1.json`),
    async (name) => records?.[name] ?? take(`text/${name}.json`),
  );
}

/** Repeat the sections of a paper until search no longer loads it at once. */
function lengthen(paper: Paper): Paper {
  const copy = (section: Section, at: number): Section => ({
    ...section,
    number: `${section.number}-${at}`,
    children: section.children.map((child) => copy(child, at)),
  });
  const children = [0, 1, 2, 3, 4].flatMap((at) =>
    paper.root.children.map((child) => copy(child, at)),
  );
  return { ...paper, root: { ...paper.root, children } };
}

describe.each([
  ['the paper', readPaper(paperFolder)],
  ['the other paper', readPaper(otherFolder)],
  ['a long paper', lengthen(readPaper(paperFolder))],
])('the index of %s', (name, paper) => {
  const records = toSearchRecords(paper.root);
  const isWhole = isShort(paper.root);
  const memory = makeMemoryIndex(records);
  const loose = makeMemoryIndex(records, false);
  let index: SearchIndex;
  beforeAll(async () => {
    index = await openIndex(paper);
  });

  /** Ask an index for the numbers of sections. */
  const ask = async (from: SearchIndex, typed: string, chapter?: string) => {
    const counts = await from.find(tokenize(typed), chapter);
    const found = await Promise.all([...counts.keys()].map((id) => from.load(id)));
    return found.map(({ number }) => number).sort();
  };

  test('names the sections that have a run of words, and in a long paper no other', async () => {
    expect(isWhole).toBe(name !== 'a long paper');
    const texts = records.flatMap(({ segments }) => segments.flatMap(({ zh, en }) => [zh, en]));
    let asked = 0;
    for (const [at, text] of texts.entries()) {
      // A sample of the long paper is enough.
      if (!isWhole && at % 9 > 0) continue;
      const tokens = tokenize(text).filter(({ kind }) => kind !== 'mark');
      const first = tokens[at % tokens.length];
      const last = tokens[(at % tokens.length) + (at % 5)];
      if (!first || !last) continue;
      const run = text.slice(first.start, last.end);
      const found = await ask(index, run);
      const wanted = await ask(memory, run);
      // The index of a short paper has no places.
      expect(found, run).toEqual(isWhole ? await ask(loose, run) : wanted);
      expect(found).toEqual(expect.arrayContaining(wanted));
      expect(wanted.length).toBeGreaterThan(0);
      asked++;
    }
    expect(asked).toBeGreaterThan(texts.length / (isWhole ? 3 : 27));
  });

  test('finds nothing that is absent or in another chapter', async () => {
    const [title = ''] = records.map(({ title }) => title.zh);
    expect(await ask(index, '没有这样的话')).toEqual([]);
    expect(await ask(index, 'zzzz')).toEqual([]);
    expect(await ask(index, title, 'nowhere')).toEqual([]);
    expect(await ask(index, title)).not.toEqual([]);
  });
});

test('finds a word with any characters', async () => {
  const odd = [
    ...'⑴㈠½ﷺ𠮷',
    ...['ｶﾞ', 'İstanbul', 'straße', '10⁄2', 'ﬁn', 'café', '零〇', '\u{20bb7}野'],
  ];
  const [section] = paper.root.children;
  const paragraph = section?.paragraphs[0];
  const segment = paragraph?.segments[0];
  if (!section || !paragraph || !segment) throw new Error('The paper has no sentence');
  const segments = odd.map((text, at) => ({
    ...segment,
    anchor: `1-p1s${at + 1}`,
    zh: { ...segment.zh, text },
    en: { ...segment.en, text: `between ${text} words` },
  }));
  const children = [{ ...section, children: [], paragraphs: [{ ...paragraph, segments }] }];
  const index = await openIndex({ ...paper, root: { ...paper.root, children } });
  for (const text of odd) {
    for (const typed of [text, `between ${text} words`]) {
      expect((await index.find(tokenize(typed))).size, typed).toBe(1);
    }
  }
});

test.each([
  ['0a', 10],
  ['190100', 256],
  ['1a00010000', 65_536],
  ['3818', -25],
  ['66e696b0e8b4a8', '新质'],
  ['820a80', [10, []]],
])('decodeCbor reads %s', (hex, value) => {
  expect(decodeCbor(Buffer.from(hex, 'hex'))).toEqual(value);
});

test('an index in another format than that of Pagefind 1.5 is an error', () => {
  expect(() => decodeCbor(Buffer.from('f5', 'hex'))).toThrowErrorMatchingInlineSnapshot(
    `[Error: The index has a value 245 at byte 1, which is not read]`,
  );
  expect(() => decodeCbor(Buffer.from('9f', 'hex'))).toThrowErrorMatchingInlineSnapshot(
    `[Error: The index has a value 159 at byte 1, which is not read]`,
  );
  const other = Buffer.concat([Buffer.from('pagefind_dcd'), Buffer.from('8165312e362e30', 'hex')]);
  expect(() => listChunks(other)).toThrowErrorMatchingInlineSnapshot(
    `[Error: The index is written by Pagefind 1.6.0; 1.5 is what is read]`,
  );
});
