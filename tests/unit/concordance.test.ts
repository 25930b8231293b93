import { describe, expect, test } from 'vitest';
import {
  describeCounts,
  type Entry,
  sortEntries,
  toConcordance,
} from '../../src/features/terms/concordance.ts';
import { type Locale, locales } from '../../src/paper/locale.ts';
import { type Term, toSlugs } from '../../src/paper/schema.ts';
import { flatten, listSegments } from '../../src/paper/tree.ts';
import { splitAtRanges } from '../../src/text/phrases.ts';
import { paper } from '../support/paper.ts';

const { root, terms } = paper;
const entries = toConcordance(terms, root);

function findEntry(zh: string): Entry {
  const entry = entries.find(({ term }) => term.zh === zh);
  if (!entry) throw new Error(`no term ${zh}`);
  return entry;
}

/** List the marks in the sentences of a language, each after the anchor of its sentence. */
function listMarked({ sections }: Entry, locale: Locale): string[] {
  return sections.flatMap(({ hits }) =>
    hits.flatMap(({ segment, ranges }) =>
      ranges[locale].map(
        ({ start, end }) => `${segment.anchor} ${segment[locale].text.slice(start, end)}`,
      ),
    ),
  );
}

function findTerm(term: Term, locale: Locale): string[] {
  return toConcordance([term], root).flatMap((entry) => listMarked(entry, locale));
}

describe('toConcordance', () => {
  test('counts every occurrence of a term', () => {
    const texts = [
      ...root.children.flatMap(flatten).map(({ title }) => title),
      ...listSegments(root),
    ];
    const count = (locale: Locale, wording: string) =>
      texts
        .map((text) => text[locale].text.toLowerCase())
        .join('\n')
        .split(wording).length - 1;
    const { counts } = findEntry('新质生产力');
    expect(counts.zh).toBe(count('zh', '新质生产力'));
    expect(counts.en).toBe(count('en', 'new quality productivity'));
    expect(counts.sentences).toBe(
      listSegments(root).filter(({ zh }) => zh.text.includes('新质生产力')).length,
    );
  });

  test('finds every term of the list in both languages', () => {
    const missing = entries.filter(({ counts }) => locales.some((locale) => counts[locale] === 0));
    expect(missing.map(({ term }) => term)).toEqual([]);
  });

  test.each([
    ['HAMI MELON', ['3.1-p1s6 Hami melons']],
    ['widely distributes', ['3.1-p1s2 widely distributed']],
    ['wide distributed', []],
    ['livestock product such as', []],
  ])('finds the forms of the last word, no other, of “%s”', (en, marked) => {
    expect(findTerm({ zh: '〇', en }, 'en')).toEqual(marked);
  });

  test.each([
    ['zh', '4.3-p1s4 “天池英才”引进计划'],
    ['en', '4.3-p1s4 “Tianchi Talents” recruitment program'],
  ] as const)('marks the quotation marks of a term in %s', (locale, marked) => {
    expect(listMarked(findEntry('“天池英才”引进计划'), locale)).toEqual([marked]);
  });

  test('counts a term and the alias in it as one', () => {
    expect(findEntry('“一带一路”倡议').counts).toMatchObject({ zh: 1, en: 1 });
  });

  test('includes a sentence with the term in one language only', () => {
    const marked = (locale: Locale) => listMarked(findEntry('交流合作'), locale).join();
    expect(marked('en')).toContain('3.2-p1s4');
    expect(marked('zh')).not.toContain('3.2-p1s4');
  });

  test('includes a section with the term only in its title', () => {
    const { sections, counts } = findEntry('挑战与对策');
    const [chapter] = sections.filter(({ section }) => section.number === '5');
    expect(chapter?.hits).toEqual([]);
    expect(chapter?.titleRanges).toEqual({
      zh: [{ start: 3, end: 8 }],
      en: [{ start: 0, end: 30 }],
    });
    expect(counts).toMatchObject({ sentences: 1, headings: 1, sections: 2 });
  });

  test('lists each alias with its language', () => {
    expect(findEntry('“天池英才”引进计划').wordings).toEqual({
      zh: ['“天池英才”引进计划', '天池英才'],
      en: ['“Tianchi Talents” recruitment program', 'Tianchi Talents'],
    });
  });
});

test.each([
  ['new quality productivity', 'new-quality-productivity'],
  ['“Tianchi Talents” program', 'tianchi-talents-program'],
  ['the region’s fund, École', 'the-regions-fund-ecole'],
  ['green|Green!|green 2|green', 'green|green-2|green-2-2|green-3'],
  ['GDP|“”', 'gdp|term-2'],
])('toSlugs names %s as %s', (texts, slugs) => {
  expect(toSlugs(texts.split('|')).join('|')).toBe(slugs);
});

test.each([
  ['zh', ['产学研用', '产业基础', '畜产品加工']],
  ['en', ['自治区创新驱动发展引导资金', '“一带一路”倡议', '生态文明建设']],
] as const)('sortEntries begins in %s with %j', (locale, first) => {
  const sorted = sortEntries(entries, locale).map(({ term }) => term.zh);
  expect(sorted.slice(0, 3)).toEqual(first);
});

test.each([
  ['新质生产力', [], '新质生产力'],
  ['新质生产力', [{ start: 0, end: 5 }], '[新质生产力]'],
  ['a bc d', [{ start: 2, end: 4 }], 'a [bc] d'],
  ['abc', [0, 1].map((start) => ({ start, end: start + 1 })), '[a][b]c'],
  ['', [], ''],
])('splitAtRanges splits “%s” at %j', (text, ranges, marked) => {
  const parts = splitAtRanges(text, ranges);
  expect(parts.map((part) => (part.marked ? `[${part.text}]` : part.text)).join('')).toBe(marked);
});

test.each([
  [
    { zh: 1, en: 2, sentences: 1, headings: 0, sections: 1 },
    '中文出现 1 次，英文出现 2 次，见于 1 节中的 1 句。',
    'Found 1 time in Chinese and 2 times in English, in 1 sentence of 1 section.',
  ],
  [
    { zh: 9, en: 8, sentences: 7, headings: 1, sections: 5 },
    '中文出现 9 次，英文出现 8 次，见于 5 节中的 7 句和 1 个标题。',
    'Found 9 times in Chinese and 8 times in English, in 7 sentences and 1 heading of 5 sections.',
  ],
  [
    { zh: 0, en: 2, sentences: 0, headings: 2, sections: 2 },
    '中文出现 0 次，英文出现 2 次，见于 2 节中的 2 个标题。',
    'Found 0 times in Chinese and 2 times in English, in 2 headings of 2 sections.',
  ],
])('describeCounts says %j in both languages', (counts, zh, en) => {
  expect(describeCounts(counts)).toEqual({ zh, en });
});
