import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, expect, test } from 'vitest';
import { isBuilt, markBuilt } from '../../src/site/built.ts';
import { listFiles } from '../../src/site/files.ts';
import { makeWorkFolder } from '../support/work.ts';

const work = makeWorkFolder();
afterAll(() => rmSync(work, { recursive: true }));
const site = join(work, 'site');
mkdirSync(join(site, 'zh/3.1'), { recursive: true });
for (const path of ['index.html', 'zh/index.html', 'zh/3.1/index.html', 'sw.js']) {
  writeFileSync(join(site, path), `The content of ${path}`);
}
const paths = listFiles(site);

const anyPath = fc.constantFrom(...paths);
const edit = fc.oneof(
  fc.record({ kind: fc.constant('change'), path: anyPath, text: fc.string() }),
  fc.record({ kind: fc.constant('delete'), path: anyPath, text: fc.constant('') }),
  fc.record({ kind: fc.constant('add'), path: anyPath, text: fc.stringMatching(/^[a-z]{1,9}$/) }),
  fc.record({
    kind: fc.constant('rename'),
    path: anyPath,
    text: fc.stringMatching(/^[a-z]{1,9}$/),
  }),
  fc.record({ kind: fc.constant('inputs'), path: anyPath, text: fc.string({ minLength: 1 }) }),
);

test('a site is as it was built until its inputs or any of its files change', () => {
  fc.assert(
    fc.property(edit, ({ kind, path, text }) => {
      const folder = join(work, 'copy');
      rmSync(folder, { recursive: true, force: true });
      cpSync(site, folder, { recursive: true });
      markBuilt(folder, 'inputs');
      expect(isBuilt(folder, 'inputs')).toBe(true);
      const file = join(folder, path);
      const before = readFileSync(file, 'utf8');
      if (kind === 'change') writeFileSync(file, text);
      if (kind === 'delete') rmSync(file);
      if (kind === 'add') writeFileSync(`${file}.${text}`, '');
      if (kind === 'rename') renameSync(file, `${file}.${text}`);
      const isSame = kind === 'change' && text === before;
      expect(isBuilt(folder, kind === 'inputs' ? `inputs${text}` : 'inputs')).toBe(isSame);
    }),
    { numRuns: 60 },
  );
});

test('a folder without the mark of a build is not a built site', () => {
  expect(isBuilt(join(work, 'none'), 'inputs')).toBe(false);
  expect(isBuilt(site, 'inputs')).toBe(false);
});
