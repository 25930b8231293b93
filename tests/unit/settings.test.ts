import { runInNewContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import {
  listSettings,
  settings,
  settingsScript,
  toChoices,
  toNext,
} from '../../src/features/settings/settings.ts';
import { settingWords } from '../../src/i18n/words.ts';

test.each([
  [{}, {}],
  [{ theme: 'dark' }, { theme: 'dark' }],
  [{ theme: 'system', size: 'large' }, { size: 'large' }],
  [{ theme: 'pink', colour: 'dark', size: 3, first: null }, {}],
  [
    { terms: 'on', pinyin: 'off', keys: 'off' },
    { terms: 'on', keys: 'off' },
  ],
])('toChoices keeps the non-default values of %j', (values, choices) => {
  expect(toChoices(values)).toEqual(choices);
});

test.each([
  [undefined, 'light'],
  ['system', 'light'],
  ['light', 'sepia'],
  ['dark', 'system'],
  ['pink', 'system'],
])('toNext goes from %s to %s', (value, next) => {
  expect(toNext('theme', value)).toBe(next);
});

test.each(listSettings())('the default of %s is one of its values, and all have names', (name) => {
  const { values, initial } = settings[name];
  expect(values).toContain(initial);
  expect(Object.keys(settingWords.choices[name].values)).toEqual([...values]);
});

describe('the script before the first paint', () => {
  const run = (stored: () => string | null) => {
    const dataset: Record<string, string> = {};
    runInNewContext(settingsScript, {
      document: { documentElement: { dataset } },
      localStorage: { getItem: stored },
    });
    return dataset;
  };

  test.each([
    ['what is stored', '{"theme":"dark","size":"large"}', { theme: 'dark', size: 'large' }],
    ['nothing', null, {}],
    ['what is broken', '{"theme":', {}],
  ])('shows %s', (_what, stored, shown) => {
    expect(run(() => stored)).toEqual(shown);
  });

  test('shows nothing, and does not fail, without storage', () => {
    const refuse = () => {
      throw new Error('SecurityError');
    };
    expect(run(refuse)).toEqual({});
  });
});
