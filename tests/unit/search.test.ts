import { Converter } from 'opencc-js';
import { describe, expect, test } from 'vitest';
import { type Filters, search } from '../../src/features/search/search.ts';
import {
  makeSearchData,
  toIndexText,
  toSearchRecords,
} from '../../src/features/search/search-index.ts';
import { longestQuery } from '../../src/text/phrases.ts';
import { makeMemoryIndex } from '../support/memory-index.ts';
import { paper } from '../support/paper.ts';

const records = toSearchRecords(paper.root);
const data = makeSearchData(records, paper.terms, paper.record.title);
const index = makeMemoryIndex(records);
const find = (typed: string, filters = {}) => search(typed, data, index, filters);

async function listFound(typed: string, filters = {}) {
  const { results, isNear } = await find(typed, filters);
  return isNear ? [] : [...new Set(results.map(({ record }) => record.number))].sort();
}

/** List the sections whose text contains something, straight from the text. */
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
    ['新质生产力。', '新质生产力。'],
    ['然而，新疆', '然而，新疆'],
    ['然而,新疆', '然而，新疆'],
    ['xinzhi shengchanli', '新质生产力'],
    ['xinzhishengchanli', '新质生产力'],
    ['ＧＲＥＥＮ', 'reen'],
  ])('%s where %s occurs', async (typed, text) => {
    const expected = listSections((each) => each.includes(text));
    expect(await listFound(typed)).toEqual(expected);
  });

  test('all of several terms in any language', async () => {
    const zh = listSections((text) => text.includes('新质生产力'));
    const en = listSections((text) => /\binnovations?\b/i.test(text));
    expect(await listFound('新质生产力 innovation')).toEqual(
      zh.filter((each) => en.includes(each)),
    );
  });

  test.each([
    ['industry', /\bindustr(?:y|ies)\b/i],
    ['developing', /\bdevelop(?:|s|ed|ing)\b/i],
    ['innovat', /\binnovat/i],
    ['"green development"', /green development/i],
    ['“green development”', /green development/i],
    ['high-quality', /high-quality/i],
    ['xinjiang', /Xinjiang|新疆/],
  ])('%s in its forms', async (typed, pattern) => {
    expect(await listFound(typed)).toEqual(listSections((text) => pattern.test(text)));
  });

  test('the wordings of a term by its alias, and reports it', async () => {
    const { results, instead } = await find('new quality productive forces');
    expect(instead).toEqual([{ by: 'alias', wording: 'new quality productivity' }]);
    expect(results.map(({ record }) => record.number).sort()).toEqual(
      listSections((text) => /new quality productivity/i.test(text)),
    );
  });
});

/** Search a text of some lines, each in both languages or in Chinese only, and list the matching lines. */
async function findIn(lines: readonly (string | [zh: string, en: string])[], typed: string) {
  const segments = lines.map((line, at) => {
    const [zh, en] = typeof line === 'string' ? [line, ''] : line;
    return { anchor: `1-p1s${at + 1}`, zh, en };
  });
  const title = { zh: '', en: '' };
  const text = [{ number: '1', order: 0, title, path: [], segments }];
  const found = await search(
    typed,
    makeSearchData(text, [], { zh: '题名：其一', en: 'The Title' }),
    makeMemoryIndex(text),
  );
  const hits = found.results.flatMap((result) => result.hits);
  return { ...found, lines: found.isNear ? [] : hits.map(({ segment }) => segment.zh) };
}

const traditional = [
  ...[
    '發展以後',
    '理髮店漸多',
    '皇后居於此',
    '在後宮',
    '幹部在',
    '不得干涉',
    '氣候乾燥',
    '曆法',
    '歷史',
  ],
  ...[
    '臺灣',
    '颱風',
    '一隻船',
    '松樹很鬆',
    '瞭解',
    '回覆',
    '憑藉',
    '隨著',
    '說明',
    '防衛',
    '作為',
    '群眾',
    '麵粉',
  ],
];

