import { describe, expect, test, vi } from 'vitest';
import { alignTexts, isAlone, isDoubtful } from '../../src/import/align/aligner.ts';
import { findBand, makeBand } from '../../src/import/align/band.ts';
import type { Features } from '../../src/import/align/features.ts';
import { findPath, type Score, shapes } from '../../src/import/align/lattice.ts';
import { readDictionary } from '../../src/import/dictionary.ts';
import { splitAtSemicolons, splitSentences } from '../../src/import/segmenter.ts';
import {
  harder,
  perturbations,
  readGold,
  scorePairs,
  toPairs,
  toSentences,
} from '../support/gold.ts';

const dictionary = readDictionary();
const alignAll = (faults: typeof perturbations) =>
  readGold().flatMap(({ name, paragraphs }) =>
    Object.entries(faults).map(([fault, perturb]) => {
      const task = { name, fault, ...perturb(paragraphs) };
      const aligned = alignTexts(toSentences(task), dictionary);
      return { task, aligned, worth: scorePairs(toPairs(aligned), task.pairs) };
    }),
  );
const results = alignAll(perturbations);

describe('alignTexts', () => {
  test.each(results)('finds the pairs of $task.name, $task.fault', ({ task, worth }) => {
    expect(worth.f1).toBeGreaterThanOrEqual(task.name === 'this paper' ? 0.98 : 0.95);
  });

  test('keeps every sentence, once and in order', () => {
    const squeeze = (text: string) => text.replace(/\s/g, '');
    for (const { task, aligned } of results) {
      for (const locale of ['zh', 'en'] as const) {
        const kept = aligned.flatMap((pair) => pair[locale].map(({ text }) => text)).join('');
        expect(squeeze(kept)).toBe(squeeze(task.texts[locale].join('')));
      }
    }
  });

  test('reports 90 % of the wrong pairs, and marks at most 10 % of all as doubtful', () => {
    const all = [...results, ...alignAll(harder)];
    const marked = all.map(({ aligned }) => isDoubtful(aligned));
    const wrong = all.flatMap(({ worth, aligned }, at) =>
      aligned.flatMap((pair, index) =>
        worth.right[index] ? [] : [marked[at]?.[index] || isAlone(pair)],
      ),
    );
    expect(wrong.length).toBeGreaterThan(30);
    expect(wrong.filter(Boolean).length / wrong.length).toBeGreaterThanOrEqual(0.9);
    const marks = marked.flat();
    expect(marks.filter(Boolean).length / marks.length).toBeLessThanOrEqual(0.1);
  });

  test('is as sure of the pairs before a passage that it cannot align', () => {
    const { aligned = [] } = results.find(({ task }) => task.name === 'debian') ?? {};
    const at = Math.round(aligned.length * 0.7);
    const makeBlocks = (kind: string) =>
      Array.from({ length: 12 }, (_, place) => ({ kind, text: `${kind} ${place}`, starts: true }));
    const insert = (locale: 'zh' | 'en', kind: string) => [
      ...aligned.slice(0, at).flatMap((pair) => pair[locale]),
      ...makeBlocks(kind),
      ...aligned.slice(at).flatMap((pair) => pair[locale]),
    ];
    const texts = { zh: insert('zh', 'list'), en: insert('en', 'table') };
    const averageOf = (pairs: typeof aligned) =>
      pairs.slice(0, at - 5).reduce((sum, { confidence }) => sum + confidence, 0) / (at - 5);
    expect(averageOf(alignTexts(texts, dictionary))).toBeCloseTo(averageOf(aligned), 1);
  });

  test('leaves out the first sentence of a paragraph if it has no counterpart', () => {
    const zh = [
      '河水呈淡绿色，水面上漂着几片落叶。桥头立着一块新牌子。天色渐暗，岸边的路灯亮了起来。',
      '专家也提出了不同看法。华东理工大学教授陈望认为，光靠管网是不够的。',
      '类似的做法在国外早有先例。美国费城从2011年起推行“绿色城市，清洁水体”计划。',
    ];
    const en = [
      'The water was pale green, with a few leaves afloat. A new sign stood by the bridge. It was getting dark, and the lamps along the bank came on.',
      'Pipes alone will not do, argues Professor Chen Wang.',
      'Philadelphia launched its “Green City, Clean Waters” program in 2011.',
    ];
    const aligned = alignTexts(toSentences({ texts: { zh, en }, pairs: [] }), dictionary);
    const shapes = aligned.map((pair) => `${pair.zh.length}-${pair.en.length}`);
    expect(shapes.join(' ')).toBe('1-1 1-1 1-1 1-0 1-1 1-0 1-1');
  });

  test.each([
    [0, 0],
    [3, 0],
    [0, 2],
    [1, 1],
  ])('aligns %i Chinese with %i English sentences', (zh, en) => {
    const make = (text: string, count: number) =>
      Array.from({ length: count }, (_, at) => ({
        kind: 'prose',
        text: `${text}${at}`,
        starts: true,
      }));
    const texts = { zh: make('句子。', zh), en: make('A sentence. ', en) };
    const aligned = alignTexts(texts, new Map());
    expect(aligned.flatMap((pair) => pair.zh)).toHaveLength(zh);
    expect(aligned.flatMap((pair) => pair.en)).toHaveLength(en);
  });
});

