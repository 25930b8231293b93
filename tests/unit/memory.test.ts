import { describe, expect, test } from 'vitest';
import type { Problem, Report } from '../../src/paper/problem.ts';
import { remember, rememberReports } from '../../src/paper/remember.ts';

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

test('rememberReports › reports again what was reported when a thing was made', () => {
  let count = 0;
  const check = rememberReports((key: { line: number }, file: string, report: Report) => {
    const problem = { file, line: key.line, expected: 'a', found: 'b', mend: 'c' };
    report(problem);
    return ++count;
  });
  const key = { line: 3 };
  const problems: Problem[] = [];
  const made = ['1.md', '1.md', '2.md'].map((file) =>
    check(key, file, (problem) => problems.push(problem)),
  );
  expect(made).toEqual([1, 1, 2]);
  expect(problems.map(({ file, line }) => `${file}:${line}`)).toEqual([
    '1.md:3',
    '1.md:3',
    '2.md:3',
  ]);
});
