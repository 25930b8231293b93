import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, inject, test } from 'vitest';

const folder = join(inject('site').folder, 'assets');
const styles = readdirSync(folder).filter((file) => file.endsWith('.css'));

test.each(styles)('%s holds in engines without nesting and light-dark()', (file) => {
  const css = readFileSync(join(folder, file), 'utf8');
  expect(css).not.toMatch(/light-dark\(/);
  expect(css).not.toMatch(/[{};,]\s*&/);
});

test('the site has stylesheets to check', () => {
  expect(styles.length).toBeGreaterThan(5);
});
