import { describe, expect, test } from 'vitest';
import { remember } from '../../src/paper/memoize.ts';

describe('remember', () => {
  const join = remember((key: { text: string }, end: string) => ({ joined: key.text + end }));
  const key = { text: 'a' };

  test('hands out again what was made of the same object', () => {
    expect(join(key, 'b')).toEqual({ joined: 'ab' });
    expect(join(key, 'b')).toBe(join(key, 'b'));
  });

  test('makes it anew of another object, though that is alike', () => {
    expect(join({ text: 'a' }, 'b')).not.toBe(join(key, 'b'));
  });

  test('makes it anew where another argument differs', () => {
    expect(join(key, 'b')).toEqual({ joined: 'ab' });
    expect(join(key, 'c')).toEqual({ joined: 'ac' });
    expect(join(key, 'b')).toEqual({ joined: 'ab' });
  });

  test('remembers that nothing was made of an object', () => {
    let count = 0;
    const find = remember((_key: object): undefined => void count++);
    find(key);
    find(key);
    expect(count).toBe(1);
  });
});
