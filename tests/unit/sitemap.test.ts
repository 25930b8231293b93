import { expect, test } from 'vitest';
import { toSitemap } from '../../src/page/head/sitemap.ts';

const toPage = (view: string, name: string) => `https://example.org/${view}/${name}?a&b`;

test.each([
  [undefined, []],
  ['2026-11-24', Array(3).fill('<lastmod>2026-11-24</lastmod>')],
])('the sitemap with the day %s has %j', (day, found) => {
  const xml = toSitemap(['3.1'], { toPage }, day);
  expect(xml.match(/<lastmod>.*?<\/lastmod>/g) ?? []).toEqual(found);
  expect(xml).toContain('<loc>https://example.org/zh/3.1?a&amp;b</loc>');
});
