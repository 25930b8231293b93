import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';

interface Component {
  name: string;
  scope: string;
  licenses: object[];
  hashes: object[];
}

const { folder } = inject('site');
const { components }: { components: Component[] } = JSON.parse(
  readFileSync(join(folder, 'sbom.json'), 'utf8'),
);

test('only stemmer and the fonts reach the reader', () => {
  const required = components.filter(({ scope }) => scope === 'required');
  expect(required.map(({ name }) => name)).toEqual([
    ...['stemmer', 'duidu-han-bold.woff2', 'duidu-han-regular.woff2'],
    ...['duidu-latin-bold.woff2', 'duidu-latin-regular.woff2'],
  ]);
});

test('each part of the bill has its digest and its license', () => {
  expect(components.length).toBeGreaterThan(200);
  expect(components.filter(({ licenses, hashes }) => !licenses || !hashes)).toEqual([]);
});
