import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { isError, warnings } from '../../src/paper/rules.ts';

const pages = [
  ...['README.md', 'README.zh.md', 'content/README.md', 'src/README.md', 'tests/README.md'],
  ...['.github/CONTRIBUTING.md', '.github/CHANGELOG.md'],
];

/** List the ids that GitHub gives the headings of a page. */
function listIds(page: string): string[] {
  const headings = readFileSync(page, 'utf8').matchAll(/^#+ (.*)$/gm);
  return [...headings].map(([, text = '']) => {
    return text
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-');
  });
}

/** List the links and pictures of a page, outside code. */
function listTargets(page: string): string[] {
  const text = readFileSync(page, 'utf8').replace(/^```[\s\S]*?^```|`[^`\n]*`/gm, '');
  return [...text.matchAll(/\]\(([^)\s]+)\)|(?:src|srcset)="([^"]+)"/g)]
    .map(([, link, source]) => link ?? source ?? '')
    .filter((target) => !target.startsWith('https:'));
}

const links = pages.flatMap((page) => listTargets(page).map((target) => ({ page, target })));

test.each(links)('the link of $page to $target works', ({ page, target }) => {
  const [path = '', id] = target.split('#');
  const file = path ? join(dirname(page), path) : page;
  expect(existsSync(file)).toBe(true);
  if (id) expect(listIds(file)).toContain(id);
});

test('the README fits on two screens, and names only scripts that exist', () => {
  const { scripts } = JSON.parse(readFileSync('package.json', 'utf8'));
  expect(readFileSync('README.md', 'utf8').split('\n').length).toBeLessThanOrEqual(121);
  for (const page of pages) {
    const named = [...readFileSync(page, 'utf8').matchAll(/npm run ([\w:-]+)/g)];
    expect(named.filter(([, name = '']) => !(name in scripts))).toEqual([]);
  }
});

test('content/README.md lists the rules of the check, errors and warnings', () => {
  const [, tables = ''] = readFileSync('content/README.md', 'utf8').split(
    '## What the check finds',
  );
  const [, first = '', second = ''] = tables.split('\n## ')[0]?.split('| rule |') ?? [];
  const listRules = (table: string) =>
    [...table.matchAll(/^\|((?: `[\w-]+`)+) \|/gm)].flatMap(
      ([, cell = '']) => cell.match(/[\w-]+/g) ?? [],
    );
  expect(listRules(first)).toHaveLength(12);
  expect(listRules(first).filter((id) => !isError(id as never))).toEqual([]);
  expect(listRules(second).sort()).toEqual(warnings);
});
