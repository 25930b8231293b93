import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { runCommand } from '../support/build.ts';
import { readPages } from '../support/site.ts';
import { makeWorkFolder } from '../support/work.ts';

const work = makeWorkFolder();
const site = join(work, 'site');
afterAll(() => rmSync(work, { recursive: true }));

test('what lies in content/ is built, whatever it is', () => {
  expect(runCommand('build', { CONTENT_DIR: 'content', OUT_DIR: site })).toContain(
    'Built content/',
  );
  expect(existsSync(join(site, 'zh/index.html'))).toBe(true);
});

const isFirst = existsSync('content/source.txt');

test.runIf(isFirst)('the first book has a page for each address that it ever had', () => {
  const { sections } = JSON.parse(readFileSync('content/permalinks.json', 'utf8'));
  const ids = new Set(
    readPages(site).flatMap(({ document }) =>
      [...document.querySelectorAll('[id]')].map(({ id }) => id),
    ),
  );
  const anchors = Object.values<{ paragraphs: Record<string, object> }>(sections).flatMap(
    ({ paragraphs }) =>
      Object.entries(paragraphs).flatMap(([id, all]) => [id, ...Object.keys(all)]),
  );
  expect(anchors.length).toBeGreaterThan(90);
  expect(anchors.filter((anchor) => !ids.has(anchor))).toEqual([]);
});
