import { expect, test } from 'vitest';
import { remember, rememberPairs } from '../../src/paper/memoize.ts';

test('remember returns the same result for the same object and arguments', () => {
  const join = remember((key: { text: string }, end: string) => ({ joined: key.text + end }));
  const key = { text: 'a' };
  expect(join(key, 'b')).toEqual({ joined: 'ab' });
  expect(join(key, 'b')).toBe(join(key, 'b'));
  expect(join({ text: 'a' }, 'b')).not.toBe(join(key, 'b'));
  expect(join(key, 'c')).toEqual({ joined: 'ac' });
  expect(join(key, 'b')).toEqual({ joined: 'ab' });
});

test('remember caches undefined too', () => {
  let count = 0;
  const find = remember((_key: object): undefined => void count++);
  const key = {};
  find(key);
  find(key);
  expect(count).toBe(1);
});

test('rememberPairs compares two objects once, whatever it compares between', () => {
  let count = 0;
  const compare = rememberPairs((_one: object, _other: object) => count++);
  const [a, b, c] = [{}, {}, {}];
  expect([compare(a, b), compare(a, c), compare(b, c), compare(a, b)]).toEqual([0, 1, 2, 0]);
});
