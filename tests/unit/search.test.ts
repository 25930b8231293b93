import { describe, expect, test } from 'vitest';
import { search } from '../../src/features/search/search.ts';
import {
  makeSearchData,
  toIndexText,
  toSearchRecords,
} from '../../src/features/search/search-index.ts';
import { longestQuery } from '../../src/text/phrases.ts';
import { makeMemoryIndex } from '../support/memory-index.ts';
import { paper } from '../support/paper.ts';

const records = toSearchRecords(paper.root);
const data = makeSearchData(records, paper.terms);
const index = makeMemoryIndex(records);
const find = (typed: string, filters = {}) => search(typed, data, index, filters);

async function listFound(typed: string, filters = {}) {
  const { results, isNear } = await find(typed, filters);
  return isNear ? [] : results.map(({ record }) => record.number).sort();
}

/** List the sections whose text has something, straight from the text. */
function listSections(test: (text: string) => boolean): string[] {
  return records
    .filter(({ title, segments }) =>
      [title, ...segments].some(({ zh, en }) => test(zh) || test(en)),
    )
    .map(({ number }) => number)
    .sort();
}

describe('search finds', () => {
  const sentences = records.flatMap(({ number, segments }) =>
    segments.map(({ anchor, zh }) => ({ number, anchor, text: zh.replace(/[“”]/g, '') })),
  );
  const runs = sentences.flatMap(({ text }) => text.match(/\p{Script=Han}+/gu) ?? []);

  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'every run of %i Han characters, and nothing else',
    async (length) => {
      const asked = new Set(
        runs.flatMap((run) =>
          Array.from({ length: Math.max(0, run.length - length + 1) }, (_, at) =>
            run.slice(at, at + length),
          ),
        ),
      );
      for (const typed of [...asked].filter((_, at) => at % 5 === 0)) {
        const { results, isNear } = await find(typed);
        const anchors = results.flatMap(({ hits }) => hits.map(({ segment }) => segment.anchor));
        const expected = sentences.filter(({ text }) => text.includes(typed));
        expect(isNear).toBe(false);
        expect(anchors.sort()).toEqual(expected.map(({ anchor }) => anchor).sort());
      }
      expect(asked.size).toBeGreaterThan(500);
    },
  );

  test.each([
    ['新質生產力', '新质生产力'],
    ['能源開發與產業轉型', '能源开发与产业转型'],
    ['天池英才引进计划', '天池英才”引进计划'],
    ['“天池英才”引进计划', '天池英才”引进计划'],
    ['“一带一路”倡议', '一带一路”倡议'],
    ['新质生产力。', '新质生产力'],
    ['然而，新疆', '然而，新疆'],
    ['然而,新疆', '然而，新疆'],
    ['xinzhi shengchanli', '新质生产力'],
    ['xinzhishengchanli', '新质生产力'],
    ['ＧＲＥＥＮ', 'reen'],
  ])('%s where %s stands', async (typed, text) => {
    const expected = listSections((each) => each.includes(text));
    expect(await listFound(typed)).toEqual(expected);
  });

  test('all of several terms, whatever their language', async () => {
    const zh = listSections((text) => text.includes('新质生产力'));
    const en = listSections((text) => /innovati/i.test(text));
    expect(await listFound('新质生产力 innovation')).toEqual(
      zh.filter((each) => en.includes(each)),
    );
  });

  test.each([
    ['industry', /\bindustr(?:y|ies|ial)/i],
    ['developing', /\bdevelop/i],
    ['innovat', /\binnovat/i],
    ['"green development"', /green development/i],
    ['“green development”', /green development/i],
    ['high-quality', /high-quality/i],
    ['xinjiang', /Xinjiang|新疆/],
  ])('%s in its forms', async (typed, pattern) => {
    expect(await listFound(typed)).toEqual(listSections((text) => pattern.test(text)));
  });

  test('the wordings of a term by its alias, and says so', async () => {
    const { results, instead } = await find('new quality productive forces');
    expect(instead).toEqual([{ by: 'alias', wording: 'new quality productivity' }]);
    expect(results.map(({ record }) => record.number).sort()).toEqual(
      listSections((text) => /new quality productivity/i.test(text)),
    );
  });
});