describe('search in either script', () => {
  const simplified = [
    '随着发展',
    '着力培育',
    '凭借优势',
    '乾隆年间',
    '气候干燥',
    '显著提高',
    '干部',
  ];

  test.each([
    ...[
      ['隨著', '随着发展'],
      ['著力', '着力培育'],
      ['憑藉', '凭借优势'],
      ['乾隆', '乾隆年间'],
    ],
    ...[
      ['乾燥', '气候干燥'],
      ['幹部', '干部'],
      ['顯著', '显著提高'],
      ['发展', '随着发展'],
    ],
  ])('%s finds %s, which is simplified', async (typed, line) => {
    expect((await findIn(simplified, typed)).lines).toEqual([line]);
  });

  test.each([
    ...[
      '发展',
      '以后',
      '理发店',
      '皇后',
      '后宫',
      '干部',
      '干涉',
      '干燥',
      '历法',
      '历史',
      '台湾',
      '台风',
      '一只船',
    ],
    ...[
      '松树很松',
      '了解',
      '回复',
      '凭借',
      '随着',
      '说明',
      '防卫',
      '作为',
      '群众',
      '面粉',
      '說明',
      '説明',
      '防衞',
    ],
    ...['作爲', '群衆', '隨着', '臺湾', '台灣', '麪粉'],
  ])('%s finds one line of a traditional text', async (typed) => {
    const { lines } = await findIn(traditional, typed);
    expect(lines).toHaveLength(1);
    expect(toSimple(lines[0] ?? '')).toContain(toSimple(typed));
  });

  test('puts exact matches first', async () => {
    expect((await findIn(traditional, '后')).lines).toEqual(['皇后居於此', '發展以後', '在後宮']);
    expect((await findIn(simplified, '著')).lines).toEqual(['显著提高']);
  });

  const texts = records.flatMap(({ segments }) => segments.map(({ zh }) => zh));
  test.each(['tw', 'hk'] as const)(
    'finds every two characters of the paper by their %s form',
    async (to) => {
      const convert = Converter({ from: 'cn', to });
      const lost: string[] = [];
      const asked = new Map<string, string>();
      for (const text of texts) {
        const other = convert(text);
        for (const { 0: run, index } of other.matchAll(/(?=(\p{Script=Han}{2}))/gu)) {
          const typed = other.slice(index, index + 2);
          if (run === '') asked.set(typed, text.slice(index, index + 2));
        }
      }
      for (const [typed, run] of asked) {
        const { results, isNear } = await find(typed);
        const found = results.flatMap(({ hits }) => hits.map(({ segment }) => segment.zh));
        const expected = texts.filter((text) => text.replace(/[“”]/g, '').includes(run));
        if (isNear || found.length !== expected.length) lost.push(`${typed} ${run}`);
      }
      expect(asked.size).toBeGreaterThan(900);
      expect(lost).toEqual([]);
    },
  );
});

function toSimple(text: string): string {
  const standard = Converter({ from: 'hk', to: 'tw' })(text);
  return Converter({ from: 'tw', to: 'cn' })(standard);
}

describe('search reads pinyin', () => {
  const lines = ['策略', '效率', '女', '绿色', '西安', '新质生产力', '旅行'];

  test.each([
    ...[
      ['celüe', '策略'],
      ['celue', '策略'],
      ['celve', '策略'],
      ['cè lüè', '策略'],
      ['xiaolü', '效率'],
    ],
    ...[
      ['nü', '女'],
      ['nǚ', '女'],
      ['lǜse', '绿色'],
      ['lvse', '绿色'],
      ['luse', '绿色'],
      ["Xi'an", '西安'],
    ],
    ...[
      ['xian', '西安'],
      ['xi1an1', '西安'],
      ['xin1zhi4', '新质生产力'],
      ['lǚxíng', '旅行'],
    ],
    ...[
      ['新质shengchanli', '新质生产力'],
      ['新質 shengchanli', '新质生产力'],
      ['xīn zhì', '新质生产力'],
    ],
  ])('%s finds %s', async (typed, line) => {
    expect((await findIn(lines, typed)).lines).toEqual([line]);
  });
});

