import { existsSync, readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { builtOf, listBuilt } from '../support/built.ts';

test('every feature has tests of its build, and all of them exist', () => {
  const features = readdirSync('src/features').map((name) => `features/${name}`);
  expect(features.filter((name) => !(name in builtOf))).toEqual([]);
  const lost = Object.keys(builtOf).filter((folder) => !existsSync(`src/${folder}`));
  expect(lost).toEqual([]);
  const tests = Object.values(builtOf).flat();
  expect(tests.filter((name) => !existsSync(`tests/${name}.test.ts`))).toEqual([]);
});

test.each([
  ['src/features/cite/cite.css', ['site/cite', 'browser/cite', 'browser/quote', 'site/weight']],
  [
    'src/page/text/blocks.css',
    ['site/pages', 'browser/reading', 'browser/permalinks', 'site/weight'],
  ],
  ['tests/browser/terms.test.ts', ['browser/terms']],
  ['README.md', []],
])('an edit of %s concerns %j', (file, tests) => {
  expect(listBuilt([file])).toEqual(tests);
});
