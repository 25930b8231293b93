import { expect, test } from 'vitest';
import { findPlace } from '../../src/ui/place.ts';

// The window is 800 high with the line at 100; segments a, b and c start where the case says.
test.each([
  ['the first segment is still below the line', [300, 400, 500], undefined],
  ['the first segment is at the line', [100, 400, 500], 'a'],
  ['one begins at the line, give or take its rounding', [-50, 97, 300], 'b'],
  ['one begins in the upper half', [-50, 200, 300], 'b'],
  ['the next begins only in the lower half', [-50, 600, 700], 'a'],
  ['all begin above the line', [-500, -300, 20], 'c'],
])('finds the place when %s', (_case, tops, anchor) => {
  const starts = tops.map((top, index) => ({ anchor: 'abc'[index] ?? '', top }));
  expect(findPlace(starts, 100, 800)).toBe(anchor);
});

test('finds no place on a page without segments', () => {
  expect(findPlace([], 100, 800)).toBeUndefined();
});