describe('search for exactly what was typed', () => {
  test.each(['马克吐温', '马克·吐温', '马克•吐温', '马克・吐温', '马克‧吐温'])(
    'finds %s',
    async (typed) => {
      const { lines, isUnmarked } = await findIn(['马克·吐温', '马克、吐温'], typed);
      expect([lines, isUnmarked]).toEqual([['马克·吐温'], false]);
    },
  );

  test.each([
    ['力。', ['生产力。'], false],
    ['，新', ['力，新'], false],
    ['力，新', ['力，新'], false],
    ['力；', ['生产力。', '力，新'], true],
    ['生产，力', ['生产力。'], true],
  ])('respects the punctuation of %s', async (typed, expected, isUnmarked) => {
    const found = await findIn(['生产力。', '力，新'], typed);
    expect([found.lines, found.isUnmarked]).toEqual([expected, isUnmarked]);
  });

  test.each<[string, string[], string[]]>([
    ['productivity', ['productivity'], []],
    ['product', ['products', 'productivity'], ['productivity', 'products']],
    ['important', ['important'], []],
    ['universe', [], []],
    ['industries', ['industry'], ['industry']],
    ['made', ['make'], ['make']],
    ['a', ['a'], []],
    ['an', [], []],
    ['the', ['the'], []],
    ['caring', [], []],
  ])('labels forms of %s', async (typed, expected, forms) => {
    const words = ['products', 'productivity', 'important', 'import', 'universities', 'industry'];
    const lines = [...words, 'make', 'and', 'about', 'the', 'them', 'a', 'cars'];
    const pairs = lines.map((word): [string, string] => [word, word]);
    const found = await findIn(pairs, typed);
    expect([found.lines, found.forms]).toEqual([expected, forms]);
  });

  test('shows exact words of all sections before forms', async () => {
    const { results } = await find('industry');
    const areExact = results.flatMap(({ hits }) =>
      hits.map(({ segment }) => /\bindustry\b/i.test(segment.en)),
    );
    expect(areExact.lastIndexOf(true)).toBe(areExact.indexOf(false) - 1);
    const anchors = results.flatMap(({ hits }) => hits.map(({ segment }) => segment.anchor));
    expect(new Set(anchors).size).toBe(anchors.length);
  });

  test.each([
    ...[
      ['1', ['1']],
      ['第1节', ['1']],
      ['§1', ['1']],
      ['题名：其一', ['']],
      ['题名其一', ['']],
      ['the title', ['']],
    ],
  ] as const)('finds the place %s', async (typed, numbers) => {
    const { results } = await findIn(['甲'], typed);
    expect(results.map(({ record }) => record.number)).toEqual(numbers);
  });

  test.each([
    ['1-p1s2', ['乙[2]']],
    ['1-p1', ['甲[1-3]', '乙[2]', '丙']],
    ['[2]', ['甲[1-3]', '乙[2]']],
    ['[3]', ['甲[1-3]']],
    ['[4]', []],
  ])('leads %s to its sentences', async (typed, expected) => {
    expect((await findIn(['甲[1-3]', '乙[2]', '丙'], typed)).lines).toEqual(expected);
  });

  test('ignores markers', async () => {
    expect((await findIn(['主张[4,7]由来已久'], '主张由来已久')).lines).toHaveLength(1);
  });
});

