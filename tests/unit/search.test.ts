import { describe, expect, test } from 'vitest';
import { readPaper } from '../../src/lib/paper.ts';
import { findSegments, toIndexText, toQuery, toSearchRecords } from '../../src/lib/search.ts';

const records = toSearchRecords(readPaper('content').root);

describe('toQuery', () => {
  test.each([
    ['新质生产力', '"新 质 生 产 力"'],
    ['  新质  生产力 ', '"新 质 生 产 力"'],
    ['"新质"', '"新 质"'],
    ['ＧＤＰ 增长', '"gdp 增 长"'],
    ['Productivity  growth', 'productivity growth'],
  ])('asks for %s as %s', (typed, query) => {
    expect(toQuery(typed)).toBe(query);
  });
});

describe('toSearchRecords', () => {
  test('lists every section once, with its own text', () => {
    expect(records).toHaveLength(18);
    expect(records.filter(({ segments }) => segments.length > 0)).toHaveLength(15);
  });
});

describe('toIndexText', () => {
  test('makes a word of each Han character and leaves English alone', () => {
    const record = { number: '1', title: { zh: '引言', en: 'Introduction' }, segments: [] };
    expect(toIndexText(record).split(/\s+/)).toEqual(['', '引', '言', 'Introduction']);
  });
});

describe('findSegments', () => {
  test('finds the sentences of a section in either language', () => {
    const section = records.find(({ number }) => number === '4.3');
    const anchorsOf = (typed: string) =>
      section && findSegments(section, typed).map(({ anchor }) => anchor);
    expect(anchorsOf('天池英才')).toEqual(['4.3-p1s4']);
    expect(anchorsOf('TIANCHI')).toEqual(['4.3-p1s4']);
    expect(anchorsOf('石油')).toEqual([]);
  });
});