/** Make sentences, each with a number and a name that its translation keeps. */
const makeFeatures = (count: number): Features[] =>
  Array.from({ length: count }, (_, at) => ({
    ...{ kind: 'prose', text: '', starts: true, extras: [], length: 20 },
    claims: [`#${at}`, `name${at}`].map((key) => ({ key, means: [key] })),
  }));

describe('findBand', () => {
  test('searches a long text in a narrow band', () => {
    const count = 5000;
    const { cellCount } = findBand({ zh: makeFeatures(count), en: makeFeatures(count) });
    expect(cellCount / count).toBeLessThan(130);
  });
});

describe('findPath', () => {
  test('scores only spans in the band, of shapes with a finite cost', () => {
    const score = vi.fn<Score>(() => 0);
    const diagonal = Array.from({ length: 300 }, (_, at) => ({ zh: at, en: at }));
    const costs = shapes.map(([a, b]) => (a > 1 || b > 1 ? Infinity : 1));
    findPath(makeBand(diagonal, { zh: 300, en: 300 }, 20), score, costs);
    expect(score.mock.calls.every(([, a, , b]) => a <= 1 && b <= 1)).toBe(true);
    expect(score.mock.calls.every(([i, , j]) => Math.abs(i - j) < 25)).toBe(true);
  });
});

describe('splitSentences', () => {
  test.each<['zh' | 'en', string[]]>([
    ['en', ['See Fig. 3, e.g. the map by Dr. J. R. Smith et al. of the U.S. Army.', 'It is old.']],
    ['en', ['It grew by 3.5 percent (cf. p. 12).', '“Is it so?” he asked.', 'Yes!']],
    ['en', ['He came home at 5 p.m. on Monday.', 'She said: “Go.”', 'They went… and came back.']],
    ['en', ['1. Introduction of the U.S. System.', '[2] is cited here[3].', 'No. 5 is next.']],
    ['en', ['We use pens, paper, etc. for that.', 'We use pens, etc.', 'The rest is gone.']],
    ['zh', ['他说：“走吧。”', '她没有走。', '“真的吗？”他问。', '是的！']],
    ['zh', ['这叫“不破不立。”的道理。', '产值增长3.5%[1]。', '（见第2章。）', '等等……最后呢？']],
    [
      'zh',
      ['“孩子长大时有鱼。”', '丈夫补充说：“能看见就行。”', '“都有权知道。”', '这项提议通过了。'],
    ],
    ['zh', ['他喊出“打倒列强！”这一口号。', '他写下“春天来了！”这行字。']],
    ['zh', ['他高喊：“冲啊！”', '那时，敌人已经退了。', '他问：“谁来？”', '这一年，大会召开。']],
    ['zh', ['“来了！”', '他说：「快走。」', '“时间就是金钱！”这些话传遍全国。']],
    ['zh', ['“你好……”她说，“再见。”', '然后走了。', '他想（真的吗？）又想。']],
  ])('splits %s into %j', (locale, sentences) => {
    expect(splitSentences(sentences.join(locale === 'en' ? ' ' : ''), locale)).toEqual(sentences);
  });

  test('splits at semicolons', () => {
    expect(splitAtSemicolons('其一，甲；其二，“乙；”其三，丙。')).toEqual([
      '其一，甲；',
      '其二，“乙；”',
      '其三，丙。',
    ]);
  });
});