test('search names the wordings of the typed terms', async () => {
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

describe('search with a filter', () => {
  test.each([
    [{ chapter: '3' }, (number: string) => number.startsWith('3')],
    [{ locale: 'zh' }, () => true],
    [{ locale: 'en' }, () => false],
  ] as const)('finds only the sections for %j', async (filters, isWanted) => {
    const all = listSections((text) => text.includes('新质生产力'));
    expect(await listFound('新质生产力', filters)).toEqual(all.filter(isWanted));
  });

  test('finds nothing in a language that has only some of the terms', async () => {
    expect(await listFound('新质生产力 innovation')).not.toEqual([]);
    for (const locale of ['zh', 'en'] as const) {
      expect(await find('新质生产力 innovation', { locale })).toMatchObject({ results: [] });
    }
  });

  test('suggests no near result that the filter excludes', async () => {
    expect(await find('石油', { chapter: '5' })).toMatchObject({ results: [], isNear: false });
  });
});

test.each([
  ...[
    '新质生产力',
    '力，新',
    '级实',
    '克拉玛依',
    'green development',
    'innovation',
    'zzzz',
    '生产新',
  ],
  ...['xinzhi shengchanli', 'jishi', 'shijian', 'keji', '新質shengchanli', 'shi shi', '3.1', '[1]'],
])(
  'the index of a short paper, which lacks the places of words, gives the same results for %s',
  async (typed) => {
    const byName = Object.fromEntries(records.map((record, at) => [String(at), record]));
    const loose = makeMemoryIndex(records, false);
    expect(await search(typed, { ...data, records: byName }, loose)).toEqual(await find(typed));
  },
);

test('search in a short paper of many sections cuts none of them', async () => {
  const title = { zh: '', en: '' };
  const many = Array.from({ length: 300 }, (_, at) => ({
    ...{ number: String(at + 1), order: at, title, path: [] },
    segments: [{ anchor: `${at + 1}-p1s1`, zh: at < 210 ? '国中。' : '中国。', en: 'It.' }],
  }));
  const byName = Object.fromEntries(many.map((record, at) => [String(at), record]));
  const whole = { ...makeSearchData(many, [], title), records: byName };
  const { results, isNear } = await search('中国', whole, makeMemoryIndex(many, false));
  expect([results.length, isNear]).toEqual([90, false]);
});

test('search in a book loads few texts for a first character, and all matches of more', async () => {
  const title = { zh: '', en: '' };
  const book = Array.from({ length: 50 }, (_, at) => ({
    ...{ number: String(at + 1), order: at, title, path: [] },
    segments: [{ anchor: `${at + 1}-p1s1`, zh: '新质生产力。', en: 'New forces.' }],
  }));
  const data = makeSearchData(book, [], title);
  const index = makeMemoryIndex(book);
  const count = async (query: string, records?: typeof data.records, limit?: number) => {
    const own = { ...data, ...(records && { records }) };
    const { results, isCut } = await search(query, own, index, {}, limit);
    return [results.length, isCut];
  };
  expect(await count('新质', undefined, 8)).toEqual([8, true]);
  expect(await count('新')).toEqual([20, true]);
  expect(await count('新质')).toEqual([50, false]);
  expect(await count('new')).toEqual([50, false]);
  expect(await count('新', {})).toEqual([50, false]);
});

describe('a short query in a book', () => {
  const title = { zh: '', en: '' };
  const book = Array.from({ length: 26 }, (_, at) => ({
    ...{ number: String(at + 1), order: at, title, path: [] },
    segments: [
      {
        anchor: `${at + 1}-p1s1`,
        zh: at === 25 ? '他用AI。' : '他来。',
        en: at === 25 ? 'They go.' : 'AI goes, AI goes, and AI goes.',
      },
    ],
  }));
  const data = makeSearchData(book, [], title);
  const first = async (query: string, filters: Filters) => {
    const { results } = await search(query, data, makeMemoryIndex(book), filters);
    return results[0]?.record.number;
  };

  test('searches all sections if a filter chooses the language', async () => {
    expect(await first('AI', { locale: 'zh' })).toBe('26');
  });

  test('searches all sections if the word has other forms', async () => {
    expect(await first('go', {})).toBe('26');
  });
});

describe('search that finds nothing', () => {
  test.each([
    ['新质劳动力', 'part', '新质'],
    ['produktivity', 'correction', 'productivity'],
    ['sceintific', 'correction', 'scientific'],
    ['enviroment', 'correction', 'environment'],
    ['caol', 'correction', 'coal'],
    ['科技创兴', 'part', '科技创新'],
  ])('names the nearest result to %s', async (typed, by, wording) => {
    const { results, isNear, instead } = await find(typed);
    expect(isNear).toBe(true);
    expect(instead).toContainEqual({ by, wording });
    expect(results.length).toBeGreaterThan(0);
    // As much is found as by the suggestion itself.
    const count = (all: typeof results) => all.reduce((sum, { hits }) => sum + hits.length, 0);
    const suggested = await find(wording);
    if (by === 'correction') expect(count(results)).toBe(count(suggested.results));
  });

  test('shows one term if two never occur together', async () => {
    const { results, isNear } = await find('石油 生物多样性');
    expect(isNear).toBe(true);
    expect(results.map(({ record }) => record.number).sort()).toEqual(['3.1', '4.1', '5.3']);
  });

  test.each(['helicopter', 'wabxr', '龘', 'zq', '💡'])('finds nothing near %s', async (typed) => {
    expect((await find(typed)).results).toEqual([]);
  });

  test.each([
    ...['', '   ', '，。', '"', '""', '“”', '(.*', '[', '\\', '\uD800', '\u0000', '\u202E新质'],
    ...['<img src=x onerror=alert(1)>', '__proto__', 'constructor', '新'.repeat(longestQuery)],
    ...['xi'.repeat(500), 'a '.repeat(400)],
  ])('does not fail for %j', async (typed) => {
    await expect(find(typed.slice(0, longestQuery))).resolves.toHaveProperty('results');
  });
});

describe('makeSearchData', () => {
  test('knows the characters, words and readings of the text, and no others', () => {
    expect(data.words).toContain('productivity');
    expect(data.pinyin['xin']).toContain('新');
    expect(data.variants).toContain(' 質质 ');
    expect(data.variants).not.toContain('龍');
    expect(data.isSimplified).toBe(true);
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
  expect(toIndexText(record)).toBe('引 言 in inchapter1 insection1 inmarker1');
});
