import { expect, test } from 'vitest';
import packageJson from '../../package.json' with { type: 'json' };
import { readPort } from '../../src/commands/port.ts';

test.each<[string[], string | undefined, number]>([
  [[], undefined, 4321],
  [[], '5000', 5000],
  [['--port', '6000'], '5000', 6000],
  [['--port=0'], undefined, 0],
])('reads the port from %j and PORT=%s', (args, port, expected) => {
  expect(readPort(args, port === undefined ? {} : { PORT: port })).toBe(expected);
});

test.each<[string[], string, RegExp]>([
  [['--port', '99999'], '', /^--port is “99999”: give a number up to 65535/],
  [[], 'x', /^PORT is “x”: give a number/],
  [['--prot', '5000'], '', /^Unknown option '--prot'/],
  [['5000'], '', /^Unexpected argument '5000'/],
])('refuses %j and PORT=%s', (args, port, expected) => {
  expect(() => readPort(args, { PORT: port })).toThrow(expected);
});

test('npm passes the port on to the server', () => {
  const { start, serve } = packageJson.scripts;
  for (const script of [start, serve]) expect(script).toMatch(/npm run preview --$/);
});
