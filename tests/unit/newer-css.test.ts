import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

const { rules } = JSON.parse(readFileSync('src/styles/stylelint.json', 'utf8'));
const [, allowed] = rules['plugin/use-baseline'];
const table = readFileSync('src/styles/README.md', 'utf8');

test('the table of newer CSS has every exception of the linter', () => {
  const lists = Object.entries(allowed).filter(([name]) => name.startsWith('ignore'));
  const names = lists.flatMap(([, list]) =>
    Array.isArray(list) ? list : Object.keys(list as object),
  );
  const written = names.map((name: string) => name.replace(/[/^]/g, ''));
  expect(written.length).toBeGreaterThan(20);
  expect(written.filter((name: string) => !table.includes(`\`${name}`))).toEqual([]);
});
