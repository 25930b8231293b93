import { readdirSync, readFileSync, statSync } from 'node:fs';
import { posix } from 'node:path';
import { describe, expect, test } from 'vitest';
import { listFiles } from '../../src/site/files.ts';

const { basename, dirname, join, normalize } = posix;

/** The folders of `src/` in import order: each may import only later ones. */
const order = [
  ...['pages', 'commands', 'import', 'page', 'features', 'site', 'read', 'check', 'permalinks'],
  ...['text', 'ui', 'i18n', 'styles', 'paper'],
];

const files = listFiles('src')
  .map((file) => `src/${file}`)
  .filter((file) => /\.(?:ts|astro|css)$/.test(file));
const importing = /(?:\bfrom|\bimport|@import)\s*\(?\s*['"](\.{1,2}\/[^'"?#]+)/g;

const onlyTypes = /^(?:import|export) type [^;]*;$/gm;

/** List the project files that a file imports, by path, without type imports. */
function listImports(file: string, withTypes = true): string[] {
  const code = readFileSync(file, 'utf8');
  return [...(withTypes ? code : code.replace(onlyTypes, '')).matchAll(importing)]
    .map(([, to = '']) => normalize(join(dirname(file), to)))
    .filter((to) => to.startsWith('src/'));
}

const imports = new Map(files.map((file) => [file, listImports(file)]));
const arrows = [...imports].flatMap(([from, all]) => all.map((to) => ({ from, to })));
const roomOf = (file: string) => file.split('/')[1] ?? '';
const featureOf = (file: string) => (roomOf(file) === 'features' ? file.split('/')[2] : undefined);
const toText = ({ from, to }: (typeof arrows)[number]) => `${from} → ${to}`;

describe('the house', () => {
  test('has only the folders on the list', () => {
    const others = files.filter((file) => !order.includes(roomOf(file)));
    expect(others.filter((file) => file.split('/').length > 2)).toEqual([]);
    expect(arrows.length).toBeGreaterThan(200);
  });

  test('imports go down the list only', () => {
    const up = arrows.filter(({ from, to }) => {
      const [above, below] = [from, to].map((file) => order.indexOf(roomOf(file)));
      return (below ?? 0) < (above ?? 0);
    });
    expect(up.map(toText)).toEqual([]);
  });

  test('a feature imports no other feature', () => {
    const across = arrows.filter(
      ({ from, to }) => featureOf(from) && featureOf(to) && featureOf(from) !== featureOf(to),
    );
    expect(across.map(toText)).toEqual([]);
  });

  test('no folder has more than 15 files', () => {
    const folders = new Set(files.map(dirname));
    const full = [...folders].filter((folder) => {
      const inside = readdirSync(folder, { withFileTypes: true });
      return inside.filter((entry) => entry.isFile()).length > 15;
    });
    expect(full).toEqual([]);
  });

  test('files in different folders have different names', () => {
    // A component's style, element and words share its name.
    const places = new Map<string, Set<string>>();
    for (const file of files.filter((file) => !file.startsWith('src/pages/'))) {
      const name = basename(file).replace(/(?:\.element)?\.\w+$/, '');
      if (name !== 'index') places.set(name, (places.get(name) ?? new Set()).add(dirname(file)));
    }
    const shared = [...places].filter(([, folders]) => folders.size > 1).map(([name]) => name);
    expect(shared).toEqual([]);
  });
});

describe('a module of the browser', () => {
  /** All modules that the elements import, directly or not. */
  const reached = new Set(files.filter((file) => file.endsWith('.element.ts')));
  for (const file of reached) {
    for (const to of listImports(file, false)) if (to.endsWith('.ts')) reached.add(to);
  }

  test('imports no words of the interface, which are in the page', () => {
    const speaking = [...reached].filter((file) =>
      (imports.get(file) ?? []).some((to) => to.startsWith('src/i18n/words')),
    );
    expect(reached.size).toBeGreaterThan(20);
    expect(speaking).toEqual([]);
  });
});

describe('the map in src/README.md', () => {
  const [map = ''] = readFileSync('src/README.md', 'utf8').split('\n## ');
  const cells = [...map.matchAll(/^\| (`[^|]*\/`) \|/gm)].map(([, cell = '']) => cell);
  const rows = cells.flatMap((cell) => cell.match(/[\w/-]+(?=\/`)/g) ?? []);
  const list = (under: string) =>
    readdirSync(`src/${under}`, { withFileTypes: true }).filter((entry) => entry.isDirectory());

  test('has a row for each room and each feature', () => {
    const folders = [
      ...list('').map(({ name }) => name),
      ...list('features').map(({ name }) => `features/${name}`),
    ];
    const missing = folders.filter((folder) => folder !== 'features' && !rows.includes(folder));
    expect(missing).toEqual([]);
    expect(new Set(rows).size).toBe(rows.length);
  });

  test.each(rows)('has a row for %s/, which is a folder', (row) => {
    expect(statSync(`src/${row}`).isDirectory()).toBe(true);
  });
});
