import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { findLine, formatMessages } from '../../../src/paper/report.ts';
import { flatten } from '../../../src/paper/tree.ts';
import { formatPermalinks, readPermalinks } from '../../../src/permalinks/file.ts';
import { measureOverlap, measureSize, toFingerprint } from '../../../src/permalinks/match.ts';
import { paper, paperFolder } from '../../support/paper.ts';

const sentence = '新疆以其极为丰富的自然资源著称，尤其矿产资源方面表现突出。';

describe('a fingerprint', () => {
  test('has 51 characters that a file name may contain', () => {
    expect(toFingerprint(sentence)).toMatch(/^[\w-]{51}$/);
    expect(toFingerprint('')).toMatch(/^[\w-]{51}$/);
  });

  test('ignores white space', () => {
    expect(toFingerprint(' 新疆 以其\n')).toBe(toFingerprint('新疆以其'));
  });

  test.each([
    ['a character', sentence.replace('丰富', '丰裕')],
    ['a mark', sentence.replace('，', '、')],
    ['the case of a letter', `${sentence}a`],
  ])('changes with %s', (_what, text) => {
    expect(toFingerprint(text).slice(0, 8)).not.toBe(
      toFingerprint(`${sentence}A`.replace(/A$/, text.endsWith('a') ? 'A' : '')).slice(0, 8),
    );
  });
});

test.each<[string, string, string, number, number]>([
  ['a text and itself', sentence, sentence, 1, 1],
  ['a text and a part of it', sentence, '尤其矿产资源方面表现突出。', 0.85, 1],
  ['a text and another wording', sentence, sentence.replace('丰富', '丰裕'), 0.8, 1],
  ['two texts', sentence, '高校每年培养数万名工程技术人才。', 0, 0.1],
  [
    'an English text and an edited one',
    'Coal and oil rank among the first',
    'Coal and gas rank among the first',
    0.6,
    1,
  ],
])('measures the overlap of %s', (_what, a, b, least, most) => {
  const overlap = measureOverlap(toFingerprint(a), toFingerprint(b));
  expect(overlap).toBeGreaterThanOrEqual(least);
  expect(overlap).toBeLessThanOrEqual(most);
});

test('no two sentences of a section count as the same', () => {
  for (const section of flatten(paper.root)) {
    const segments = section.paragraphs.flatMap((paragraph) => paragraph.segments);
    const texts = segments.map(({ zh, en }) => ({
      zh: toFingerprint(zh.text),
      en: toFingerprint(en.text),
    }));
    for (const [index, text] of texts.entries()) {
      for (const other of texts.slice(index + 1)) {
        const overlap = measureOverlap(text.zh, other.zh) + measureOverlap(text.en, other.en);
        expect(overlap / 2).toBeLessThan(0.5);
      }
    }
  }
});

test('a longer text has a larger size', () => {
  expect(measureSize(toFingerprint(sentence))).toBeGreaterThan(
    measureSize(toFingerprint('新疆以其')),
  );
});

describe('permalinks.json', () => {
  const text = readFileSync(`${paperFolder}/permalinks.json`, 'utf8');
  const read = (value: string) => {
    const { result, messages } = readPermalinks({ path: 'content/permalinks.json', value });
    return { value: result?.permalinks, problems: formatMessages(messages) };
  };

  test('is written unchanged', () => {
    const { value, problems } = read(text);
    expect(problems).toBe('');
    expect(value && formatPermalinks(value)).toBe(text);
  });

  test('has a line for each sentence', () => {
    expect(text.split('\n')[findLine(text, '"3.1-p1s4":') - 1]).toContain('"3.1-p1s4": ["');
  });

  test.each([
    ['a conflict', text.replace('  "sections"', '<<<<<<< HEAD\n  "sections"')],
    ['broken JSON', text.slice(0, 200)],
    ['a day that is none', text.replace(/"\d{4}-\d\d-\d\d"/, '"2026-13-01"')],
    ['an unknown field', text.replace('"terms"', '"term"')],
    ['a sentence without a digest', text.replace(/("3.1-p1s4": )\[.*\]/, '$1["a"]')],
  ])('is refused with %s', (_what, changed) => {
    expect(read(changed).problems).toMatchSnapshot();
  });
});
