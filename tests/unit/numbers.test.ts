import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { findMissing, listQuantities } from '../../src/check/numbers.ts';

/** Pairs of sentences with the same number (`same`), a converted one, or a different one (`wrong`). */
const rows = readFileSync('tests/fixtures/numbers.tsv', 'utf8').trim().split('\n').slice(1);
const pairs = rows.map((row) => row.split('\t') as [kind: string, zh: string, en: string]);

function isReported(zh: string, en: string): boolean {
  const [chinese, english] = [listQuantities(zh, 'zh'), listQuantities(en, 'en')];
  return findMissing(chinese, english).length + findMissing(english, chinese).length > 0;
}

test.each(pairs)('checks numbers (%s): %s | %s', (kind, zh, en) => {
  expect(isReported(zh, en)).toBe(kind === 'wrong');
});

test('at least 95 % of changed digits are reported', () => {
  const changed = pairs
    .filter(([kind]) => kind === 'same')
    .flatMap(([, zh, en]) => {
      const change = (text: string) =>
        [...text.matchAll(/\d/g)].map(({ 0: digit, index }) => {
          return text.slice(0, index) + ((Number(digit) + 4) % 10) + text.slice(index + 1);
        });
      return [...change(zh).map((other) => [other, en]), ...change(en).map((other) => [zh, other])];
    });
  const missed = changed.filter(([zh = '', en = '']) => !isReported(zh, en));
  expect(changed.length).toBeGreaterThan(300);
  expect(missed.length / changed.length, missed.join('\n')).toBeLessThan(0.05);
});
