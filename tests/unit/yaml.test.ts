import { expect, test } from 'vitest';
import { parseRecord, parseTerms } from '../../src/read/yaml.ts';
import { soundFiles } from '../support/sources.ts';

function readRecord(more = '') {
  const value = soundFiles['paper.yaml'] + more;
  const { result, messages } = parseRecord({ path: 'content/paper.yaml', value });
  expect(messages).toEqual([]);
  return result;
}

test('a record has only the content of its file', () => {
  expect(readRecord()).not.toHaveProperty('authors');
});

test.each([
  ['authors: [{ zh: 王, en: Wang }]', { authors: [{ zh: '王', en: 'Wang' }] }],
  ['journal: { zh: 刊, en: J }', { journal: { zh: '刊', en: 'J' } }],
  ['year: 2024', { year: 2024 }],
  ['doi: 10.1234/x', { doi: '10.1234/x' }],
  ['volume: 12', { volume: '12' }],
  ['volume: XII', { volume: 'XII' }],
  ['issue: 3', { issue: '3' }],
  ['issue: 3/4', { issue: '3/4' }],
  ['pages: 12-18', { pages: '12-18' }],
  ['pages: 12–18', { pages: '12-18' }],
  ['pages: 117-23', { pages: '117-23' }],
  ['pages: 12', { pages: '12' }],
  ['pages: e12', { pages: 'e12' }],
])('a record takes %s', (field, expected) => {
  expect(readRecord(`${field}\n`)).toMatchObject(expected);
});

test('a translator may be a single name', () => {
  const value = soundFiles['paper.yaml']?.replace('by: project', 'by: { zh: 王, en: Wang }') ?? '';
  const { result } = parseRecord({ path: 'content/paper.yaml', value });
  expect(result?.translations['default']?.by).toEqual([{ zh: '王', en: 'Wang' }]);
});

test('terms have aliases or none', () => {
  const value = '- zh: 甲\n  en: A\n- { zh: 乙, en: B, aliases: [C] }\n';
  expect(parseTerms({ path: 'content/terms.yaml', value }).result).toEqual([
    { zh: '甲', en: 'A' },
    { zh: '乙', en: 'B', aliases: ['C'] },
  ]);
});