test('search names the wordings of the terms that were typed', async () => {
  expect((await find('绿色发展')).terms).toEqual(['绿色发展', 'green development']);
  expect((await find('green development')).terms).toEqual(['绿色发展', 'green development']);
});

describe('search orders', () => {
  test('titles before text, then by number of matches, then as read', async () => {
    const { results } = await find('新质生产力');
    const ranks = results.map(({ record, titleMarks, count }) => [
      -titleMarks.zh.length,
      -count,
      record.order,
    ]);
    const sorted = ranks.toSorted((a, b) => a.map((x, i) => x - (b[i] ?? 0)).find((x) => x) ?? 0);
    expect(ranks).toEqual(sorted);
    expect(results.map(({ record }) => record.number).slice(0, 3)).toEqual(['2', '3', '4']);
  });
});

describe('search marks', () => {
  test('every occurrence in the sentence and its counterpart’s', async () => {
    const { results } = await find('新疆 Xinjiang');
    for (const { hits } of results) {
      for (const { segment, marks } of hits) {
        expect(marks.zh).toHaveLength(segment.zh.split('新疆').length - 1);
        expect(marks.en).toHaveLength(segment.en.split('Xinjiang').length - 1);
      }
    }
  });
});

describe('search filters', () => {
  test.each([
    [{ chapter: '3' }, (number: string) => number.startsWith('3')],
    [{ locale: 'zh' }, () => true],
    [{ locale: 'en' }, () => false],
  ] as const)('by %j', async (filters, isWanted) => {
    const all = listSections((text) => text.includes('新质生产力'));
    expect(await listFound('新质生产力', filters)).toEqual(all.filter(isWanted));
  });

  test('calls nothing near that a filter leaves out', async () => {
    expect(await find('石油', { chapter: '5' })).toEqual({
      results: [],
      isNear: false,
      instead: [],
      terms: [],
      isCut: false,
    });
  });
});

describe('search that finds nothing', () => {
  test.each([
    ['新质劳动力', 'part', '新质'],
    ['produktivity', 'correction', 'productivity'],
    ['sceintific', 'correction', 'scientific'],
    ['科技创兴', 'part', '科技创新'],
  ])('names what is nearest to %s', async (typed, by, wording) => {
    const { results, isNear, instead } = await find(typed);
    expect(isNear).toBe(true);
    expect(instead).toContainEqual({ by, wording });
    expect(results.length).toBeGreaterThan(0);
  });

  test('shows one term where two never stand together', async () => {
    const { results, isNear } = await find('石油 生物多样性');
    expect(isNear).toBe(true);
    expect(results.map(({ record }) => record.number).sort()).toEqual(['3.1', '4.1', '5.3']);
  });

  test.each(['helicopter', '龘', 'zq', '💡'])('finds nothing near %s', async (typed) => {
    expect((await find(typed)).results).toEqual([]);
  });

  test.each([
    ...['', '   ', '，。', '"', '""', '“”', '(.*', '[', '\\', '\uD800', '\u0000', '\u202E新质'],
    ...['<img src=x onerror=alert(1)>', '__proto__', 'constructor', '新'.repeat(longestQuery)],
    ...['xi'.repeat(500), 'a '.repeat(400)],
  ])('answers %j', async (typed) => {
    await expect(find(typed.slice(0, longestQuery))).resolves.toHaveProperty('results');
  });
});

describe('makeSearchData', () => {
  test('knows the characters, words and readings of the text, and no others', () => {
    expect(data.words).toContain('productivity');
    expect(data.pinyin['xin']).toContain('新');
    expect(data.variants).toContain('質质');
    expect(data.variants).not.toContain('龍');
  });
});

test('toIndexText has a word for each Han character and none for marks', () => {
  const record = {
    number: '1',
    order: 0,
    title: { zh: '引言，', en: 'In[1].' },
    path: [],
    segments: [],
  };
  expect(toIndexText(record)).toBe('引 言 in inchapter1');
});
